import { sql, type QueryExecutorProvider } from 'kysely'
import { personRows, type PersonRow } from '@tradewind/platform/db'

export async function exportPerson(
  db: QueryExecutorProvider,
  userId: string,
): Promise<Record<string, PersonRow[]>> {
  return {
    files: await personRows(
      db,
      sql`select to_jsonb(f) - array['owner_id', 'import_key'] as row from catalog.files f where owner_id = ${userId} order by id`,
    ),
  }
}

/**
 * Deletes what a person uploaded for themselves, and answers addresses of what no other file shares; pictures of reviews
 * that stay are severed from them, as are pictures of a store's goods.
 */
export async function eraseFiles(
  tx: QueryExecutorProvider,
  userId: string,
  erasureId: string,
  keptPictureIds: readonly string[],
): Promise<string[]> {
  await sql`update catalog.files set owner_id = ${erasureId}, name = ''
    where owner_id = ${userId} and (purpose = 'picture' or id = any(${[...keptPictureIds]}::text[]))`.execute(
    tx,
  )
  const { rows } = await sql<{ address: string }>`with gone as (
      delete from catalog.files where owner_id = ${userId} returning id, picture ->> 'url' as url, document ->> 'path' as path)
    select distinct coalesce(url, path) as address from gone g
    where coalesce(url, path) is not null and not exists (
      select from catalog.files f where f.id not in (select id from gone)
        and (f.picture ->> 'url' = g.url or f.document ->> 'path' = g.path))`.execute(tx)
  return rows.map(({ address }) => address)
}

/** Which of these addresses no file has. */
export async function findUnused(db: QueryExecutorProvider, addresses: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{
    address: string
  }>`select address from unnest(${[...addresses]}::text[]) as t(address)
    except (select picture ->> 'url' from catalog.files union all select document ->> 'path' from catalog.files)`.execute(
    db,
  )
  return rows.map(({ address }) => address)
}
