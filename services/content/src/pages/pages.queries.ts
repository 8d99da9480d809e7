import { sql, type Kysely } from 'kysely'
import type { Static } from 'typebox'
import { machineMarksOf, type MachineMarks } from '@tradewind/platform/texts'
import type { Block } from '../contract/index.ts'
import type { ContentTables } from '../tables.ts'

type Db = Kysely<ContentTables>
type Blocks = Static<typeof Block>[]

export interface Page {
  slug: string
  blocks: Blocks
  version: number
}

export async function findPage(db: Db, slug: string): Promise<Page | undefined> {
  return db
    .selectFrom('content.pages')
    .select(['slug', 'blocks', 'version'])
    .where('slug', '=', slug)
    .executeTakeFirst()
}

/** The blocks of a page, and what a machine wrote in them where its language wants people's words. */
export async function findBlocks(
  db: Db,
  slug: string,
): Promise<{ blocks: Blocks; machineMarks: MachineMarks } | undefined> {
  return db
    .selectFrom('content.pages as p')
    .select(['p.blocks', machineMarksOf('content', 'page', sql.ref('p.slug')).as('machineMarks')])
    .where('p.slug', '=', slug)
    .executeTakeFirst()
}

/** Undefined when the version is no longer the given one. */
export async function updatePage(db: Db, { slug, blocks, version }: Page): Promise<Page | undefined> {
  return db
    .updateTable('content.pages')
    .set((eb) => ({ blocks: JSON.stringify(blocks), version: eb('version', '+', 1), updated_at: sql`now()` }))
    .where('slug', '=', slug)
    .where('version', '=', version)
    .returning(['slug', 'blocks', 'version'])
    .executeTakeFirst()
}

/** Adds a page, or fills one that nobody has edited yet; false when there is one. */
export async function insertPage(db: Db, { slug, blocks }: Pick<Page, 'slug' | 'blocks'>): Promise<boolean> {
  const { rows } =
    await sql`insert into content.pages as p (slug, blocks) values (${slug}, ${JSON.stringify(blocks)})
    on conflict (slug) do update set blocks = excluded.blocks, updated_at = now()
    where p.version = 1 and p.blocks = '[]' and excluded.blocks <> '[]' returning 1`.execute(db)
  return rows.length === 1
}
