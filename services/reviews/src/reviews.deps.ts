import type { Kysely } from 'kysely'
import type { Deps } from '@tradewind/platform/service'
import { catalog } from '@tradewind/catalog/contract'
import { merchants } from '@tradewind/merchants/contract'
import { orders } from '@tradewind/orders/contract'

/** The services that reviews calls. */
export const uses = { catalog, merchants, orders }

export type ReviewsDeps = Deps<typeof uses> & { db: Kysely<unknown> }
