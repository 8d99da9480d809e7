import { sql, type QueryExecutorProvider } from 'kysely'
import { personRows, type PersonRow } from '@tradewind/platform/db'

/** What somebody wrote; the product stands there as it was called then. */
const OWN = sql`to_jsonb(p) - array['author_id', 'bought_by', 'import_key', 'store_ids', 'reported']`

export async function exportPerson(
  db: QueryExecutorProvider,
  userId: string,
): Promise<Record<string, PersonRow[]>> {
  const written = (kind: 'review' | 'question') =>
    personRows(
      db,
      sql`select ${OWN} as row from reviews.posts p where author_id = ${userId} and kind = ${sql.lit(kind)} order by created_at`,
    )
  return {
    reviews: await written('review'),
    questions: await written('question'),
    reports: await personRows(
      db,
      sql`select to_jsonb(r) - 'reporter' as row from reviews.reports r where reporter = ${userId} order by created_at`,
    ),
  }
}

/** Leaves what somebody wrote without their name, or deletes it; answers the products whose reviews went. */
export async function erasePosts(
  tx: QueryExecutorProvider,
  userId: string,
  keepReviews: boolean,
): Promise<string[]> {
  await sql`delete from reviews.reports where reporter = ${userId}`.execute(tx)
  await sql`delete from reviews.outbox where payload ->> 'authorId' = ${userId}`.execute(tx)
  if (keepReviews) {
    await sql`update reviews.posts set author_id = null, bought_by = null, author = '', version = version + 1
      where author_id = ${userId} and removed_at is null`.execute(tx)
  }
  const { rows } = await sql<{ productId: string }>`
    delete from reviews.posts where author_id = ${userId} returning product_id as "productId"`.execute(tx)
  return rows.map(({ productId }) => productId)
}
