import { sql, type Kysely } from 'kysely'
import type { ContentTables } from '../tables.ts'
import type { KeptWords } from './legal-words.ts'

type Db = Kysely<ContentTables>

/** Writes languages of a text, over what was written there before. */
export const insertWords = (db: Db, id: string, words: readonly KeptWords[]) =>
  db
    .insertInto('content.legal_words')
    .values(
      words.map(({ byMachine, readableSince, fields, ...row }) => ({
        ...row,
        legal_id: id,
        by_machine: byMachine,
        readable_since: readableSince,
        fields: JSON.stringify(fields),
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['legal_id', 'locale']).doUpdateSet((row) => ({
        title: row.ref('excluded.title'),
        body: row.ref('excluded.body'),
        status: row.ref('excluded.status'),
        by_machine: row.ref('excluded.by_machine'),
        fields: row.ref('excluded.fields'),
        readable_since: row.ref('excluded.readable_since'),
      })),
    )
    .execute()

/** Writes one language of a text; a version to come counts it as a change. */
export async function saveWords(db: Db, id: string, words: KeptWords): Promise<void> {
  await insertWords(db, id, [words])
  await db
    .updateTable('content.legal_texts')
    .set((row) => ({ version: row('version', '+', 1) }))
    .where('id', '=', id)
    .where('valid_from', '>', sql<Date>`now()`)
    .execute()
}

/** All that is written of these texts, readable or not. */
export async function readWords(
  db: Db,
  ids: readonly string[],
): Promise<Map<string, Omit<KeptWords, 'readableSince'>[]>> {
  const rows = await db
    .selectFrom('content.legal_words')
    .select(['legal_id as id', 'locale', 'title', 'body', 'status', 'by_machine as byMachine', 'fields'])
    .where('legal_id', '=', sql<string>`any(${[...ids]}::text[])`)
    .execute()
  return Map.groupBy(rows, ({ id }) => id)
}
