import { newId } from '@tradewind/kernel'
import { pricingService } from '@tradewind/pricing/service'
import { countQueries, testHost } from '@tradewind/platform/testing'
import { describe, expect, it } from 'vitest'
import type { Method } from './methods/methods.rules.ts'
import { fulfilmentService } from './service.ts'

const host = await testHost({
  services: [pricingService, fulfilmentService],
  env: { CARRIER_STEP_SECONDS: '0' },
})
const { fulfilment, pricing } = host.calls
const system = host.ctx({ actor: host.system() })
const operator = host.ctx({ actor: host.operator() })

const eur = (minor: number) => ({ minor, currency: 'EUR' })
const zone = (countries: string[], prices: number[], over = {}): Method['zones'][number] => ({
  countries,
  minDays: 2,
  maxDays: 4,
  rates: prices.map((minor, index) => ({ upToGrams: (index + 1) * 1000, price: eur(minor) })),
  ...over,
})
const method = (over: Partial<Method> = {}): Method => ({
  name: { en: 'Parcel', de: 'Paket' },
  carrier: 'Post',
  active: true,
  zones: [zone(['DE', 'AT'], [490, 790]), zone(['*'], [1490, 2490], { minDays: 6, maxDays: 12 })],
  ...over,
})

function newStore() {
  const storeId = newId('sto')
  return { storeId, ctx: host.ctx({ actor: host.merchant(storeId) }) }
}
async function storeWith(...methods: Method[]) {
  const store = newStore()
  for (const one of methods) await fulfilment.saveMethod(store.ctx, { method: one })
  return store
}
const quote = async (storeId: string, country: string, weightGrams: number, value = eur(1000)) => {
  const [part] = await fulfilment.quoteShipping(system, { country, parts: [{ storeId, weightGrams, value }] })
  return part!.choices
}
const pricesOf = async (...args: Parameters<typeof quote>) =>
  (await quote(...args)).map((choice) => choice.price.minor)

describe('a shipping method', () => {
  it('is kept as its store wrote it, and replaced as a whole', async () => {
    const { ctx } = newStore()
    const saved = await fulfilment.saveMethod(ctx, { method: method() })
    expect(saved).toEqual({ ...method(), id: saved.id, assumedGrams: 1000 })
    const changed = method({
      id: saved.id,
      assumedGrams: 300,
      zones: [zone(['FR'], [990], { freeFrom: eur(5000) })],
    })
    expect(await fulfilment.saveMethod(ctx, { method: changed })).toEqual(changed)
    expect(await fulfilment.listMethods(ctx, {})).toEqual({ items: [changed] })
  })

  it('is nobody else’s to see or to change', async () => {
    const own = newStore()
    const { id } = await fulfilment.saveMethod(own.ctx, { method: method() })
    const other = newStore()
    expect(await fulfilment.listMethods(other.ctx, {})).toEqual({ items: [] })
    for (const foreign of [id, newId('shm')])
      await expect(
        fulfilment.saveMethod(other.ctx, { method: method({ id: foreign, active: false }) }),
      ).rejects.toMatchObject({ status: 404, code: 'platform.not-found' })
    expect(await pricesOf(own.storeId, 'DE', 1)).toEqual([490])
  })

  it('is refused when a country could be priced twice', async () => {
    const { ctx } = newStore()
    const twice = method({ zones: [zone(['DE'], [1]), zone(['DE'], [2])] })
    await expect(fulfilment.saveMethod(ctx, { method: twice })).rejects.toMatchObject({
      status: 422,
      code: 'fulfilment.zone-overlap',
    })
  })

  it('of a demo is loaded once', async () => {
    const methods = [newStore(), newStore()].map(({ storeId }) => ({
      key: 'parcel',
      storeId,
      method: method(),
    }))
    expect(await fulfilment.importMethods(system, { methods })).toEqual({ created: 2 })
    expect(await fulfilment.importMethods(system, { methods })).toEqual({ created: 0 })
    expect(await pricesOf(methods[1]!.storeId, 'DE', 1500)).toEqual([790])
  })
})

