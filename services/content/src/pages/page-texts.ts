import { sql, type Kysely } from 'kysely'
import type { Static } from 'typebox'
import type { Locale } from '@tradewind/kernel'
import {
  apartTexts,
  shownText,
  type MachineMarks,
  type ThingField,
  type Values,
} from '@tradewind/platform/texts'
import type { Block } from '../contract/index.ts'
import { textsOfBlock } from './blocks.rules.ts'

type PageBlock = Static<typeof Block>

/** The texts of a page in their order: `0.title`, `0.text`, ... */
const fieldsOf = (blocks: readonly PageBlock[]): ThingField[] =>
  blocks.flatMap((block, index) =>
    textsOfBlock(block).map(({ name, maxLength, text }) => ({
      field: `${index}.${name}`,
      role: 'text' as const,
      maxLength,
      text,
    })),
  )

/** The blocks with one language written anew; what is empty is left out. */
const withValues = (blocks: readonly PageBlock[], locale: Locale, values: Values): PageBlock[] =>
  blocks.map((block, index) => {
    const texts = Object.keys(block).flatMap((name) => {
      const value = values[`${index}.${name}`]
      if (value === undefined) return []
      const { [locale]: _before, ...others } = (block as Record<string, unknown>)[name] as Record<
        string,
        string
      >
      return [[name, value === '' ? others : { ...others, [locale]: value }]]
    })
    return { ...block, ...Object.fromEntries(texts) } as PageBlock
  })

/** Blocks with their texts as readers get them: of a machine's none where the language wants a person's. */
export const shownBlocks = (blocks: readonly PageBlock[], marks: MachineMarks): PageBlock[] =>
  blocks.map((block, index) => {
    const texts = textsOfBlock(block).map(({ name, text }) => [
      name,
      shownText(text, `${index}.${name}`, marks, { inAnyOrder: true }),
    ])
    return { ...block, ...Object.fromEntries(texts) } as PageBlock
  })

/** The words of pages, for translators. */
export const pageTexts = apartTexts({
  kind: 'page',
  schema: 'content',
  table: 'pages',
  id: 'slug',
  storeId: sql`null::text`,
  stamp: sql`x.version::text`,
  texts: sql`x.blocks`,
  fieldsOf,
  inAnyOrder: true,
  async write(tx, slug, locale, values) {
    const blocks = withValues(await readBlocks(tx, slug), locale, values)
    await sql`update content.pages set blocks = ${JSON.stringify(blocks)}::jsonb, version = version + 1, updated_at = now()
      where slug = ${slug}`.execute(tx)
  },
})

async function readBlocks(tx: Kysely<unknown>, slug: string): Promise<PageBlock[]> {
  const { rows } = await sql<{
    blocks: PageBlock[]
  }>`select blocks from content.pages where slug = ${slug}`.execute(tx)
  return rows[0]?.blocks ?? []
}
