import { sql, type Kysely } from 'kysely'
import type { Picture, StoredDocument } from '@tradewind/platform/storage'
import type { CatalogTables } from '../tables.ts'

type Db = Kysely<CatalogTables>

export interface NewFile {
  id: string
  ownerId: string
  storeId: string | null
  purpose: 'picture' | 'review' | 'document'
  name: string
  importKey?: string
  kept: { picture: Picture } | { document: StoredDocument }
}

/** Records files that storage keeps; those whose import key is known already are left as they were. */
export async function insertFiles(db: Db, files: readonly NewFile[]): Promise<void> {
  const rows = files.map(({ id, ownerId, storeId, purpose, name, importKey, kept }) => ({
    id,
    owner_id: ownerId,
    store_id: storeId,
    name,
    import_key: importKey ?? null,
    purpose,
    ...kept,
  }))
  await sql`insert into catalog.files (id, owner_id, store_id, purpose, name, picture, document, import_key)
    select id, owner_id, store_id, purpose, name, picture, document, import_key
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t(id text, owner_id text, store_id text, purpose text, name text,
      picture jsonb, document jsonb, import_key text)
    on conflict (coalesce(store_id, ''), import_key) where import_key is not null do nothing`.execute(db)
}

/** Ids of files by the keys an import gave them. */
export async function findImported(
  db: Db,
  storeId: string | null,
  keys: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; import_key: string }>`select id, import_key from catalog.files
    where coalesce(store_id, '') = ${storeId ?? ''} and import_key is not null and import_key = any(${keys}::text[])`.execute(
    db,
  )
  return new Map(rows.map((row) => [row.import_key, row.id]))
}

/** How many pictures for reviews somebody put up since yesterday. */
export async function countReviewPictures(db: Db, ownerId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from catalog.files
    where owner_id = ${ownerId} and purpose = 'review' and created_at > now() - interval '1 day'`.execute(db)
  return rows[0]?.count ?? 0
}

/** Who owns which of these files. */
export async function listOwners(db: Db, fileIds: readonly string[]) {
  const { rows } = await sql<{ id: string; ownerId: string; name: string; picture: Picture | null }>`
    select id, owner_id as "ownerId", name, picture from catalog.files where id = any(${fileIds}::text[])`.execute(
    db,
  )
  return rows
}

/** A document by its id, if it is this owner's; `undefined` asks as an operator, who may read all. */
export async function findDocument(
  db: Db,
  fileId: string,
  ownerId: string | undefined,
): Promise<StoredDocument | undefined> {
  const row = await db
    .selectFrom('catalog.files')
    .select('document')
    .where('id', '=', fileId)
    .$if(ownerId !== undefined, (query) => query.where('owner_id', '=', ownerId ?? ''))
    .executeTakeFirst()
  return row?.document ?? undefined
}