describe('shipping of one store’s part', () => {
  it.each([
    ['DE', 1000, [490]],
    ['AT', 1001, [790]],
    ['JP', 1000, [1490]],
    ['DE', 2001, []],
  ])('to %s of %i g costs %j', async (country, weightGrams, expected) => {
    const { storeId } = await storeWith(method())
    expect(await pricesOf(storeId, country, weightGrams)).toEqual(expected)
  })

  it('counts pieces of unknown weight for what the method assumes', async () => {
    const { storeId } = await storeWith(method(), method({ assumedGrams: 400, zones: [zone(['DE'], [990])] }))
    const of = async (weightGrams: number, unweighedPieces: number) => {
      const parts = [{ storeId, weightGrams, unweighedPieces, value: eur(1000) }]
      const [part] = await fulfilment.quoteShipping(system, { country: 'DE', parts })
      return part?.choices.map(({ price }) => price.minor)
    }
    expect(await of(0, 1)).toEqual([490, 990])
    expect(await of(1000, 1)).toEqual([790])
    expect(await of(200, 2)).toEqual([990])
    expect(await of(0, 3)).toEqual([])
  })

  it('offers the cheapest way first, and only those in use that serve the country', async () => {
    const { storeId } = await storeWith(
      method({ name: { en: 'Express' }, zones: [zone(['DE'], [1990], { minDays: 1, maxDays: 1 })] }),
      method({ zones: [zone(['DE'], [490])] }),
      method({ zones: [zone(['FR'], [1])] }),
      method({ zones: [zone(['DE'], [1])], active: false }),
    )
    expect((await quote(storeId, 'DE', 1)).map(({ name, maxDays }) => [name['en'], maxDays])).toEqual([
      ['Parcel', 4],
      ['Express', 1],
    ])
  })

  it('costs nothing from a value on, also when the buyer pays in another currency', async () => {
    const { storeId } = await storeWith(method({ zones: [zone(['*'], [490], { freeFrom: eur(5000) })] }))
    expect(await pricesOf(storeId, 'US', 1, eur(5000))).toEqual([0])
    expect(await pricesOf(storeId, 'US', 1, eur(4999))).toEqual([490])
    await pricing.importMarkets(system, {
      markets: [],
      taxRates: [],
      fx: { date: '2025-06-30', source: 'ECB', base: 'EUR', rates: { USD: '1.172' } },
    })
    expect(await pricesOf(storeId, 'US', 1, { minor: 5860, currency: 'USD' })).toEqual([0])
    expect(await pricesOf(storeId, 'US', 1, { minor: 5859, currency: 'USD' })).toEqual([490])
  })

  it('takes one statement for all stores', async () => {
    const stores = [await storeWith(method()), await storeWith(method()), newStore()]
    const { value: answers, statements } = await countQueries(() =>
      fulfilment.quoteShipping(system, {
        country: 'DE',
        parts: stores.map(({ storeId }) => ({ storeId, weightGrams: 500, value: eur(1) })),
      }),
    )
    expect(statements).toBe(1)
    expect(answers.map(({ storeId, choices }) => [storeId, choices.length])).toEqual([
      [stores[0]!.storeId, 1],
      [stores[1]!.storeId, 1],
      [stores[2]!.storeId, 0],
    ])
  })

  it('is known to listings by store, country and weight: the cheapest, absent where nothing ships', async () => {
    const near = await storeWith(method({ zones: [zone(['DE'], [450])] }), method())
    const { value: answers, statements } = await countQueries(() =>
      fulfilment.getDelivery(system, {
        storeIds: [near.storeId, newId('sto')],
        countries: ['DE', 'US'],
      }),
    )
    expect(statements).toBe(1)
    expect(answers).toEqual([
      { storeId: near.storeId, country: 'DE', upToGrams: 0, price: eur(450), minDays: 2, maxDays: 4 },
      { storeId: near.storeId, country: 'DE', upToGrams: 1000, price: eur(450), minDays: 2, maxDays: 4 },
      { storeId: near.storeId, country: 'DE', upToGrams: 2000, price: eur(790), minDays: 2, maxDays: 4 },
      { storeId: near.storeId, country: 'US', upToGrams: 0, price: eur(1490), minDays: 6, maxDays: 12 },
      { storeId: near.storeId, country: 'US', upToGrams: 1000, price: eur(1490), minDays: 6, maxDays: 12 },
      { storeId: near.storeId, country: 'US', upToGrams: 2000, price: eur(2490), minDays: 6, maxDays: 12 },
    ])
  })
})

describe('where a store ships to', () => {
  const reachOf = async (storeId: string) =>
    (await fulfilment.getReach(system, { storeIds: [storeId] })).map(({ countries }) => countries)

  it('is every country that a method in use names, all with the rest of the world, none without methods', async () => {
    const near = await storeWith(
      method({ zones: [zone(['FR', 'DE'], [450])] }),
      method({ zones: [zone(['DE', 'AT'], [450])] }),
      method({ zones: [zone(['JP'], [450])], active: false }),
    )
    expect(await reachOf(near.storeId)).toEqual([['AT', 'DE', 'FR']])
    const far = await storeWith(method({ zones: [zone(['DE'], [450]), zone(['*'], [900])] }))
    expect(await reachOf(far.storeId)).toEqual([['*']])
    expect(await reachOf(newId('sto'))).toEqual([[]])
  })

  it('is told with the heaviest parcel that any method takes there, of those that name the country or all others', async () => {
    const { storeId } = await storeWith(
      method({ zones: [zone(['DE'], [450]), zone(['*'], [900, 1200])] }),
      method({ zones: [zone(['DE', 'FR'], [450, 790, 990]), zone(['JP'], [990])] }),
      method({ zones: [zone(['FR'], [1, 2, 3, 4])], active: false }),
    )
    const [reach] = await fulfilment.getReach(system, { storeIds: [storeId] })
    expect(reach?.upToGrams).toEqual({ '*': 2000, DE: 3000, FR: 3000, JP: 2000 })
    const strict = await storeWith(method({ zones: [zone(['DE'], [450]), zone(['*'], [900, 1200])] }))
    const [narrow] = await fulfilment.getReach(system, { storeIds: [strict.storeId] })
    expect(narrow?.upToGrams).toEqual({ '*': 2000, DE: 1000 })
  })
})

