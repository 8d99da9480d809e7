import type { Kysely, Transaction } from 'kysely'
import type { catalog } from '@tradewind/catalog/contract'
import type { fulfilment } from '@tradewind/fulfilment/contract'
import type { inventory } from '@tradewind/inventory/contract'
import type { merchants } from '@tradewind/merchants/contract'
import type { Deps } from '@tradewind/platform/service'
import type { pricing } from '@tradewind/pricing/contract'
import type { NamesCopy } from './names/names.queries.ts'
import type { SearchTables } from './tables.ts'

export type Db = Kysely<SearchTables>
export type Tx = Transaction<SearchTables>

/** What every part of search works with. */
export interface SearchParts {
  db: Db
  deps: Deps<{
    catalog: typeof catalog
    pricing: typeof pricing
    inventory: typeof inventory
    merchants: typeof merchants
    fulfilment: typeof fulfilment
  }>
  names: NamesCopy
}

/** What reading others and writing what they said takes. */
export interface IndexingParts extends Pick<SearchParts, 'db' | 'names'> {
  deps: Pick<SearchParts['deps'], 'calls'>
}
