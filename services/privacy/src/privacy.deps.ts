import type { Kysely } from 'kysely'
import { catalog } from '@tradewind/catalog/contract'
import { favourites } from '@tradewind/favourites/contract'
import { fulfilment } from '@tradewind/fulfilment/contract'
import { identity } from '@tradewind/identity/contract'
import { merchants } from '@tradewind/merchants/contract'
import { orders } from '@tradewind/orders/contract'
import { payments } from '@tradewind/payments/contract'
import type { Deps } from '@tradewind/platform/service'
import { recommend } from '@tradewind/recommend/contract'
import { reviews } from '@tradewind/reviews/contract'

/** The services that privacy calls: all that hold something of people. */
export const uses = {
  identity,
  merchants,
  catalog,
  fulfilment,
  payments,
  orders,
  reviews,
  recommend,
  favourites,
}

export type PrivacyDeps = Deps<typeof uses> & { db: Kysely<unknown> }
