import { countQueries } from '@tradewind/platform/testing'
import { describe, expect, test } from 'vitest'
import { tellBehaviour } from './behaviour/behaviour.testing.ts'
import { namesIn, openMall } from './recommend.testing.ts'

const mall = await openMall()
const { host, calls, system, inGermany, described, idOf } = mall

describe('goods like one', () => {
  test('are of its kind, named as the reason, without itself and what is sold out', async () => {
    const { items } = await calls.recommend.listSimilar(inGermany, { productId: idOf('moon cup') })
    expect(new Set(namesIn(items))).toEqual(new Set(['sun cup', 'star cup', 'dawn cup', 'dusk cup']))
    expect(items[0]?.reason).toEqual({
      code: 'recommend.because-similar',
      productId: idOf('moon cup'),
      name: 'moon cup',
    })
  })

  test('are not shown where nobody sends them', async () => {
    const inFrance = host.ctx({ market: 'FR' })
    expect(await calls.recommend.listSimilar(inFrance, { productId: idOf('moon cup') })).toEqual({
      items: [],
    })
    const toAustria = { productId: idOf('moon cup'), country: 'AT' as const }
    expect(await calls.recommend.listSimilar(inGermany, toAustria)).toEqual({ items: [] })
  })

  test('are found in few statements, however many there are', async () => {
    const { statements } = await countQueries(() =>
      calls.recommend.listSimilar(inGermany, { productId: idOf('moon cup'), country: 'DE' }),
    )
    expect(statements).toBeLessThanOrEqual(5)
  })
})

describe('many goods that come at once', () => {
  test('are each likened to all the others', async () => {
    const PAIRS = 30
    const lamps = Array.from({ length: 2 * PAIRS }, (_, nth) => `lamp ${nth} of pair${nth % PAIRS}`)
    const made = await calls.catalog.importProducts(system, {
      source: 'test',
      products: lamps.map(described),
    })
    await host.quiet()
    await calls.recommend.refresh(system, {})
    const idAt = (nth: number) => made.products.find(({ key }) => key === lamps[nth])?.productId ?? ''
    const { rows } = await host.db.pool.query<{ of: string; first: string }>(
      `select product_id as of, others[1] as first from recommend.neighbours where kind = 'similar' and product_id = any($1)`,
      [made.products.map(({ productId }) => productId)],
    )
    const firstOf = new Map(rows.map(({ of, first }) => [of, first]))
    const twins = lamps.map((_, nth) => idAt((nth + PAIRS) % lamps.length))
    expect(lamps.map((_, nth) => firstOf.get(idAt(nth)))).toEqual(twins)
  })
})

describe('what is bought together', () => {
  const basket = (nth: number, ...names: string[]) => ({
    orderId: `past-${nth}`,
    country: 'DE' as const,
    at: new Date().toISOString(),
    productIds: names.map(idOf),
  })

  const now = new Date().toISOString()

  test('is suggested once it is more than chance; one order alone betrays nobody', async () => {
    await calls.recommend.importPurchases(system, {
      orders: [
        basket(1, 'moon cup', 'tea book'),
        basket(2, 'moon cup', 'tea book'),
        basket(3, 'moon cup', 'clay book'),
        basket(4, 'moon cup', 'tea book'),
        ...Array.from({ length: 3 }, (_, nth) => basket(100 + nth, 'sun cup', 'star cup')),
        // The same three times over, by one buyer.
        ...Array.from({ length: 3 }, (_, nth) => ({
          ...basket(200 + nth, 'dawn cup', 'clay book'),
          earlier:
            nth === 0
              ? []
              : ['dawn cup', 'clay book'].map((name) => ({ productId: idOf(name), paidAt: now })),
        })),
        ...Array.from({ length: 60 }, (_, nth) => basket(5 + nth, 'lost cup')),
      ],
    })
    await calls.recommend.refresh(system, {})
    const { items } = await calls.recommend.listTogether(inGermany, {
      productIds: [idOf('moon cup')],
      kind: 'bought',
    })
    expect(items.map(({ card, reason }) => [card.name, reason.code, reason.name])).toEqual([
      ['tea book', 'recommend.because-together', 'moon cup'],
    ])
    const ofOneBuyer = { productIds: [idOf('dawn cup')], kind: 'bought' as const }
    expect(await calls.recommend.listTogether(inGermany, ofOneBuyer)).toEqual({ items: [] })
  })

  test('leads what a cart is beside, and what is popular joins it; in the order that is measured', async () => {
    const productIds = [idOf('moon cup')]
    const { items } = await calls.recommend.listForCart(inGermany, { productIds, country: 'DE', limit: 4 })
    expect(items.map(({ reason }) => reason.code)).toEqual([
      'recommend.because-together',
      'recommend.popular',
      'recommend.popular',
      'recommend.popular',
    ])
    expect(items[0]?.card.name).toBe('tea book')
    expect(items.every(({ card }) => !productIds.includes(card.id))).toBe(true)
    const ranked = await calls.recommend.rankForCart(system, { productIds, country: 'DE' })
    const shown = items.map(({ card }) => card.id)
    // What is sold out stands in the measured order, and nobody is shown it.
    expect(ranked.filter((id) => id !== idOf('lost cup')).slice(0, 2)).toEqual(shown.slice(0, 2))
  })

  test('makes what is popular, which newcomers are shown', async () => {
    const { items } = await calls.recommend.listPopular(inGermany, { country: 'DE', limit: 3 })
    expect(namesIn(items)[0]).toBe('moon cup')
    expect(items[0]?.reason).toEqual({ code: 'recommend.popular', productId: null, name: null })
    const { remembering, items: forNobody } = await calls.recommend.listForYou(inGermany, { country: 'DE' })
    expect(remembering).toBe('unasked')
    expect(forNobody.every(({ reason }) => reason.code === 'recommend.popular')).toBe(true)
  })
})

// In the same mall: a file of tests of its own would start another.
tellBehaviour(mall)
