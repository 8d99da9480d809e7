import type { Kysely } from 'kysely'
import type { Deps } from '@tradewind/platform/service'
import { catalog } from '@tradewind/catalog/contract'
import { fulfilment } from '@tradewind/fulfilment/contract'
import { inventory } from '@tradewind/inventory/contract'
import { merchants } from '@tradewind/merchants/contract'
import { payments } from '@tradewind/payments/contract'
import { pricing } from '@tradewind/pricing/contract'

/** The services that orders calls. */
export const uses = { catalog, fulfilment, inventory, merchants, payments, pricing }

export type OrdersDeps = Deps<typeof uses> & { db: Kysely<unknown> }
