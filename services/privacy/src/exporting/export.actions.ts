import { systemContext, type CallContext, type InputOf, type Service } from '@tradewind/platform/contract'
import type { orders } from '@tradewind/orders/contract'
import type { PrivacyDeps } from '../privacy.deps.ts'

type Sections = Awaited<ReturnType<Service<typeof orders>['exportPerson']>>

/** Counts up when a section or a key goes or changes its meaning; new ones come without. */
export const FORMAT_VERSION = 1
const AT_ONCE = 200

/** Everything that the mall holds of a person. Source: GDPR articles 15 and 20; docs/guides/personal-data.md tells of each section. */
export async function exportOf(
  deps: PrivacyDeps,
  ctx: CallContext,
  userId: string,
): Promise<Record<string, unknown>> {
  const { calls, clock, config } = deps
  const asked = systemContext('privacy', { locale: ctx.locale, deadline: ctx.deadline })
  const of: InputOf<(typeof orders)['exportPerson']> = { userId }
  const [identity, merchants, catalog, bought, reviews, recommend, favourites] = await Promise.all([
    calls.identity.exportPerson(asked, of),
    calls.merchants.exportPerson(asked, of),
    calls.catalog.exportPerson(asked, of),
    calls.orders.exportPerson(asked, of),
    calls.reviews.exportPerson(asked, of),
    calls.recommend.exportPerson(asked, of),
    calls.favourites.exportPerson(asked, of),
  ])
  const orderIds = (bought['orders'] ?? []).map(({ id }) => String(id))
  return {
    format: 'tradewind-personal-data',
    version: FORMAT_VERSION,
    exportedAt: clock.now().toISOString(),
    mall: config.publicUrl,
    ...identity,
    ...merchants,
    ...catalog,
    ...bought,
    ...(await ofOrders(deps, asked, orderIds)),
    ...reviews,
    ...recommend,
    ...favourites,
  }
}

/** What services hold that know orders and no people. */
async function ofOrders({ calls }: PrivacyDeps, ctx: CallContext, orderIds: string[]): Promise<Sections> {
  const payments: Sections[string] = []
  const parcels: Sections[string] = []
  for (let from = 0; from < orderIds.length; from += AT_ONCE) {
    const some = orderIds.slice(from, from + AT_ONCE)
    const paid = await calls.payments.getByOrder(ctx, { orderIds: some })
    payments.push(
      ...paid.map(({ payment: { nextAction: _where, ...payment }, refunds }) => ({ ...payment, refunds })),
    )
    parcels.push(...(await calls.fulfilment.getParcels(ctx, { orderIds: some })))
  }
  return { payments, parcels }
}
