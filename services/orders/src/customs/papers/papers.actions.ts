import { isAppError, notFound, type Decimal, type Locale } from '@tradewind/kernel'
import { labelLines, ownScriptLines, type PostalAddress } from '@tradewind/addresses'
import { systemContext } from '@tradewind/platform/contract'
import { asStore } from '@tradewind/platform/db'
import { textOf } from '../../carts/cart-view.ts'
import { findStorePart } from '../../orders/orders.queries.ts'
import type { OrdersDeps } from '../../orders.deps.ts'
import { findCustomsId } from '../customs-ids.queries.ts'
import { storesAbroad } from '../customs-ids.rules.ts'
import { purposeOf, sealerOf } from '../customs-ids.seal.ts'
import { draw } from './draw.ts'
import { contentsOf, formOf, type PaperAddress, type ParcelPaper } from './papers.rules.ts'

export const PAPERS = ['declaration', 'invoice'] as const
export type PaperKind = (typeof PAPERS)[number]

/** What drawing needs. */
type Drawing = Pick<OrdersDeps, 'db' | 'config'> & {
  calls: Pick<OrdersDeps['calls'], 'fulfilment' | 'merchants' | 'pricing'>
}

/** The customs papers of a parcel, as PDF; 404 unless it is the store's own and leaves for abroad. */
export async function drawPaper(
  deps: Drawing,
  storeId: string,
  { subOrderId, parcelId, paper }: { subOrderId: string; parcelId: string; paper: PaperKind },
): Promise<{ name: string; pdf: Buffer }> {
  const parcel = await gatherParcel(deps, storeId, subOrderId, parcelId)
  if (paper === 'invoice')
    return { name: `invoice-${parcel.trackingNumber}.pdf`, pdf: await draw({ paper, parcel }) }
  const form = formOf(parcel.grossGrams, parcel.value, await ratesPerEuro(deps))
  return {
    name: `${form.replace(' ', '').toLowerCase()}-${parcel.trackingNumber}.pdf`,
    pdf: await draw({ paper: form, parcel }),
  }
}

async function gatherParcel(
  deps: Drawing,
  storeId: string,
  subOrderId: string,
  parcelId: string,
): Promise<ParcelPaper> {
  const [row, sealed] = await asStore(deps.db, storeId, async (tx) => [
    await findStorePart(tx, storeId, subOrderId),
    await findCustomsId(tx, storeId, subOrderId),
  ])
  if (!row || !storesAbroad(row.part.landed).has(storeId)) throw notFound()
  const { part, shipTo } = row
  const system = systemContext('orders')
  const parcels = (await deps.calls.fulfilment.getParcels(system, { orderIds: [part.orderId] })).filter(
    (one) => one.subOrderId === subOrderId && one.kind === 'outbound',
  )
  const parcel = parcels.find(({ id }) => id === parcelId)
  if (!parcel) throw notFound()
  const earlier = parcels.slice(0, parcels.indexOf(parcel))

  const [store] = await deps.calls.merchants.getStores(system, { storeIds: [storeId] })
  if (!store) throw notFound()
  const name = textOf(store.name, 'en')
  const home = store.returnAddress
  const from = home
    ? onPaper({ ...home, ...(home.name === name ? {} : { company: name }) })
    : { lines: [name, store.country], ownScript: [] }
  const to = onPaper(shipTo)
  const buyerLocale = row.locale as Locale
  const number =
    sealed && sealerOf(deps).open({ keyId: sealed.keyId, bytes: sealed.sealed }, purposeOf(subOrderId))
  return {
    trackingNumber: parcel.trackingNumber,
    carrier: parcel.carrier,
    orderNumber: part.number,
    day: parcel.shippedAt.slice(0, 10),
    from,
    to: { ...to, lines: [...to.lines, ...(shipTo.phone === undefined ? [] : [shipTo.phone])] },
    taxId: sealed && number ? { kind: sealed.kind, number } : undefined,
    ...contentsOf(part, parcel, earlier, buyerLocale),
    incoterm: part.landed.find((one) => one.storeId === storeId)?.incoterm ?? 'DAP',
    buyerLocale,
    country: shipTo.country,
  }
}

/** As it stands abroad, wherever the store has its seat: goods may leave from elsewhere. */
const onPaper = (address: PostalAddress): PaperAddress => ({
  lines: labelLines(address),
  ownScript: ownScriptLines(address),
})

/** Rates in force, of the euro; none where no rates are, or they are of another currency. */
async function ratesPerEuro({ calls }: Drawing): Promise<Map<string, Decimal>> {
  const { items } = await calls.pricing.listFx(systemContext('orders'), {}).catch((error: unknown) => {
    if (isAppError(error) && error.code === 'pricing.no-rates') return { items: [] }
    throw error
  })
  return new Map(items.filter(({ base }) => base === 'EUR').map(({ quote, rate }) => [quote, rate]))
}
