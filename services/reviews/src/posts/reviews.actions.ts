import {
  conflict,
  decodeCursor,
  newId,
  notFound,
  pageOf,
  pickText,
  refused,
  stale,
  unauthorized,
} from '@tradewind/kernel'
import {
  ownerKey,
  ownersOf,
  systemContext,
  type CallContext,
  type Service,
} from '@tradewind/platform/contract'
import type { reviewOperations as contract } from '../contract/reviews.ts'
import { suspicionOf } from '../moderation/suspicion.rules.ts'
import type { ReviewsDeps } from '../reviews.deps.ts'
import {
  findPost,
  insertPosts,
  listPosts,
  listReviewed,
  ofAuthors,
  ofProduct,
  takeBack,
  updatePost,
  type NewPost,
  type PostRow,
  type Position,
} from './posts.queries.ts'
import { postView, reviewView } from './posts.views.ts'
import { findStars, lockStars } from './stars.queries.ts'
import { picturesOf, tellRated } from './write.ts'

const PAGE = 10

export function reviewActions(deps: ReviewsDeps): Service<typeof contract> {
  const { db } = deps
  return {
    async listReviews(_ctx, { productId, rating, limit = PAGE, cursor }) {
      const [starCounts, rows] = await Promise.all([
        findStars(db, productId),
        listPosts(db, ofProduct('review', productId, rating), limit, positionIn(cursor)),
      ])
      const page = pageOf(rows, limit, placeOf)
      const total = starCounts.reduce((sum, count) => sum + count, 0)
      const stars = starCounts.reduce((sum, count, index) => sum + count * (index + 1), 0)
      return {
        items: page.items.map(reviewView),
        nextCursor: page.nextCursor,
        total,
        average: total === 0 ? null : Math.round((stars / total) * 10) / 10,
        histogram: starCounts,
      }
    },

    async listToReview(ctx) {
      const owners = authorsOf(ctx)
      const [bought, reviewed] = await Promise.all([
        deps.calls.orders.listPurchases(systemContext('reviews'), { owners }),
        listReviewed(db, owners),
      ])
      const items = bought
        .filter(({ productId }) => !reviewed.has(productId))
        .map(({ productId, slug, name, picture, deliveredAt }) => ({
          productId,
          slug,
          name: pickText(name, ctx.locale)?.text ?? '',
          picture,
          deliveredAt,
        }))
      return { items }
    },

    async listOwnPosts(ctx, { productId, limit = PAGE, cursor }) {
      const rows = await listPosts(db, ofAuthors(authorsOf(ctx), productId), limit, positionIn(cursor))
      const page = pageOf(rows, limit, placeOf)
      return { ...page, items: page.items.map((row) => postView(row, ctx.locale)) }
    },

    async createReview(ctx, input) {
      const owners = authorsOf(ctx)
      const { productId, rating, title = '', body } = input
      const [purchase] = await deps.calls.orders.listPurchases(systemContext('reviews'), {
        owners,
        productId,
      })
      if (!purchase) throw refused('reviews.not-bought')
      const pictures = await picturesOf(deps, owners, input.pictureIds ?? [])
      const { name, slug, picture } = purchase
      return db.transaction().execute(async (tx) => {
        // A guest who logs in is the same author under another key.
        await lockStars(tx, [productId])
        if ((await listReviewed(tx, owners)).has(productId)) throw conflict('reviews.already-written')
        const [row] = await insertPosts(tx, [
          {
            id: newId('rev'),
            kind: 'review',
            productId,
            storeIds: [purchase.storeId],
            authorId: ownerKey(ctx.actor) ?? purchase.owner,
            boughtBy: purchase.owner,
            author: input.author.trim(),
            rating,
            title: title.trim(),
            body: body.trim(),
            locale: input.locale ?? ctx.locale,
            pictures,
            verified: true,
            status: statusOf(input.author, title, body),
            about: { name, slug, picture },
          },
        ])
        if (!row) throw conflict('reviews.already-written')
        await tellRated(tx, deps, [productId])
        return postView(row, ctx.locale)
      })
    },

    async updateReview(ctx, { postId, pictureIds, ...change }) {
      const owners = authorsOf(ctx)
      const known = await findPost(db, postId, ofAuthors(owners))
      if (!known || known.kind !== 'review') throw notFound()
      const pictures = pictureIds ? await newPictures(deps, owners, known, pictureIds) : known.pictures
      const title = (change.title ?? known.title).trim()
      const body = (change.body ?? known.body).trim()
      const rating = change.rating ?? known.rating
      const status = known.status === 'published' ? statusOf(known.author, title, body) : 'waiting'
      return db.transaction().execute(async (tx) => {
        const version = ctx.ifMatch ?? known.version
        const row = await updatePost(tx, { id: postId, version }, owners, {
          rating,
          title,
          body,
          pictures,
          status,
        })
        if (!row) throw stale(postView(known, ctx.locale))
        await tellRated(tx, deps, [row.productId])
        return postView(row, ctx.locale)
      })
    },

    removePost: (ctx, { postId }) =>
      db.transaction().execute(async (tx) => {
        const gone = await takeBack(tx, postId, authorsOf(ctx))
        if (!gone) throw notFound()
        if (gone.kind === 'review') await tellRated(tx, deps, [gone.productId])
        return { removed: true }
      }),

    async importReviews(_ctx, { reviews }) {
      const productIds = [...new Set(reviews.map(({ productId }) => productId))]
      const known = new Map<string, NewPost['about']>()
      for (let from = 0; from < productIds.length; from += 200) {
        const some = await deps.calls.catalog.getIndexed(systemContext('reviews'), {
          productIds: productIds.slice(from, from + 200),
        })
        for (const { id, name, slugs, picture } of some) {
          const [slug] = Object.values(slugs)
          if (slug !== undefined) known.set(id, { name, slug, picture })
        }
      }
      const posts = reviews.flatMap(({ key, ...review }): NewPost[] => {
        const about = known.get(review.productId)
        if (!about) return []
        const rest = { kind: 'review' as const, storeIds: [], authorId: null, pictures: [], verified: false }
        return [{ ...review, ...rest, id: newId('rev'), status: 'published' as const, about, importKey: key }]
      })
      return db.transaction().execute(async (tx) => {
        const written = await insertPosts(tx, posts)
        await tellRated(
          tx,
          deps,
          written.map(({ productId }) => productId),
        )
        return { created: written.length }
      })
    },
  }
}

