import { conflict, notFound } from '@tradewind/kernel'
import type { CallContext, InputOf, OutputOf } from '@tradewind/platform/contract'
import { asStore } from '@tradewind/platform/db'
import type { Ticker } from '@tradewind/platform/service'
import type { customsOperations } from '../contract/customs.ts'
import { getOrder, ownOrder } from '../orders/orders.actions.ts'
import type { OrdersDeps } from '../orders.deps.ts'
import { storeOf } from '../shipping/store-of.ts'
import * as queries from './customs-ids.queries.ts'
import { customsIdKindsOf, storesAbroad } from './customs-ids.rules.ts'
import { customsIdFrom, purposeOf, sealerOf } from './customs-ids.seal.ts'

type Operations = typeof customsOperations
const UNSHIPPED = ['awaiting-payment', 'to-ship', 'partly-shipped']

/** The number in plain text, for whoever ships; the platform writes down who read it. */
export async function readCustomsIdOf(
  deps: OrdersDeps,
  ctx: CallContext,
  { subOrderId }: InputOf<Operations['readCustomsId']>,
): Promise<OutputOf<Operations['readCustomsId']>> {
  const storeId = storeOf(ctx)
  const row = await asStore(deps.db, storeId, (tx) => queries.findCustomsId(tx, storeId, subOrderId))
  if (!row) throw notFound()
  const number = sealerOf(deps).open({ keyId: row.keyId, bytes: row.sealed }, purposeOf(subOrderId))
  return { kind: row.kind, number }
}

/** Another number for what has not been shipped, such as when the customs do not know the first. */
export async function setCustomsId(
  deps: OrdersDeps,
  ctx: CallContext,
  { orderId, customsId }: InputOf<Operations['setCustomsId']>,
): Promise<OutputOf<Operations['setCustomsId']>> {
  const order = await ownOrder(deps, ctx, orderId)
  const parts = order.parts.filter(
    ({ status, storeId, landed }) => UNSHIPPED.includes(status) && storesAbroad(landed).has(storeId),
  )
  const kinds = customsIdKindsOf(
    order.country,
    parts.flatMap(({ landed }) => landed),
    deps.clock.now(),
  )
  if (kinds.length === 0) throw conflict('orders.not-now', { status: order.status })
  const seal = customsIdFrom(deps, kinds, customsId)
  await deps.db.transaction().execute(async (tx) => {
    const statuses = await queries.lockParts(
      tx,
      parts.map(({ id }) => id),
    )
    const waiting = parts.filter(({ id }) => UNSHIPPED.includes(statuses.get(id) ?? ''))
    if (waiting.length === 0) throw conflict('orders.not-now', { status: order.status })
    for (const { id: subOrderId, storeId } of waiting)
      await queries.saveCustomsId(
        tx,
        { storeId, subOrderId, orderId, country: order.country },
        seal(subOrderId),
      )
  })
  return getOrder(deps, ctx, { orderId })
}

/** Erases numbers that are no longer needed, and encrypts anew what an older key encrypted. */
export const tendCustomsIds = (deps: OrdersDeps): Ticker => ({
  name: 'tend-customs-ids',
  everySeconds: 600,
  async run() {
    const erased = await queries.eraseCustomsIds(deps.db, deps.config.customsIdKeepDays)
    if (erased > 0) deps.log.info({ erased }, 'numbers for the customs were erased')
    await resealCustomsIds(deps)
  },
})

/** Puts what older keys encrypted under the key in use, 200 at a time; what a lost key sealed stays as it is. */
export async function resealCustomsIds(deps: Pick<OrdersDeps, 'db' | 'config'>): Promise<void> {
  const sealer = sealerOf(deps)
  const olderIds = deps.config.sealingKeys.slice(1).map(({ id }) => id)
  if (olderIds.length === 0) return
  for (const row of await queries.listSealedBy(deps.db, olderIds)) {
    const purpose = purposeOf(row.subOrderId)
    const number = sealer.open({ keyId: row.keyId, bytes: row.sealed }, purpose)
    await queries.reseal(deps.db, row, sealer.seal(number, purpose))
  }
}
