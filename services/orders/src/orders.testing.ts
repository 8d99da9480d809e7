import { newId } from '@tradewind/kernel'
import { systemContext, type CallContext, type Service } from '@tradewind/platform/contract'
import type { AnyService } from '@tradewind/platform/service'
import { eventually, testHost } from '@tradewind/platform/testing'
import { catalogService } from '@tradewind/catalog/service'
import { contentService } from '@tradewind/content/service'
import { fulfilmentService } from '@tradewind/fulfilment/service'
import { identityService } from '@tradewind/identity/service'
import { inventoryService } from '@tradewind/inventory/service'
import { merchantsService } from '@tradewind/merchants/service'
import { messagingService } from '@tradewind/messaging/service'
import { freeSandboxUrl, startSandbox } from '@tradewind/payments/testing'
import { paymentsService } from '@tradewind/payments/service'
import { pricingService } from '@tradewind/pricing/service'
import { ordersService } from './service.ts'

export const ADDRESS = {
  name: 'A. Buyer',
  line1: 'Hafenstrasse 1',
  city: 'Hamburg',
  postcode: '20457',
  country: 'DE',
}

export const RETURNS = { name: 'Returns', line1: 'Ring 5', city: 'Leipzig', country: 'DE' } as const

const MALL = [
  identityService,
  merchantsService,
  catalogService,
  pricingService,
  inventoryService,
  fulfilmentService,
  paymentsService,
  ordersService,
  contentService,
  messagingService,
] as const

/** The first store of the mall. */
const OWN_STORE = {
  slug: 'own',
  name: { en: 'Store' },
  description: { en: 'Store' },
  country: 'DE',
  currency: 'EUR',
  businessModel: 'own',
  commissionBasisPoints: 0,
  settlementPeriod: 'monthly',
  returnAddress: RETURNS,
} as const

/** A small mall: two stores, one product each, markets DE and JP, the real sandbox provider, and services that build on it. */
export async function openMall<const More extends readonly AnyService[]>(
  env: Record<string, string> = {},
  ...more: More
) {
  const host = await testHost({
    services: [...new Set<AnyService>([...MALL, ...more])] as unknown as typeof MALL,
    env: { SANDBOX_PSP_URL: await freeSandboxUrl(), ...env },
  })
  const psp = await startSandbox(host)
  const calls = host.calls as typeof host.calls & {
    [D in More[number] as D['name']]: Service<D['contract']>
  }
  const system = () => systemContext('test')
  const names = { en: 'Store' }
  const stores = await calls.merchants.importStores(system(), {
    stores: [
      OWN_STORE,
      {
        slug: 'other',
        name: names,
        description: names,
        country: 'JP',
        currency: 'JPY',
        businessModel: 'recruited',
        commissionBasisPoints: 1200,
        settlementPeriod: 'monthly',
      },
    ],
  })
  const [own = '', other = ''] = ['own', 'other'].map(
    (slug) => stores.find((store) => store.slug === slug)?.id ?? '',
  )
  await calls.catalog.importTaxonomy(system(), {
    categories: [{ key: 'things', parent: null, name: { en: 'Things' }, attributes: [], filterable: [] }],
    attributes: [],
    options: [],
    brands: [],
  })
  const tax = (country: string, percent: string) => ({
    country,
    category: 'standard' as const,
    percent,
    validFrom: '2020-01-01',
    source: 'test',
  })
  const market = {
    name: { en: 'Market' },
    open: true,
    locales: ['en' as const],
    taxDisplay: 'included' as const,
  }
  await calls.pricing.importMarkets(system(), {
    markets: [
      { ...market, code: 'DE', countries: ['DE'], currency: 'EUR', currencies: ['EUR'] },
      { ...market, code: 'JP', countries: ['JP'], currency: 'JPY', currencies: ['JPY'] },
    ],
    taxRates: [tax('DE', '19'), tax('JP', '10')],
    fx: { date: '2025-06-30', source: 'test', base: 'EUR', rates: { JPY: '169.17' } },
  })
  for (const [storeId, currency] of [
    [own, 'EUR'],
    [other, 'JPY'],
  ] as const)
    await calls.fulfilment.importMethods(system(), {
      methods: [
        {
          key: 'post',
          storeId,
          method: {
            name: { en: 'Post' },
            carrier: 'Post',
            active: true,
            zones: [
              {
                countries: ['*'],
                minDays: 2,
                maxDays: 5,
                rates: [{ upToGrams: 50_000, price: { minor: 590, currency } }],
              },
            ],
          },
        },
      ],
    })
  const stock = async (
    storeId: string,
    key: string,
    price: { minor: number; currency: string },
    onHand: number,
    from: { country: string; hsCode?: string } = { country: 'DE' },
  ) => {
    const { products, errors } = await calls.catalog.importProducts(system(), {
      source: 'test',
      products: [
        {
          key,
          storeId,
          publish: true,
          categoryKey: 'things',
          name: { en: `The ${key}` },
          description: { en: 'A thing.' },
          attributes: {},
          optionKeys: [],
          originCountry: from.country,
          ...(from.hsCode !== undefined && { hsCode: from.hsCode }),
          taxCategory: 'standard',
          pictureIds: [],
          variants: [{ sku: key, options: {}, weightGrams: 500 }],
        },
      ],
    })
    const offerId = products[0]?.variants[0]?.offerId
    if (offerId === undefined) throw new Error(JSON.stringify(errors))
    await calls.pricing.importPrices(system(), { prices: [{ offerId, storeId, price, isBase: true }] })
    await calls.inventory.importStock(system(), {
      stock: [{ offerId, storeId, country: from.country, onHand }],
    })
    return offerId
  }
  const cup = await stock(own, 'cup', { minor: 1190, currency: 'EUR' }, 10)
  const fan = await stock(other, 'fan', { minor: 3000, currency: 'JPY' }, 10)

  /** A guest with an address, ready to confirm. */
  const fillCart = async (
    lines: { offerId: string; quantity: number }[],
    over: Partial<CallContext> = {},
  ) => {
    const ctx = host.ctx({
      actor: { kind: 'anonymous', guestId: `gst_${newId('gst')}` },
      market: 'DE',
      ...over,
    })
    const cart = await calls.orders.createCart(ctx, { lines, address: ADDRESS, email: 'buyer@example.com' })
    const quoted = await calls.orders.quoteCart(ctx, { cartId: cart.id })
    return { ctx, cart: quoted, cartId: cart.id, quoteId: quoted.quote?.id ?? '' }
  }
  const confirm = async (filled: Awaited<ReturnType<typeof fillCart>>, paymentMethod = 'card') =>
    calls.orders.confirm(filled.ctx, {
      cartId: filled.cartId,
      quoteId: filled.quoteId,
      paymentMethod,
    })
  /** Pays on the provider's page and waits until the mall knows. */
  const pay = async ({ orderId, nextAction }: Awaited<ReturnType<typeof confirm>>, card?: string) => {
    if (nextAction.type !== 'redirect') throw new Error(`nowhere to pay: ${nextAction.type}`)
    await psp.pay(nextAction.url, card)
    await eventually(async () => {
      const order = await calls.orders.getAnyOrder(host.ctx({ actor: host.operator() }), { orderId })
      if (order.status === 'awaiting-payment') throw new Error('not paid yet')
    })
    await host.quiet()
  }
  return { host, psp, calls, own, other, cup, fan, stock, fillCart, confirm, pay, system }
}
