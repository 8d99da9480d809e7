import { sql } from 'kysely'
import { languageRulesSet } from '@tradewind/catalog/events'
import type { Consumer } from '@tradewind/platform/service'
import { humanLanguages } from '@tradewind/platform/texts'
import type { MerchantsDeps } from '../merchants.deps.ts'
import { tellStores } from './store-texts.ts'

/** Keeps which languages show only what people wrote; any store may be called otherwise since. */
export const languagesConsumer = (deps: Pick<MerchantsDeps, 'emitAll'>): Consumer =>
  humanLanguages('merchants', languageRulesSet, async (tx) => {
    const { rows } = await sql<{ id: string }>`select id from merchants.stores order by id`.execute(tx)
    await tellStores(
      deps,
      tx,
      rows.map(({ id }) => id),
    )
  })
