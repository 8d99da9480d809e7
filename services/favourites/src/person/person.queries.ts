import { sql, type QueryExecutorProvider } from 'kysely'
import { personRows, type PersonRow } from '@tradewind/platform/db'

export async function exportPerson(
  db: QueryExecutorProvider,
  userId: string,
): Promise<Record<string, PersonRow[]>> {
  return {
    favourites: await personRows(
      db,
      sql`select to_jsonb(k) - 'owner' as row from favourites.kept k where owner = ${userId} order by kept_at`,
    ),
    followedStores: await personRows(
      db,
      sql`select to_jsonb(f) - 'owner' as row from favourites.follows f where owner = ${userId} order by followed_at`,
    ),
  }
}

export async function erasePerson(tx: QueryExecutorProvider, userId: string): Promise<void> {
  await sql`delete from favourites.kept where owner = ${userId}`.execute(tx)
  await sql`delete from favourites.follows where owner = ${userId}`.execute(tx)
  await sql`delete from favourites.letters where owner = ${userId}`.execute(tx)
  // What they were told in: facts hold the signature that ends their mails.
  await sql`delete from favourites.outbox where key = ${userId}`.execute(tx)
}
