import { sql } from 'kysely'
import type { LocalizedText } from '@tradewind/kernel'
import { apartTexts } from '@tradewind/platform/texts'

/** Names of shipping methods, for translators. */
export const methodTexts = apartTexts({
  kind: 'method',
  schema: 'fulfilment',
  table: 'methods',
  id: 'id',
  storeId: sql`x.store_id`,
  stamp: sql`x.updated_at::text`,
  texts: sql`x.name`,
  fieldsOf: (name: LocalizedText) => [{ field: 'name', role: 'text', maxLength: 80, text: name }],
  async write(tx, id, locale, { name }) {
    await sql`update fulfilment.methods set name = name || jsonb_build_object(${locale}::text, ${name}::text),
      updated_at = clock_timestamp() where id = ${id}`.execute(tx)
  },
})
