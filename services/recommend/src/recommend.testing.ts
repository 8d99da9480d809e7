import { newId } from '@tradewind/kernel'
import type { CallContext, PayloadOf } from '@tradewind/platform/contract'
import { emitFacts, Pulse } from '@tradewind/platform/events'
import { testHost, type TestHost } from '@tradewind/platform/testing'
import { catalogService } from '@tradewind/catalog/service'
import { fulfilmentService } from '@tradewind/fulfilment/service'
import { inventoryService } from '@tradewind/inventory/service'
import { merchantsService } from '@tradewind/merchants/service'
import { orderPaid } from '@tradewind/orders/events'
import { ordersService } from '@tradewind/orders/service'
import { paymentsService } from '@tradewind/payments/service'
import { pricingService } from '@tradewind/pricing/service'
import { searchService } from '@tradewind/search/service'
import { recommendService } from './service.ts'

const named = (en: string) => ({ en })

const market = (code: string) => ({
  code,
  name: named(code),
  countries: [code],
  locales: ['en' as const],
  currency: 'EUR',
  currencies: ['EUR'],
  taxDisplay: 'included' as const,
  open: true,
})

/** Six cups and two books; the last cup is sold out. */
const GOODS = ['moon cup', 'sun cup', 'star cup', 'dawn cup', 'dusk cup', 'lost cup', 'tea book', 'clay book']
const KINDS = { cup: 'cups', book: 'books' }

export const namesIn = (items: readonly { card: { name: string } }[]) => items.map(({ card }) => card.name)

type Paid = PayloadOf<typeof orderPaid>

/** What orders says of a paid order of one product; `earlier`: when the same buyer had paid for it before. */
export function orderPaidFor(
  productId: string,
  { country, paidAt, earlier }: Pick<Paid, 'country' | 'paidAt'> & { earlier: readonly string[] },
): Paid {
  const nothing = { minor: 0, currency: 'EUR' }
  const line = {
    lineId: newId('lin'),
    offerId: newId('off'),
    productId,
    quantity: 1,
    commissionBasisPoints: 0,
  }
  return {
    orderId: newId('ord'),
    number: 'T1',
    currency: 'EUR',
    country,
    total: nothing,
    provider: 'test',
    paidAt,
    earlier: earlier.map((at) => ({ productId, paidAt: at })),
    parts: [
      {
        subOrderId: newId('sub'),
        storeId: newId('sto'),
        businessModel: 'own',
        lines: [{ ...line, net: nothing, tax: nothing, gross: nothing }],
        shippingNet: nothing,
        shippingTax: nothing,
        shippingGross: nothing,
      },
    ],
  }
}

/** Says facts of orders, as if its tables held them. */
export const say = ({ db }: Pick<TestHost, 'db'>, orders: readonly Paid[]): Promise<void> =>
  emitFacts(
    db.kysely<unknown>(),
    orderPaid,
    orders.map((payload) => ({ key: payload.orderId, payload })),
    new Pulse(),
  )

export type Mall = Awaited<ReturnType<typeof openMall>>

/** A small mall of one store that sends to Germany alone, its goods in the index and likened; stops after the test file. */
export async function openMall() {
  const host = await testHost({
    services: [
      merchantsService,
      catalogService,
      pricingService,
      inventoryService,
      fulfilmentService,
      searchService,
      paymentsService,
      ordersService,
      recommendService,
    ],
    env: { CACHE: 'off' },
  })
  const { calls } = host
  const system = host.ctx({ actor: host.system() })
  const inGermany = host.ctx({ market: 'DE' })

  const [store] = await calls.merchants.importStores(system, {
    stores: [
      {
        slug: 'kiln',
        name: named('Kiln'),
        description: named('Kiln'),
        country: 'DE',
        currency: 'EUR',
        businessModel: 'recruited',
        commissionBasisPoints: 1_000,
        settlementPeriod: 'monthly',
      },
    ],
  })
  const storeId = store?.id ?? ''
  await calls.pricing.importMarkets(system, { markets: [market('DE'), market('FR')], taxRates: [] })
  await calls.fulfilment.importMethods(system, {
    methods: [
      {
        key: 'post',
        storeId,
        method: {
          name: named('Post'),
          carrier: 'Post',
          active: true,
          zones: [
            {
              countries: ['DE'],
              minDays: 1,
              maxDays: 3,
              rates: [{ upToGrams: 30_000, price: { minor: 400, currency: 'EUR' } }],
            },
          ],
        },
      },
    ],
  })
  await calls.catalog.importTaxonomy(system, {
    categories: ['cups', 'books', 'lamps'].map((key) => ({
      key,
      parent: null,
      name: named(key),
      attributes: [],
      filterable: [],
    })),
    attributes: [],
    options: [],
    brands: [],
  })

  const described = (name: string) => ({
    key: name,
    storeId,
    publish: true,
    categoryKey: Object.entries(KINDS).find(([end]) => name.endsWith(end))?.[1] ?? 'lamps',
    name: named(name),
    description: {},
    attributes: {},
    optionKeys: [],
    originCountry: 'DE' as const,
    taxCategory: 'standard' as const,
    variants: [{ sku: name, options: {}, weightGrams: 300 }],
    pictureIds: [],
  })
  const { products } = await calls.catalog.importProducts(system, {
    source: 'test',
    products: GOODS.map(described),
  })
  const offers = products.map(({ key, variants }) => ({ key, offerId: variants[0]?.offerId ?? '' }))
  await calls.pricing.importPrices(system, {
    prices: offers.map(({ offerId }, nth) => ({
      offerId,
      storeId,
      price: { minor: 2_000 + 100 * nth, currency: 'EUR' },
      isBase: true,
    })),
  })
  await calls.inventory.importStock(system, {
    stock: offers.map(({ key, offerId }) => ({
      offerId,
      storeId,
      country: 'DE' as const,
      onHand: key === 'lost cup' ? 0 : 9,
    })),
  })
  const { behind } = await calls.search.settle(system, {})
  if (behind > 0) throw new Error(`the index is behind by ${behind}`)
  await host.quiet()
  await calls.recommend.refresh(system, {})

  const idOf = (name: string) => products.find(({ key }) => key === name)?.productId ?? ''
  const guest = (): CallContext => {
    const actor = host.guest()
    return host.ctx({ market: 'DE', actor, guestId: actor.kind === 'anonymous' ? actor.guestId : undefined })
  }
  const look = (ctx: CallContext, ...names: string[]) =>
    calls.recommend.addViews(ctx, {
      country: 'DE',
      views: names.map((name) => ({ productId: idOf(name), kind: 'view' as const })),
    })

  return { host, calls, system, inGermany, described, idOf, guest, look }
}
