import { sql, type Kysely } from 'kysely'
import type { Static } from 'typebox'
import type { ReportReason } from '../contract/index.ts'
import type { PostRow } from '../posts/posts.queries.ts'

type Db = Kysely<unknown>
type Reason = Static<typeof ReportReason>

/** So many people with accounts take a post out of sight until an operator looked, unless its author bought the goods. */
const HIDING_REPORTS = 3

/** Takes down that somebody reported a shown post; undefined when there is none, or they did so before. */
export async function insertReport(
  tx: Db,
  postId: string,
  reporter: string,
  reason: Reason,
): Promise<Pick<PostRow, 'kind' | 'productId' | 'status'> | undefined> {
  const { rows } = await sql<Pick<PostRow, 'kind' | 'productId' | 'status'>>`with shown as (
      select id from reviews.posts where id = ${postId} and status = 'published' for update),
    told as (insert into reviews.reports (post_id, reporter, reason) select id, ${reporter}, ${reason} from shown
      on conflict do nothing returning post_id),
    known as (select count(*) from reviews.reports where post_id = ${postId} and reporter like 'usr\\_%')
    update reviews.posts p set reported = reported + 1,
      status = case when not verified and ${reporter} like 'usr\\_%' and (select count from known) + 1 >= ${sql.lit(HIDING_REPORTS)}
        then 'waiting' else status end
    from told where p.id = told.post_id returning p.kind, p.product_id as "productId", p.status`.execute(tx)
  return rows[0]
}

/** What is reported of these posts since an operator looked. */
export async function countReports(
  db: Db,
  postIds: readonly string[],
): Promise<Map<string, { reason: Reason; count: number }[]>> {
  const { rows } = await sql<{ postId: string; reason: Reason; count: number }>`
    select post_id as "postId", reason, count(*)::int as count from reviews.reports where post_id = any(${[...postIds]})
    group by post_id, reason order by count(*) desc, reason`.execute(db)
  return new Map(
    [...Map.groupBy(rows, ({ postId }) => postId)].map(([postId, reports]) => [
      postId,
      reports.map(({ reason, count }) => ({ reason, count })),
    ]),
  )
}

/** Shows or hides a post and settles its reports; who reported it may do so again if it changes. */
export async function decide(tx: Db, postId: string, status: 'published' | 'hidden'): Promise<boolean> {
  await sql`delete from reviews.reports where post_id = ${postId}`.execute(tx)
  const { rows } = await sql`update reviews.posts set status = ${status}, reported = 0, version = version + 1
    where id = ${postId} and removed_at is null returning 1`.execute(tx)
  return rows.length > 0
}
