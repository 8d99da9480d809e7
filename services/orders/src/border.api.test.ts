import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { countQueries, eventually } from '@tradewind/platform/testing'
import { describe, expect, test } from 'vitest'
import { resealCustomsIds } from './customs/customs-ids.actions.ts'
import { eraseCustomsIds } from './customs/customs-ids.queries.ts'
import { purposeOf, sealerOf } from './customs/customs-ids.seal.ts'
import { drawPaper } from './customs/papers/papers.actions.ts'
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

  test('worth more pay import VAT and duty at the checkout once the duty is on record', async () => {
    const operator = host.ctx({ actor: host.operator() })
    await calls.pricing.saveTariff(operator, {
      jurisdiction: 'EU',
      kind: 'duty',
      hsPrefix: '6206',
      percent: '12',
      validFrom: '2026-01-01',
      source: 'a law',
    })
    const { cart } = await mall.fillCart([{ offerId: blouse, quantity: 2 }])
    const duty = 2460 // 12 % of 200.00 and 4.96 of transport
    const dutyTax = 467
    expect(cart.quote).toMatchObject({
      goods: { minor: 23_800 },
      duty: { minor: duty + dutyTax },
      tax: { minor: 3800 + 94 + dutyTax },
      total: { minor: 23_800 + 590 + duty + dutyTax },
    })
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

describe('goods from Germany for a buyer in Korea, whose customs ask who it is', async () => {
  await calls.pricing.importMarkets(mall.system(), {
    markets: [
      {
        code: 'KR',
        name: { en: 'Korea' },
        open: true,
        locales: ['en'],
        taxDisplay: 'included',
        countries: ['KR'],
        currency: 'KRW',
        currencies: ['KRW'],
      },
    ],
    taxRates: [
      { country: 'KR', category: 'standard', percent: '10', validFrom: '2020-01-01', source: 'test' },
    ],
    fx: { date: '2025-06-30', source: 'test', base: 'EUR', rates: { JPY: '169.17', KRW: '1588.21' } },
  })
  const seoul = { ...ADDRESS, line1: 'Sejong-daero 110', city: 'Jung-gu', region: 'KR-11', postcode: '04524' }
  const fill = async (offerIds: string[]) => {
    const ctx = host.ctx({ actor: host.guest(), market: 'KR' })
    const { id } = await calls.orders.createCart(ctx, {
      lines: offerIds.map((offerId) => ({ offerId, quantity: 1 })),
      address: { ...seoul, country: 'KR', phone: '+821000000000' },
      email: 'buyer@example.com',
    })
    const cart = await calls.orders.quoteCart(ctx, { cartId: id })
    const confirm = (customsId?: string) =>
      calls.orders.confirm(ctx, {
        cartId: id,
        quoteId: cart.quote?.id ?? '',
        paymentMethod: 'card',
        ...(customsId !== undefined && { customsId }),
      })
    return { ctx, cart, confirm }
  }
  const kept = async (orderId: string) =>
    (
      await sql<{ sealed: Buffer | null; key_id: string | null; masked: string | null; row: string }>`
        select sealed, key_id, masked, to_json(c)::text as row from orders.customs_ids c
        where order_id = ${orderId}`.execute(host.db.kysely<unknown>())
    ).rows

  test('name the number they need, and nothing is sold without a right one', async () => {
    const { cart, confirm } = await fill([lamp])
    expect(cart.customsIdKinds).toEqual(['kr-pccc'])
    for (const [number, code] of [
      [undefined, 'missing'],
      ['  ', 'missing'],
      ['P12345', 'invalid'],
      ['M123456789012', 'invalid'],
    ] as const)
      await expect(confirm(number)).rejects.toMatchObject({
        status: 400,
        fields: [{ path: 'customsId', code: `orders.customs-id-${code}` }],
      })
    const { cart: german } = await mall.fillCart([{ offerId: blouse, quantity: 1 }])
    expect(german.customsIdKinds).toEqual([])
  })

  test('carry it encrypted, show it masked, and open it for the store that ships, which is written down', async () => {
    const { ctx, confirm } = await fill([lamp])
    const confirmed = await confirm('p 123-456-789-012')
    const { orderId } = confirmed
    const [row] = await kept(orderId)
    expect(row).toMatchObject({ key_id: 'derived', masked: '••••••••••012' })
    expect(row?.row).not.toContain('P123')
    expect((await calls.orders.getOrder(ctx, { orderId })).stores[0]?.customsId).toEqual({
      kind: 'kr-pccc',
      masked: '••••••••••012',
    })
    // The buyer's customs did not know it: another one takes its place until the goods leave.
    await expect(calls.orders.setCustomsId(ctx, { orderId, customsId: 'P1' })).rejects.toMatchObject({
      code: 'orders.customs-id-invalid',
    })
    const stranger = host.ctx({ actor: host.guest() })
    await expect(
      calls.orders.setCustomsId(stranger, { orderId, customsId: 'P123456789099' }),
    ).rejects.toMatchObject({ status: 404 })
    await calls.orders.setCustomsId(ctx, { orderId, customsId: 'P123456789099' })

    await mall.pay(confirmed)
    const [part] = (await calls.orders.getOrder(ctx, { orderId })).stores
    const subOrderId = part?.id ?? ''
    const shipping = host.ctx({ actor: host.merchant(part?.storeId ?? '') })
    expect(await calls.orders.readCustomsId(shipping, { subOrderId })).toEqual({
      kind: 'kr-pccc',
      number: 'P123456789099',
    })
    const elsewhere = host.ctx({
      actor: host.merchant(part?.storeId === mall.own ? mall.other : mall.own),
    })
    await expect(calls.orders.readCustomsId(elsewhere, { subOrderId })).rejects.toMatchObject({ status: 404 })
  })

  test('forget it when they are not sent after all, and later in any case', async () => {
    const { ctx, confirm } = await fill([lamp])
    const { orderId } = await confirm('P123456789012')
    await calls.orders.cancelOrder(ctx, { orderId })
    const db = host.db.kysely<unknown>()
    expect(await eraseCustomsIds(db, 90)).toBe(1)
    expect(await kept(orderId)).toMatchObject([{ sealed: null, key_id: null, masked: null }])
    expect(await eraseCustomsIds(db, 90)).toBe(0)
    expect((await calls.orders.getOrder(ctx, { orderId })).stores[0]?.customsId).toBeNull()
  })

  test('are encrypted anew under a new key, and readable all the while', async () => {
    const { confirm } = await fill([lamp])
    const { orderId } = await confirm('P123456789012')
    const { sealingKeys } = host.config
    const rotated = { ...host.config, sealingKeys: [{ id: '2026', key: randomBytes(32) }, ...sealingKeys] }
    const deps = { db: host.db.kysely<unknown>(), config: rotated }
    const { orderId: lostId } = await (await fill([lamp])).confirm('P123456789012')
    await sql`update orders.customs_ids set key_id = 'gone' where order_id = ${lostId}`.execute(deps.db)
    await resealCustomsIds(deps)
    expect(await kept(lostId)).toMatchObject([{ key_id: 'gone' }])
    const [row] = await kept(orderId)
    expect(row).toMatchObject({ key_id: '2026', masked: '••••••••••012' })
    const [{ sub_order_id: subOrderId = '' } = {}] = (
      await sql<{
        sub_order_id: string
      }>`select sub_order_id from orders.customs_ids where order_id = ${orderId}`.execute(deps.db)
    ).rows
    const bytes = row?.sealed ?? Buffer.alloc(0)
    expect(sealerOf(deps).open({ keyId: '2026', bytes }, purposeOf(subOrderId))).toBe('P123456789012')
    await resealCustomsIds({ ...deps, config: { ...rotated, sealingKeys: rotated.sealingKeys.toReversed() } })
  })
})

describe('a parcel for abroad', () => {
  test('leaves when the customs can be told what is in it, with its papers', async () => {
    const filled = await mall.fillCart([{ offerId: unnamed, quantity: 2 }])
    const confirmed = await mall.confirm(filled)
    await mall.pay(confirmed)
    const [part] = (await calls.orders.getOrder(filled.ctx, { orderId: confirmed.orderId })).stores
    const [line] = part?.lines ?? []
    if (!part || !line) throw new Error('nothing was bought')
    const storeId = part.storeId
    const merchant = host.ctx({ actor: host.merchant(storeId) })
    const seen = await calls.orders.getStoreOrder(merchant, { subOrderId: part.id })
    expect(seen).toMatchObject({ needsCustoms: true, lines: [{ hsCode: null, originCountry: 'JP' }] })

    const ship = {
      subOrderId: part.id,
      parcels: [{ carrier: 'Post', lines: [{ lineId: line.id, quantity: 2 }] }],
    }
    await expect(calls.orders.shipOrder(merchant, ship)).rejects.toMatchObject({
      status: 400,
      code: 'orders.customs-incomplete',
      fields: [{ path: `declarations.${line.id}.hsCode`, code: 'platform.required' }],
    })
    const declarations = { [line.id]: { hsCode: '620610', description: 'Blouse of silk' } }
    const shipped = await calls.orders.shipOrder(merchant, { ...ship, declarations })
    expect(shipped).toMatchObject({ status: 'shipped', lines: [{ hsCode: '620610', originCountry: 'JP' }] })

    const parcelId = shipped.parcels[0]?.id ?? ''
    const deps = { db: host.db.kysely<unknown>(), config: host.config, calls }
    const papers = { subOrderId: part.id, parcelId }
    const declaration = await drawPaper(deps, storeId, { ...papers, paper: 'declaration' })
    expect(declaration.name).toMatch(/^cn22-.+\.pdf$/)
    expect(declaration.pdf.subarray(0, 5).toString()).toBe('%PDF-')
    const other = storeId === mall.own ? mall.other : mall.own
    await expect(drawPaper(deps, other, { ...papers, paper: 'invoice' })).rejects.toMatchObject({
      status: 404,
    })
    const path = `/api/orders/merchant/orders/${part.id}/parcels/${parcelId}/papers/invoice`
    expect((await fetch(host.http + path)).status).toBe(401)
  })
})
