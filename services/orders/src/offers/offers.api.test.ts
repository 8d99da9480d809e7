import { newId } from '@tradewind/kernel'
import { countQueries } from '@tradewind/platform/testing'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { openMall } from '../orders.testing.ts'

const mall = await openMall({ CACHE: 'off' })
const { host, calls } = mall
const inGermany = host.ctx({ market: 'DE' })

/** A bowl that the other store, in Japan, sells too. */
const bowl = await mall.stock(mall.own, 'bowl', { minor: 2_190, currency: 'EUR' }, 10, {
  country: 'DE',
  hsCode: '691110',
})
const gone = await mall.stock(mall.own, 'gone', { minor: 100, currency: 'EUR' }, 0)
const { items: ownOffers } = await calls.orders.compareOffers(inGermany, { offerIds: [bowl] })
const variantId = ownOffers[0]?.variantId ?? ''
const [rival] = await calls.catalog.importOffers(mall.system(), {
  offers: [{ variantId, storeId: mall.other, sku: 'bowl-jp' }],
})
const rivalId = rival?.offerId ?? ''
await calls.pricing.importPrices(mall.system(), {
  prices: [{ offerId: rivalId, storeId: mall.other, price: { minor: 1_100, currency: 'EUR' }, isBase: true }],
})
await calls.inventory.importStock(mall.system(), {
  stock: [{ offerId: rivalId, storeId: mall.other, country: 'JP', onHand: 2 }],
})
const offerIds = [bowl, rivalId]

describe('one bowl from two stores, for a buyer in Germany', () => {
  test('stands side by side with every cost that a cart would show, the cheaper in all first', async () => {
    const { items } = await calls.orders.compareOffers(inGermany, { offerIds })
    expect(items.map(({ offerId }) => offerId)).toEqual([rivalId, bowl])
    for (const item of items) {
      const cart = await mall.fillCart([{ offerId: item.offerId, quantity: 1 }])
      const quote = cart.cart.quote
      expect(item.whole?.minor).toBe((quote?.total.minor ?? 0) + (quote?.dueAtDelivery.minor ?? 0))
      expect(item).toMatchObject({ price: quote?.goods, shipping: quote?.shipping, duty: quote?.duty })
    }
    expect(items[1]?.reason).toEqual({
      code: 'orders.rank-dearer',
      amount: { minor: (items[1]?.whole?.minor ?? 0) - (items[0]?.whole?.minor ?? 0), currency: 'EUR' },
      days: null,
    })
  })

  test('a store with fewer than ten orders is new and has no score', async () => {
    const { items } = await calls.orders.compareOffers(inGermany, { offerIds })
    expect(items.map(({ score }) => score.value)).toEqual([null, null])
  })

  test('what is sold out, and what owes at the door what nobody can tell, comes behind and says so', async () => {
    const fanFromJapan = await mall.stock(mall.other, 'kite', { minor: 1_000, currency: 'JPY' }, 5, {
      country: 'JP',
    })
    const { items } = await calls.orders.compareOffers(inGermany, { offerIds: [gone, fanFromJapan, bowl] })
    expect(items.map(({ reason }) => reason.code)).toEqual([
      'orders.rank-only',
      'orders.rank-unknown',
      'orders.rank-sold-out',
    ])
  })

  test('what is sold out has a price but costs nothing in all', async () => {
    const { items } = await calls.orders.compareOffers(inGermany, { offerIds: [gone] })
    expect(items).toMatchObject([{ price: { minor: 100, currency: 'EUR' }, available: 0, whole: null }])
  })

  test('ships free from what the piece costs at the border on, not from what its price shows', async () => {
    // EUR 190.00 with 19 % of tax; where the border leaves the tax to the door, EUR 159.66.
    const price = { minor: 19_000, currency: 'EUR' }
    const abroad = { country: 'JP', hsCode: '691110' }
    const urn = await mall.stock(mall.other, 'urn', price, 3, abroad)
    const { items: paid } = await calls.orders.compareOffers(inGermany, { offerIds: [urn] })
    expect(paid[0]?.price?.minor).toBeLessThan(price.minor)
    const shippedFreeFrom = async (minor: number) => {
      await host.db.pool.query(`update fulfilment.zones set free_from = $2 where store_id = $1`, [
        mall.other,
        minor,
      ])
      const { cart } = await mall.fillCart([{ offerId: urn, quantity: 1 }])
      const { items } = await calls.orders.compareOffers(inGermany, { offerIds: [urn] })
      expect(items).toMatchObject([{ shipping: cart.quote?.shipping }])
      return items[0]?.shipping?.minor === 0
    }
    const yen = (minor: number) => Math.floor((minor / 100) * 169.17)
    expect(await shippedFreeFrom(yen(price.minor))).toBe(false)
    expect(await shippedFreeFrom(yen(paid[0]?.price?.minor ?? 0))).toBe(true)
    await host.db.pool.query(`update fulfilment.zones set free_from = null where store_id = $1`, [mall.other])
  })

  test('asks two prices for each offer and two statements for each store, beside those for all', async () => {
    const { statements } = await countQueries(() => calls.orders.compareOffers(inGermany, { offerIds }))
    expect(statements).toBeLessThanOrEqual(9 + 4 * offerIds.length)
  })

  test('a country that no market serves is refused', async () => {
    await expect(calls.orders.compareOffers(inGermany, { offerIds, country: 'BR' })).rejects.toMatchObject({
      code: 'orders.country-not-served',
    })
  })
})