/** Whose things a caller may write about: their own, and the guest's that they were; throws 401 for nobody. */
export function authorsOf(ctx: CallContext): string[] {
  const owners = ownersOf(ctx)
  if (owners.length === 0) throw unauthorized()
  return owners
}

export const statusOf = (...texts: readonly string[]): PostRow['status'] =>
  suspicionOf(...texts) === null ? 'published' : 'waiting'

export const placeOf = (row: PostRow): [string, string] => [row.at, row.id]

export function positionIn(cursor: string | undefined): Position | undefined {
  if (cursor === undefined) return undefined
  const [at, id] = decodeCursor(cursor, 'timestamptz', 'text')
  return { at, id }
}

/** Pictures that a review has stay its own, whoever uploaded them; others must be the caller's. */
async function newPictures(
  deps: ReviewsDeps,
  owners: readonly string[],
  { pictures }: PostRow,
  wanted: readonly string[],
): Promise<PostRow['pictures']> {
  const kept = new Map(pictures.map((picture) => [picture.id, picture]))
  const added = await picturesOf(
    deps,
    owners,
    wanted.filter((id) => !kept.has(id)),
  )
  const all = new Map([...kept, ...added.map((picture) => [picture.id, picture] as const)])
  return wanted.flatMap((id) => all.get(id) ?? [])
}
