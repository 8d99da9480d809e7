import { sql } from 'kysely'
import { newId } from '@tradewind/kernel'
import { describe, expect, test } from 'vitest'
import { countQueries, eventually } from '@tradewind/platform/testing'
import { ADDRESS, openMall, RETURNS } from './orders.testing.ts'

const mall = await openMall()
const { host, calls } = mall
const view = async (name: string) =>
  (
    await sql<Record<string, unknown>>`select * from ${sql.table(`inv.${name}`)}`.execute(
      host.db.kysely<unknown>(),
    )
  ).rows

const KYOTO = {
  name: '京都茶碗',
  line1: '河原町2-1',
  city: '京都市',
  region: 'JP-26',
  postcode: '600-8216',
  country: 'JP',
  latin: { name: 'Kyoto Chawan', line1: '2-1 Kawaramachi', city: 'Kyoto' },
} as const

describe('a purchase over two stores', () => {
  let orderId = ''
  let filled: Awaited<ReturnType<typeof mall.fillCart>>

  test('the cart shows every cost by store, and the quote is their sum', async () => {
    filled = await mall.fillCart([
      { offerId: mall.cup, quantity: 2 },
      { offerId: mall.fan, quantity: 1 },
      { offerId: mall.cup, quantity: 1 },
    ])
    const { cart } = filled
    expect(cart.stores).toHaveLength(2)
    expect(cart.count).toBe(4)
    expect(cart.notices).toEqual([])
    const own = cart.stores.find((store) => store.storeId === mall.own)
    expect(own?.goods).toEqual({ minor: 3570, currency: 'EUR' })
    expect(own?.shipping).toEqual({ minor: 590, currency: 'EUR' })
    expect(cart.quote?.total.minor).toBe(
      cart.stores.reduce((sum, store) => sum + (store.total?.minor ?? 0), 0),
    )
  })

  test('confirming places one order with a part per store and starts its payment; again answers the same', async () => {
    const first = await mall.confirm(filled)
    orderId = first.orderId
    expect(first.total).toEqual(filled.cart.quote?.total)
    expect(first.nextAction.type).toBe('redirect')
    expect(await mall.confirm(filled)).toEqual(first)
    const order = await calls.orders.getOrder(filled.ctx, { orderId })
    expect(order.status).toBe('awaiting-payment')
    expect(order.stores).toHaveLength(2)
    await mall.pay(first)
  })

  test('the payment makes it paid and each store may ship', async () => {
    const order = await calls.orders.getOrder(filled.ctx, { orderId })
    expect(order.status).toBe('paid')
    expect(order.stores.map((store) => store.status)).toEqual(['to-ship', 'to-ship'])
    const captures = (await mall.psp.log()).filter((line) => line.type === 'intent.succeeded')
    expect(captures).toMatchObject([{ order: orderId, amount: order.total }])
  })

  test('a store ships in two parcels, the carrier delivers, the buyer confirms', async () => {
    const merchant = host.ctx({ actor: host.merchant(mall.own) })
    const { items } = await calls.orders.listStoreOrders(merchant, {})
    const sub = items[0]
    expect(items).toHaveLength(1)
    const detail = await calls.orders.getStoreOrder(merchant, { subOrderId: sub?.id ?? '' })
    const lineId = detail.lines[0]?.id ?? ''
    const part = await calls.orders.shipOrder(merchant, {
      subOrderId: detail.id,
      parcels: [{ carrier: 'Post', lines: [{ lineId, quantity: 1 }] }],
    })
    expect(part.status).toBe('partly-shipped')
    await expect(
      calls.orders.shipOrder(merchant, {
        subOrderId: detail.id,
        parcels: [{ carrier: 'Post', lines: [{ lineId, quantity: 3 }] }],
      }),
    ).rejects.toMatchObject({ code: 'orders.more-than-ordered' })
    const whole = await calls.orders.shipOrder(merchant, {
      subOrderId: detail.id,
      parcels: [{ carrier: 'Post', lines: [{ lineId, quantity: 2 }] }],
    })
    expect(whole.status).toBe('shipped')
    expect(whole.parcels).toHaveLength(2)
    for (const parcel of whole.parcels)
      await calls.fulfilment.simulateTracking(host.ctx({ actor: host.operator() }), {
        parcelId: parcel.id,
        status: 'delivered',
      })
    await host.quiet()
    const order = await calls.orders.getOrder(filled.ctx, { orderId })
    expect(order.stores.find((store) => store.storeId === mall.own)?.status).toBe('delivered')
    const received = await calls.orders.receive(filled.ctx, { orderId, subOrderId: detail.id })
    expect(received.stores.find((store) => store.storeId === mall.own)?.status).toBe('received')
  })

  test('one piece of three comes back; exactly its price reaches the provider once', async () => {
    const order = await calls.orders.getOrder(filled.ctx, { orderId })
    const part = order.stores.find((store) => store.storeId === mall.own)
    const line = part?.lines[0]
    const request = {
      orderId,
      subOrderId: part?.id ?? '',
      lines: [{ lineId: line?.id ?? '', quantity: 1 }],
      reason: 'changed-mind' as const,
    }
    const asked = await calls.orders.requestReturn(filled.ctx, request)
    expect(asked.refund).toEqual({ minor: 1190, currency: 'EUR' })
    await expect(
      calls.orders.requestReturn(filled.ctx, {
        ...request,
        lines: [{ lineId: line?.id ?? '', quantity: 3 }],
      }),
    ).rejects.toMatchObject({ code: 'orders.more-than-shipped' })
    const merchant = host.ctx({ actor: host.merchant(mall.own) })
    const stranger = host.ctx({ actor: host.merchant(newId('sto')) })
    expect(await calls.orders.getStoreReturn(merchant, { returnId: asked.id })).toEqual(asked)
    await expect(calls.orders.getStoreReturn(stranger, { returnId: asked.id })).rejects.toMatchObject({
      status: 404,
    })
    await calls.orders.decideReturn(merchant, { returnId: asked.id, accept: true })
    const accepted = await calls.orders.getReturn(filled.ctx, { returnId: asked.id })
    expect([asked.returnAddress, accepted.returnAddress]).toEqual([null, RETURNS])
    // The goods go back to Japan: the carrier here cannot read where to unless it is in Latin.
    await calls.merchants.updateOwnStore(
      { ...merchant, ifMatch: 1 },
      { name: { en: 'Store' }, description: {}, returnAddress: KYOTO },
    )
    await calls.orders.shipReturn(filled.ctx, { returnId: asked.id, carrier: 'Post' })
    const { rows } = await host.db.pool.query(
      `select ship_from, ship_to_country, ship_to_city from fulfilment.shipments where kind = 'return'`,
    )
    expect(rows).toEqual([{ ship_from: ADDRESS.country, ship_to_country: 'JP', ship_to_city: 'Kyoto' }])
    await calls.orders.receiveReturn(merchant, { returnId: asked.id, restock: true })
    await eventually(async () =>
      expect((await calls.orders.getReturn(filled.ctx, { returnId: asked.id })).status).toBe('refunded'),
    )
    const refunds = (await mall.psp.log()).filter((entry) => entry.type === 'refund.succeeded')
    expect(refunds).toMatchObject([{ amount: { minor: 1190, currency: 'EUR' } }])
    const after = await calls.orders.getOrder(filled.ctx, { orderId })
    expect(after.refunded).toEqual({ minor: 1190, currency: 'EUR' })
  })

  test('nobody else sees any of it', async () => {
    const strangers = [host.guest(), host.buyer()].map((actor) => host.ctx({ actor }))
    const { items } = await calls.orders.listReturns(filled.ctx, { orderId })
    for (const ctx of strangers) {
      await expect(calls.orders.getOrder(ctx, { orderId })).rejects.toMatchObject({ status: 404 })
      await expect(calls.orders.getCart(ctx, { cartId: filled.cartId })).rejects.toMatchObject({
        status: 404,
      })
      await expect(calls.orders.getReturn(ctx, { returnId: items[0]?.id ?? '' })).rejects.toMatchObject({
        status: 404,
      })
    }
    const order = await calls.orders.getOrder(filled.ctx, { orderId })
    const foreign = order.stores.find((store) => store.storeId === mall.own)?.id ?? ''
    const otherMerchant = host.ctx({ actor: host.merchant(mall.other) })
    await expect(calls.orders.getStoreOrder(otherMerchant, { subOrderId: foreign })).rejects.toMatchObject({
      status: 404,
    })
    await expect(
      calls.orders.shipOrder(otherMerchant, { subOrderId: foreign, parcels: [] as never }),
    ).rejects.toThrow()
  })

  test('the books agree: parts make the order, nothing is negative', async () => {
    const orders = await view('orders')
    const parts = await view('sub_orders')
    for (const order of orders) {
      const own = parts.filter((part) => part['order_id'] === order['id'])
      expect(own.reduce((sum, part) => sum + Number(part['total_minor']), 0)).toBe(order['total_minor'])
      expect(own.reduce((sum, part) => sum + Number(part['tax_minor']), 0)).toBe(order['tax_minor'])
      expect(own.reduce((sum, part) => sum + Number(part['goods_minor']), 0)).toBe(order['goods_minor'])
    }
  })
})

