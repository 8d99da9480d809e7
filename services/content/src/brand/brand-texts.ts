import { sql } from 'kysely'
import type { LocalizedText } from '@tradewind/kernel'
import { apartTexts } from '@tradewind/platform/texts'

interface Words {
  claim: LocalizedText
  about: LocalizedText
}

/** What the mall says of itself, for translators; its name is no word to be translated. */
export const brandTexts = apartTexts({
  kind: 'brand',
  schema: 'content',
  table: 'brand',
  id: 'id',
  storeId: sql`null::text`,
  stamp: sql`x.version::text`,
  texts: sql`jsonb_build_object('claim', x.claim, 'about', x.about)`,
  fieldsOf: ({ claim, about }: Words) => [
    { field: 'claim', role: 'text', maxLength: 80, text: claim },
    { field: 'about', role: 'text', maxLength: 300, text: about },
  ],
  async write(tx, _id, locale, values) {
    const written = (name: 'claim' | 'about') => {
      const value = values[name]
      const column = sql.ref(name)
      if (value === undefined) return column
      return value === ''
        ? sql`${column} - ${locale}::text`
        : sql`${column} || jsonb_build_object(${locale}::text, ${value}::text)`
    }
    await sql`update content.brand set claim = ${written('claim')}, about = ${written('about')}, version = version + 1,
      updated_at = now()`.execute(tx)
  },
})