describe('a store that has sold twelve times', () => {
  test('is scored by what became of them', async () => {
    // Weeks cannot be waited for: the past is written as the tables keep it.
    const db = host.db.kysely<unknown>()
    for (let nth = 0; nth < 12; nth += 1) {
      const [orderId, subOrderId] = [newId('ord'), newId('sub')]
      await sql`insert into orders.orders (id, number, owner, link_hash, status, market, currency, country, locale, email, address,
          payment_method, goods_minor, shipping_minor, tax_minor, total_minor, tax_included, expires_at, paid_at)
        values (${orderId}, ${`past-${nth}`}, 'gst_past', '', 'paid', 'DE', 'EUR', 'DE', 'en', 'a@example.com', '{}',
          'card', 0, 0, 0, 0, true, now(), now() - interval '20 days')`.execute(db)
      await sql`insert into orders.sub_orders (store_id, id, number, order_id, store_name, business_model, status, shipping_method,
          shipping_carrier, currency, goods_minor, shipping_net_minor, shipping_tax_minor, tax_minor, total_minor, paid_at)
        values (${mall.own}, ${subOrderId}, ${`past-${nth}-1`}, ${orderId}, 'Store', 'own', 'shipped', 'Post',
          'Post', 'EUR', 0, 0, 0, 0, 0, now() - interval '20 days')`.execute(db)
      // Nine within a day, three after five.
      await sql`insert into orders.shipments (store_id, id, sub_order_id, order_id, request, handed_over, created_at)
        values (${mall.own}, ${newId('shp')}, ${subOrderId}, ${orderId}, '[]', true,
          now() - interval '20 days' + make_interval(days => ${nth < 9 ? 1 : 5}::int))`.execute(db)
      if (nth < 3)
        await sql`insert into orders.returns (store_id, id, number, order_id, sub_order_id, status, reason, refund_minor, currency)
          values (${mall.own}, ${newId('ret')}, ${`past-${nth}-r`}, ${orderId}, ${subOrderId}, 'refunded',
            ${nth === 0 ? 'damaged' : 'changed-mind'}, 0, 'EUR')`.execute(db)
    }
    const { items } = await calls.orders.compareOffers(inGermany, { offerIds: [mall.cup] })
    expect(items[0]?.score).toEqual({
      value: 80,
      orders: 12,
      onTimePercent: 75,
      givenUpPercent: 0,
      faultyPercent: 8,
      rating: null,
      ratingCount: 0,
    })
  })
})