describe('who buys again', () => {
  test('is told of by the products and days alone, the last thirty of them', async () => {
    const guest = host.guest()
    const buy = async (...offerIds: string[]) => {
      const lines = offerIds.map((offerId) => ({ offerId, quantity: 1 }))
      const confirmed = await mall.confirm(await mall.fillCart(lines, { actor: guest }))
      await mall.pay(confirmed)
      const { rows } = await sql<{ earlier: { productId: string; paidAt: string }[]; products: string[] }>`
        select payload -> 'earlier' as earlier, array(select jsonb_path_query(payload, '$.parts[*].lines[*].productId') #>> '{}') as products
        from orders.outbox where type = 'orders.order-paid.v1' and key = ${confirmed.orderId}`.execute(
        host.db.kysely<unknown>(),
      )
      return { orderId: confirmed.orderId, earlier: rows[0]?.earlier, products: rows[0]?.products }
    }
    const first = await buy(mall.fan)
    expect(first.earlier).toEqual([])
    const [fan] = first.products ?? []
    const second = await buy(mall.fan, mall.cup)
    expect(second.earlier?.map(({ productId }) => productId)).toEqual([fan])
    const dayOf = (at: string | undefined) => new Date(at ?? 0).toISOString().slice(0, 10)
    expect(dayOf(second.earlier?.[0]?.paidAt)).toBe(dayOf(new Date().toISOString()))
    await sql`update orders.orders set paid_at = paid_at - interval '31 days'`.execute(
      host.db.kysely<unknown>(),
    )
    expect((await buy(mall.cup)).earlier).toEqual([])
  })
})