describe('parcels', () => {
  const shipment = (over = {}) => ({
    key: `shp:${newId('shp')}`,
    orderId: newId('ord'),
    subOrderId: newId('sub'),
    storeId: newId('sto'),
    kind: 'outbound' as const,
    shipFrom: 'JP',
    shipTo: { city: 'Bremen', country: 'DE' },
    parcels: [
      { carrier: 'Post', weightGrams: 800, lines: [{ lineId: newId('lin'), quantity: 1 }] },
      { carrier: 'Post', trackingNumber: 'OWN-1', lines: [{ lineId: newId('lin'), quantity: 2 }] },
    ],
    ...over,
  })

  it('are handed over once, however often and however parallel it is asked', async () => {
    const request = shipment()
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => fulfilment.createParcels(system, request)),
    )
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    const [first, second] = answers[0]!
    expect(first).toMatchObject({ status: 'pending', events: [], weightGrams: 800, deliveredAt: null })
    expect(first!.trackingNumber).toMatch(/^TX\d{9}JP$/)
    expect(second).toMatchObject({ trackingNumber: 'OWN-1', weightGrams: null })
    expect(second!.lines).toEqual(request.parcels[1]!.lines)
  })

  it('of several orders come with their timeline in one statement', async () => {
    const requests = [shipment(), shipment({ kind: 'return' })]
    for (const request of requests) await fulfilment.createParcels(system, request)
    const { value: parcels, statements } = await countQueries(() =>
      fulfilment.getParcels(system, { orderIds: requests.map(({ orderId }) => orderId) }),
    )
    expect(statements).toBe(1)
    expect(parcels.map((parcel) => parcel.kind)).toEqual(['outbound', 'outbound', 'return', 'return'])
  })

  it('travel step by step to the buyer, and everybody is told of each step', async () => {
    const request = shipment()
    const [parcel] = await fulfilment.createParcels(system, request)
    const advance = () => fulfilment.simulateTracking(operator, { parcelId: parcel!.id })
    let now = await advance()
    while (now.status !== 'delivered') now = await advance()
    const seen = now.events.map((event) => event.status)
    expect(seen.filter((status) => status !== 'customs-held')).toEqual([
      'info-received',
      'in-transit',
      'in-transit',
      'out-for-delivery',
      'delivered',
    ])
    expect(now.events.at(-1)?.place).toBe('Bremen, DE')
    expect(now.deliveredAt).toBe(now.events.at(-1)?.at)
    await expect(advance()).rejects.toMatchObject({ status: 409, code: 'fulfilment.not-now' })
    const { rows } = await host.db.pool.query(
      `select payload->>'status' as status from fulfilment.outbox where key = $1 order by id`,
      [parcel!.id],
    )
    expect(rows.map((row) => row.status)).toEqual(seen)
    const { rows: acts } = await host.db.pool.query('select 1 from platform.audit where target = $1', [
      parcel!.id,
    ])
    expect(acts).toHaveLength(seen.length)
  })

  it('may be sent astray by an operator, but never back', async () => {
    const [parcel] = await fulfilment.createParcels(system, shipment())
    const report = (status: 'exception' | 'out-for-delivery' | 'in-transit' | 'returned') =>
      fulfilment.simulateTracking(operator, { parcelId: parcel!.id, status })
    await report('exception')
    await report('out-for-delivery')
    await expect(report('in-transit')).rejects.toMatchObject({
      status: 409,
      params: { status: 'out-for-delivery' },
    })
    expect(await report('returned')).toMatchObject({ status: 'returned', deliveredAt: null })
  })

  it('that nobody handed over cannot be moved', async () => {
    await expect(fulfilment.simulateTracking(operator, { parcelId: newId('pcl') })).rejects.toMatchObject({
      status: 404,
    })
  })

  it('keep of the address only what tracking shows', async () => {
    const request = shipment()
    await fulfilment.createParcels(system, request)
    const { rows } = await host.db.pool.query(
      'select to_jsonb(s)::text as row from fulfilment.shipments s where key = $1',
      [request.key],
    )
    expect(rows[0].row).toContain('Bremen')
    expect(rows[0].row).not.toContain('Buyer')
    expect(rows[0].row).not.toContain('Markt')
  })
})
