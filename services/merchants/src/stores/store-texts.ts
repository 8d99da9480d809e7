import { sql, type Transaction } from 'kysely'
import type { LocalizedText } from '@tradewind/kernel'
import { apartTexts, type TextSource } from '@tradewind/platform/texts'
import { storeChanged } from '../contract/index.ts'
import type { MerchantsDeps } from '../merchants.deps.ts'

type Telling = Pick<MerchantsDeps, 'emitAll'>

/** Says that stores are called or described otherwise than before. */
export const tellStores = (
  { emitAll }: Telling,
  tx: Transaction<unknown>,
  ids: readonly string[],
): Promise<void> =>
  emitAll(
    tx,
    storeChanged,
    ids.map((storeId) => ({ key: storeId, payload: { storeId } })),
  )

/** Names and descriptions of stores, for translators. */
export const storeTexts = (deps: Telling): TextSource =>
  apartTexts({
    kind: 'store',
    schema: 'merchants',
    table: 'stores',
    id: 'id',
    storeId: sql`x.id`,
    stamp: sql`x.version::text`,
    texts: sql`json_build_array(x.name, x.description)`,
    fieldsOf: ([name, description]: [LocalizedText, LocalizedText]) => [
      { field: 'name', role: 'text', maxLength: 80, text: name },
      { field: 'description', role: 'text', maxLength: 2000, text: description },
    ],
    async write(tx, id, locale, { name, description }) {
      await sql`update merchants.stores set name = name || jsonb_build_object(${locale}::text, ${name}::text),
        description = description || jsonb_build_object(${locale}::text, ${description}::text), version = version + 1
        where id = ${id}`.execute(tx)
    },
    tell: (tx, ids) => tellStores(deps, tx, ids),
  })