describe('language, currency and country', () => {
  test('are three choices: each reprices the cart and says what it changed, until the buyer acts on it', async () => {
    await calls.pricing.saveMarket(host.ctx({ actor: host.operator() }), {
      code: 'JP',
      name: { en: 'Market' },
      countries: ['JP'],
      locales: ['en'],
      currency: 'JPY',
      currencies: ['JPY', 'EUR'],
      taxDisplay: 'included',
      open: true,
    })
    const { ctx, cartId } = await mall.fillCart([{ offerId: mall.cup, quantity: 1 }])
    const costOf = (cart: Awaited<ReturnType<typeof move>>) => cart.stores[0]?.lines[0]?.unitPrice
    const codesIn = (cart: { notices: readonly { code: string }[] }) => cart.notices.map(({ code }) => code)
    const move = (over: { market: string; country?: string; currency?: string }) =>
      calls.orders.setMarket(ctx, { cartId, ...over } as Parameters<typeof calls.orders.setMarket>[1])

    const inJapan = await move({ market: 'JP', country: 'JP' })
    expect(inJapan).toMatchObject({ country: 'JP', currency: 'EUR' })
    expect(costOf(inJapan)).toEqual({ minor: 1190, currency: 'EUR' })
    expect(codesIn(inJapan)).toEqual(['orders.notice-now-to'])
    expect(inJapan.notices[0]?.params).toEqual({ country: 'Japan' })

    const inYen = await move({ market: 'JP', country: 'JP', currency: 'JPY' })
    expect(costOf(inYen)).toEqual({ minor: 2013, currency: 'JPY' })
    expect(inYen.notices.map(({ code, params }) => [code, params])).toEqual([
      ['orders.notice-now-to', { country: 'Japan' }],
      ['orders.notice-now-in', { before: '€11.90', now: '¥2,013' }],
    ])

    const inGerman = await calls.orders.getCart({ ...ctx, locale: 'de' }, { cartId })
    expect(inGerman.goods).toEqual(inYen.goods)
    expect(inGerman.notices.at(-1)?.params).toMatchObject({ before: '11,90\u00a0€' })

    const acted = await calls.orders.updateLine(ctx, {
      cartId,
      lineId: inYen.stores[0]?.lines[0]?.id ?? '',
      quantity: 2,
    })
    expect(codesIn(acted)).toEqual(codesIn(inYen))
    expect((await calls.orders.getCart(ctx, { cartId })).notices).toEqual([])

    const back = await move({ market: 'DE', country: 'DE', currency: 'JPY' })
    expect(back).toMatchObject({ country: 'DE', currency: 'EUR', goods: { minor: 2380, currency: 'EUR' } })
    expect(codesIn(back)).toEqual(['orders.notice-now-to', 'orders.notice-now-in'])
  })
})

