import { notFound, pageOf } from '@tradewind/kernel'
import type { Service } from '@tradewind/platform/contract'
import { sql } from 'kysely'
import type { moderationOperations as contract } from '../contract/moderation.ts'
import { findPost, listPosts } from '../posts/posts.queries.ts'
import { postView } from '../posts/posts.views.ts'
import { authorsOf, placeOf, positionIn } from '../posts/reviews.actions.ts'
import { tellRated } from '../posts/write.ts'
import type { ReviewsDeps } from '../reviews.deps.ts'
import { countReports, decide, insertReport } from './moderation.queries.ts'
import { suspicionOf } from './suspicion.rules.ts'

const PAGE = 20

export function moderationActions(deps: ReviewsDeps): Service<typeof contract> {
  const { db } = deps
  return {
    reportPost: (ctx, { postId, reason }) =>
      db.transaction().execute(async (tx) => {
        const [reporter = ''] = authorsOf(ctx)
        const post = await insertReport(tx, postId, reporter, reason)
        if (post?.kind === 'review' && post.status === 'waiting') await tellRated(tx, deps, [post.productId])
        // The same answer for everybody: what was reported by whom is nobody's business.
        return { reported: true }
      }),

    async listToModerate(ctx, { status, limit = PAGE, cursor }) {
      const wanted =
        status === undefined ? sql`(status = 'waiting' or reported > 0)` : sql`status = ${status}`
      const rows = await listPosts(db, wanted, limit, positionIn(cursor), 'oldest')
      const page = pageOf(rows, limit, placeOf)
      const reports = await countReports(
        db,
        page.items.map(({ id }) => id),
      )
      const items = page.items.map((row) => ({
        ...postView(row, ctx.locale),
        reports: reports.get(row.id) ?? [],
        suspicion: suspicionOf(row.author, row.title, row.body),
      }))
      return { ...page, items }
    },

    moderatePost: (ctx, { postId, decision }) =>
      db.transaction().execute(async (tx) => {
        if (!(await decide(tx, postId, decision === 'publish' ? 'published' : 'hidden'))) throw notFound()
        const row = await findPost(tx, postId)
        if (!row) throw notFound()
        if (row.kind === 'review') await tellRated(tx, deps, [row.productId])
        return postView(row, ctx.locale)
      }),
  }
}
