import { newId } from '@tradewind/kernel'
import type { CallContext } from '@tradewind/platform/contract'
import type { Address, CartRow } from '../carts/carts.queries.ts'
import { storesAbroad } from '../customs/customs-ids.rules.ts'
import type { SealedCustomsId } from '../customs/customs-ids.seal.ts'
import type { QuoteBody } from './quote-body.ts'

export interface OrderHead {
  id: string
  cartId: string
  owner: string
  linkHash: string
  market: string
  currency: string
  country: string
  locale: string
  email: string
  address: Address
  paymentMethod: string
  goodsMinor: number
  shippingMinor: number
  taxMinor: number
  dutyMinor: number
  dueMinor: number
  totalMinor: number
  taxIncluded: boolean
  rateSetId: string | null
}

/** Rows of an order as they are written: the head, one part per store, the lines, numbers for the customs. */
export interface OrderRows {
  head: OrderHead
  parts: Record<string, unknown>[]
  lines: Record<string, unknown>[]
  customsIds: (SealedCustomsId & { storeId: string; subOrderId: string })[]
}

/** An order exactly as quoted; nothing is priced or looked up again. */
export function rowsOf(
  ctx: CallContext,
  cart: CartRow & { email: string; address: Address },
  body: QuoteBody,
  {
    seal,
    ...over
  }: Pick<OrderHead, 'owner' | 'linkHash' | 'paymentMethod'> & {
    seal: ((subOrderId: string) => SealedCustomsId) | undefined
  },
): OrderRows {
  const { priced } = body
  const abroad = storesAbroad(priced.landed)
  const offers = new Map(body.offers.map((offer) => [offer.offerId, offer]))
  const head: OrderHead = {
    id: newId('ord'),
    cartId: cart.id,
    ...over,
    market: priced.market,
    currency: priced.currency,
    country: priced.country,
    locale: ctx.locale,
    email: cart.email,
    address: cart.address,
    goodsMinor: priced.goods.minor,
    shippingMinor: priced.shippingTotal.minor,
    taxMinor: priced.tax.minor,
    dutyMinor: priced.duty.minor,
    dueMinor: priced.dueAtDelivery.minor,
    totalMinor: priced.total.minor,
    taxIncluded: priced.taxIncluded,
    rateSetId: priced.rateSetId,
  }
  const parts: Record<string, unknown>[] = []
  const lines: Record<string, unknown>[] = []
  const customsIds: OrderRows['customsIds'] = []
  body.stores.forEach((store, index) => {
    const shipping = priced.shipping.find((part) => part.storeId === store.storeId)
    const own = priced.lines.filter((line) => line.storeId === store.storeId)
    if (!shipping) throw new Error(`a quote without shipping for ${store.storeId}`)
    const id = newId('sub')
    if (seal && abroad.has(store.storeId))
      customsIds.push({ storeId: store.storeId, subOrderId: id, ...seal(id) })
    const total = (pick: (line: (typeof own)[number]) => number) =>
      own.reduce((minor, line) => minor + pick(line), 0)
    const duty = total((line) => line.duty.minor)
    const dutyTax = total((line) => line.dutyTax.minor)
    parts.push({
      id,
      suffix: `-${index + 1}`,
      storeId: store.storeId,
      storeName: store.name,
      businessModel: store.businessModel,
      shippingMethod: store.shippingMethod,
      shippingCarrier: store.shippingCarrier,
      goodsMinor: total((line) => (priced.taxIncluded ? line.gross.minor : line.net.minor)),
      shippingNetMinor: shipping.net.minor,
      shippingTaxMinor: shipping.tax.minor,
      dutyMinor: duty + (priced.taxIncluded ? dutyTax : 0),
      dueMinor: total((line) => line.dueDuty.minor + line.dueTax.minor) + shipping.dueTax.minor,
      landed: priced.landed.filter((part) => part.storeId === store.storeId),
      taxMinor: total((line) => line.tax.minor) + shipping.tax.minor + dutyTax,
      totalMinor: total((line) => line.gross.minor) + shipping.gross.minor + duty + dutyTax,
    })
    for (const line of own) {
      const offer = offers.get(line.offerId)
      if (!offer) throw new Error(`a quote without the offer ${line.offerId}`)
      lines.push({
        id: newId('lin'),
        subOrderId: id,
        storeId: store.storeId,
        offerId: line.offerId,
        productId: offer.productId,
        variantId: offer.variantId,
        sku: offer.sku,
        slug: offer.slug,
        name: offer.name,
        options: offer.options,
        picture: offer.picture,
        quantity: line.quantity,
        unitMinor: line.unitPrice.minor,
        netMinor: line.net.minor,
        taxMinor: line.tax.minor,
        taxPercent: line.taxPercent,
        dutyMinor: line.duty.minor,
        dutyTaxMinor: line.dutyTax.minor,
        dutyRules: line.dutyRules,
        commissionBasisPoints: store.commissionBasisPoints,
        hsCode: offer.hsCode,
        originCountry: offer.originCountry,
        weightGrams: offer.weightGrams,
      })
    }
  })
  return { head, parts, lines, customsIds }
}