describe('when things go wrong', () => {
  test('a cancelled order before shipping gives money and goods back', async () => {
    const filled = await mall.fillCart([{ offerId: mall.fan, quantity: 2 }])
    const confirmed = await mall.confirm(filled)
    const { orderId } = confirmed
    await mall.pay(confirmed)
    const cancelled = await calls.orders.cancelOrder(filled.ctx, { orderId })
    expect(cancelled.status).toBe('cancelled')
    await eventually(async () => {
      const order = await calls.orders.getOrder(filled.ctx, { orderId })
      expect(order.refunded).toEqual(order.total)
    })
  })

  test('what is sold out is refused at the line, and the cart stays open', async () => {
    const last = await mall.stock(mall.own, 'last', { minor: 500, currency: 'EUR' }, 1)
    const [first, second] = await Promise.all([
      mall.fillCart([{ offerId: last, quantity: 1 }]),
      mall.fillCart([{ offerId: last, quantity: 1 }]),
    ])
    const answers = await Promise.allSettled([mall.confirm(first), mall.confirm(second)])
    expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1)
    const loser = answers.find((answer) => answer.status === 'rejected')
    expect(loser?.reason).toMatchObject({ status: 409, code: 'orders.sold-out' })
    const open = answers[0].status === 'rejected' ? first : second
    const cart = await calls.orders.getCart(open.ctx, { cartId: open.cartId })
    expect(cart.notices).toMatchObject([{ code: 'orders.notice-sold-out' }])
  })

  test('a changed cart needs a new quote; an unknown one is not found', async () => {
    const filled = await mall.fillCart([{ offerId: mall.cup, quantity: 1 }])
    await calls.orders.addLine(filled.ctx, { cartId: filled.cartId, offerId: mall.cup, quantity: 1 })
    await expect(mall.confirm(filled)).rejects.toMatchObject({ code: 'orders.quote-expired' })
  })

  test('an order keeps its goods for days where the money comes by transfer, else for minutes, and says until when', async () => {
    const keptFor = async (paymentMethod: string) => {
      const filled = await mall.fillCart([{ offerId: mall.cup, quantity: 1 }])
      const { orderId } = await mall.confirm(filled, paymentMethod)
      const order = await calls.orders.getOrder(filled.ctx, { orderId })
      return (Date.parse(order.payUntil ?? '') - Date.parse(order.placedAt)) / 1_000
    }
    expect(await keptFor('card')).toBe(1_800)
    expect(await keptFor('sandbox-bank')).toBe(3 * 86_400)
  })

  test('money that comes for an ended order goes back whole', async () => {
    const filled = await mall.fillCart([{ offerId: mall.cup, quantity: 1 }])
    const { orderId, nextAction } = await mall.confirm(filled)
    await sql`update orders.orders set status = 'expired', next_action = '{"type":"none"}' where id = ${orderId}`.execute(
      host.db.kysely<unknown>(),
    )
    if (nextAction.type === 'redirect') await mall.psp.pay(nextAction.url)
    await eventually(async () => {
      const refunds = (await mall.psp.log()).filter(
        (entry) => entry.type === 'refund.succeeded' && entry.order === orderId,
      )
      expect(refunds).toHaveLength(1)
    })
    expect((await calls.orders.getOrder(filled.ctx, { orderId })).status).toBe('expired')
  })
})

describe('what a purchase costs the database', () => {
  test('a whole guest order takes at most 50 statements, confirming at most 25', async () => {
    const lines = [
      { offerId: mall.cup, quantity: 1 },
      { offerId: mall.fan, quantity: 1 },
    ]
    const cart = await countQueries(() => mall.fillCart(lines))
    const confirmed = await countQueries(() => mall.confirm(cart.value))
    expect(confirmed.statements).toBeLessThanOrEqual(25)
    expect(cart.statements + confirmed.statements).toBeLessThanOrEqual(50)
  })
})

test('what the provider offers and the market does not allow cannot be chosen, and loses nothing', async () => {
  const operator = host.ctx({ actor: host.operator() })
  const { items } = await calls.pricing.listAllMarkets(operator, {})
  const germany = items.find(({ code }) => code === 'DE')
  if (!germany) throw new Error('no market')
  await calls.pricing.saveMarket(operator, { ...germany, paymentMethods: ['sandbox-wallet', 'bank'] })
  const { ctx, cartId, quoteId } = await mall.fillCart([{ offerId: mall.cup, quantity: 1 }])
  await calls.pricing.saveMarket(operator, germany)

  const pay = (paymentMethod: string) => calls.orders.confirm(ctx, { cartId, quoteId, paymentMethod })
  await expect(pay('card')).rejects.toMatchObject({ code: 'payments.method-not-offered' })
  await expect(pay('bank')).rejects.toMatchObject({ code: 'payments.method-not-offered' })
  expect((await pay('sandbox-wallet')).nextAction.type).toBe('redirect')
})
