import { sql, type Kysely } from 'kysely'
import type { Static } from 'typebox'
import { machineMarksOf } from '@tradewind/platform/texts'
import type { Brand as Schema } from '../contract/brand.ts'
import type { ContentTables } from '../tables.ts'

type Db = Kysely<ContentTables>
export type Brand = Static<typeof Schema>

const COLUMNS = ['name', 'claim', 'about', 'colour', 'mark', 'version'] as const

export const readBrand = (db: Db): Promise<Brand> =>
  db.selectFrom('content.brand').select(COLUMNS).executeTakeFirstOrThrow()

/** The brand, and what a machine wrote of it where its language wants people's words. */
export const readShownBrand = (db: Db) =>
  db
    .selectFrom('content.brand as b')
    .select([...COLUMNS, machineMarksOf('content', 'brand', sql.ref('b.id')).as('machineMarks')])
    .executeTakeFirstOrThrow()

/** Undefined when the version is no longer the given one. */
export async function updateBrand(
  db: Db,
  { name, claim, about, colour, mark, version }: Brand,
): Promise<Brand | undefined> {
  return db
    .updateTable('content.brand')
    .set((eb) => ({
      name: JSON.stringify(name),
      claim: JSON.stringify(claim),
      about: JSON.stringify(about),
      colour,
      mark: mark && JSON.stringify(mark),
      version: eb('version', '+', 1),
      updated_at: sql`now()`,
    }))
    .where('version', '=', version)
    .returning(COLUMNS)
    .executeTakeFirst()
}
