import { countQueries, eventually } from '@tradewind/platform/testing'
import { describe, expect, test } from 'vitest'
import { ADDRESS, openMall } from './orders.testing.ts'

const mall = await openMall()
const { host, calls } = mall
const HOME = { minor: 590, currency: 'EUR' }
const blouse = await mall.stock(mall.own, 'blouse', { minor: 11_900, currency: 'EUR' }, 20, {
  country: 'JP',
  hsCode: '620610',
})
const unnamed = await mall.stock(mall.own, 'unnamed', { minor: 2380, currency: 'EUR' }, 20, { country: 'JP' })
const lamp = await mall.stock(mall.own, 'lamp', { minor: 3000, currency: 'JPY' }, 20, {
  country: 'DE',
  hsCode: '940521',
})
const inJapan = { market: 'JP' }

describe('goods from Japan for a buyer in Germany', () => {
  test('worth up to 150 euros hold their VAT, and pay the duty of their kind on top, all at the checkout', async () => {
    const filled = await mall.fillCart([{ offerId: blouse, quantity: 1 }])
    expect(filled.cart.quote).toMatchObject({
      goods: { minor: 11_900 },
      shipping: HOME,
      duty: { minor: 300 },
      tax: { minor: 1900 + 94 },
      total: { minor: 11_900 + 590 + 300 },
      dueAtDelivery: { minor: 0 },
    })
    expect(filled.cart.stores[0]?.landed).toMatchObject([
      {
        shipsFrom: 'JP',
        rules: ['EU/ioss/2021-07-01'],
        incoterm: 'DDP',
        collector: 'platform',
        atDelivery: 'nothing',
        supplies: [
          { supplier: 'merchant', customer: 'platform', tax: { minor: 0 } },
          { supplier: 'platform', customer: 'buyer', tax: { minor: 1994 } },
        ],
      },
    ])
  })

  test('are charged what was shown, carry the quote in the order, and give all of it back', async () => {
    const filled = await mall.fillCart([{ offerId: blouse, quantity: 1 }])
    const confirmed = await mall.confirm(filled)
    expect(confirmed.total).toEqual(filled.cart.quote?.total)
    await mall.pay(confirmed)
    const order = await calls.orders.getOrder(filled.ctx, { orderId: confirmed.orderId })
    expect(order).toMatchObject({ duty: { minor: 300 }, total: confirmed.total })
    expect(order.stores[0]?.landed).toEqual(filled.cart.stores[0]?.landed)
    expect(order.stores[0]?.lines[0]?.dutyRules).toMatchObject([
      { rule: 'EU/ioss/2021-07-01', percent: '0', amount: { minor: 0 } },
      { rule: 'EU/item-duty/2026-07-01', percent: null, amount: { minor: 300 } },
    ])
    await calls.orders.cancelOrder(filled.ctx, { orderId: confirmed.orderId })
    await eventually(async () => {
      await host.quiet()
      const { refunded } = await calls.orders.getOrder(filled.ctx, { orderId: confirmed.orderId })
      expect(refunded).toEqual(confirmed.total)
    })
  })

  test('worth more are not promised while nobody knows their duty: no tax is charged, and the buyer is told', async () => {
    const { cart } = await mall.fillCart([{ offerId: blouse, quantity: 2 }])
    expect(cart.quote).toMatchObject({
      goods: { minor: 20_000 },
      tax: { minor: 0 },
      duty: { minor: 0 },
      total: { minor: 20_000 + 496 },
    })
    expect(cart.stores[0]?.landed).toMatchObject([
      { incoterm: 'DAP', collector: 'carrier', atDelivery: 'unknown', reason: 'pricing.no-duty-rate' },
    ])
  })

  test('worth more pay import VAT and duty at the checkout once the duty is on record, and the order says by which row', async () => {
    const operator = host.ctx({ actor: host.operator() })
    const tariff = {
      jurisdiction: 'EU',
      kind: 'duty' as const,
      hsPrefix: '6206',
      percent: '12',
      validFrom: '2026-01-01',
      source: 'a law',
    }
    await calls.pricing.saveTariff(operator, tariff)
    const filled = await mall.fillCart([{ offerId: blouse, quantity: 2 }])
    const { cart } = filled
    const confirmed = await mall.confirm(filled)
    const duty = 2460 // 12 % of 200.00 and 4.96 of transport
    const dutyTax = 467
    expect(cart.quote).toMatchObject({
      goods: { minor: 23_800 },
      duty: { minor: duty + dutyTax },
      tax: { minor: 3800 + 94 + dutyTax },
      total: { minor: 23_800 + 590 + duty + dutyTax },
    })
    await mall.pay(confirmed)
    const why = async () => {
      const { stores } = await calls.orders.getOrder(filled.ctx, { orderId: confirmed.orderId })
      return stores[0]?.lines[0]?.dutyRules
    }
    const reason = {
      rule: 'EU/duty/6206/2026-01-01',
      jurisdiction: 'EU',
      agreement: null,
      condition: null,
      percent: '12',
      validFrom: '2026-01-01',
      source: 'a law',
      amount: { minor: duty, currency: 'EUR' },
    }
    expect(await why()).toEqual([reason])
    await calls.pricing.saveTariff(operator, { ...tariff, percent: '7', source: 'a correction' })
    expect(await why()).toEqual([reason])
  })

  test('without a code pay VAT, and no duty is promised', async () => {
    const { cart } = await mall.fillCart([{ offerId: unnamed, quantity: 1 }])
    expect(cart.quote).toMatchObject({ tax: { minor: 380 + 94 }, duty: { minor: 0 } })
    expect(cart.stores[0]?.landed).toMatchObject([{ atDelivery: 'unknown', reason: 'pricing.no-hs-code' }])
  })
})

