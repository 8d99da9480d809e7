import type { Kysely } from 'kysely'
import { catalog } from '@tradewind/catalog/contract'
import { fulfilment } from '@tradewind/fulfilment/contract'
import { orders } from '@tradewind/orders/contract'
import type { Deps } from '@tradewind/platform/service'
import { pricing } from '@tradewind/pricing/contract'
import { search } from '@tradewind/search/contract'

/** The services that recommend calls. */
export const uses = { catalog, fulfilment, orders, pricing, search }

export type Db = Kysely<unknown>

/** What every part of recommend works with. */
export interface Parts {
  db: Db
  deps: Deps<typeof uses>
}

/** What a list of neighbours is made of: likeness, baskets, or what the same people looked at. */
export type Kind = 'similar' | 'bought' | 'viewed'
