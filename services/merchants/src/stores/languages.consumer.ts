import { sql } from 'kysely'
import { languageRulesSet } from '@tradewind/catalog/events'
import type { Consumer } from '@tradewind/platform/service'
import { humanLanguages } from '@tradewind/platform/texts'
import type { MerchantsDeps } from '../merchants.deps.ts'
import { tellStores } from './store-texts.ts'

/** Keeps which languages show only what people wrote; stores may be called otherwise since that a machine wrote of. */
export const languagesConsumer = (deps: Pick<MerchantsDeps, 'emitAll'>): Consumer =>
  humanLanguages('merchants', languageRulesSet, async (tx, locales) => {
    const { rows } = await sql<{ id: string }>`select distinct id from merchants.text_marks
      where kind = 'store' and by_machine and locale = any(${[...locales]}::text[]) order by id`.execute(tx)
    await tellStores(
      deps,
      tx,
      rows.map(({ id }) => id),
    )
  })