describe('goods from Germany for a buyer in Japan', () => {
  const fill = async (quantity: number) => {
    const ctx = host.ctx({ actor: host.guest(), ...inJapan })
    const { id } = await calls.orders.createCart(ctx, {
      lines: [{ offerId: lamp, quantity }],
      address: { ...ADDRESS, region: 'JP-13', postcode: '100-0001', country: 'JP' },
      email: 'buyer@example.com',
    })
    return calls.orders.quoteCart(ctx, { cartId: id })
  }

  test('worth up to 10,000 yen are free of tax', async () => {
    const cart = await fill(1)
    expect(cart.quote).toMatchObject({ goods: { minor: 2727, currency: 'JPY' }, tax: { minor: 0 } })
    expect(cart.stores[0]?.landed).toMatchObject([{ regimes: ['relief'], atDelivery: 'nothing' }])
    expect(cart.stores[0]?.choices[0]?.priceInOrderCurrency).toEqual(cart.stores[0]?.shipping)
  })

  test('worth more are not promised', async () => {
    expect((await fill(5)).stores[0]?.landed).toMatchObject([{ atDelivery: 'unknown' }])
  })
})

test('goods from the next town are sold as ever', async () => {
  const { cart } = await mall.fillCart([{ offerId: mall.cup, quantity: 1 }])
  expect(cart.quote).toMatchObject({
    goods: { minor: 1190 },
    tax: { minor: 190 + 94 },
    total: { minor: 1780 },
  })
  expect(cart.stores[0]?.landed).toMatchObject([
    { regimes: ['domestic'], importer: 'none', atDelivery: 'nothing' },
  ])
})

test('two stores, one abroad: the whole purchase stays within its statements', async () => {
  const lines = [
    { offerId: blouse, quantity: 1 },
    { offerId: mall.fan, quantity: 1 },
  ]
  const cart = await countQueries(() => mall.fillCart(lines))
  const confirmed = await countQueries(() => mall.confirm(cart.value))
  expect(confirmed.statements).toBeLessThanOrEqual(25)
  expect(cart.statements + confirmed.statements).toBeLessThanOrEqual(50)
})

test('every order is the sum of its parts, and every part of its lines, duty included', async () => {
  const { rows: orders } = await host.db.pool.query(
    `select total_minor = goods_minor + shipping_minor + duty_minor as right from inv.orders where tax_included`,
  )
  const { rows: parts } = await host.db.pool.query(
    `select s.total_minor = sum(l.net_minor + l.tax_minor + l.duty_minor + l.duty_tax_minor) + s.shipping_net_minor + s.shipping_tax_minor as right
    from inv.sub_orders s join inv.order_lines l on l.sub_order_id = s.id group by s.id, s.total_minor, s.shipping_net_minor, s.shipping_tax_minor`,
  )
  expect(orders.length).toBeGreaterThan(1)
  expect([...orders, ...parts].every((row) => row.right === true)).toBe(true)
})
