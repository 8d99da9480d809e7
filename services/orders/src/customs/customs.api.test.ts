import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { lettersMissing } from '@tradewind/documents/testing'
import { newId } from '@tradewind/kernel'
import { eventually } from '@tradewind/platform/testing'
import { describe, expect, test } from 'vitest'
import { NOTHING } from '../carts/cart-goods.ts'
import { viewCart } from '../carts/cart-view.ts'
import type { CartRow } from '../carts/carts.queries.ts'
import { ADDRESS, openMall } from '../orders.testing.ts'
import { resealCustomsIds } from './customs-ids.actions.ts'
import { eraseCustomsIds } from './customs-ids.queries.ts'
import { purposeOf, sealerOf } from './customs-ids.seal.ts'

const mall = await openMall({ FX_MANUAL_MAX_AGE_DAYS: '3650' })
const { host, calls } = mall
const db = host.db.kysely<unknown>()
const lamp = await mall.stock(mall.own, 'lamp', { minor: 3000, currency: 'JPY' }, 20, {
  country: 'DE',
  hsCode: '940521',
})
const unnamed = await mall.stock(mall.own, 'unnamed', { minor: 2380, currency: 'EUR' }, 20, { country: 'JP' })

const EMPTY: Omit<CartRow, 'market' | 'currency' | 'country'> = {
  id: newId('crt'),
  owner: newId('gst'),
  status: 'open',
  formerCountry: null,
  email: null,
  address: null,
  choices: {},
  version: 1,
  lines: [],
}

/** Somebody who works for a store, and calls as the console does. */
async function staffOf(storeId: string) {
  const account = { email: `${storeId}@example.com`, password: 'by hand, since 1907' }
  const [person] = await calls.identity.importPeople(mall.system(), {
    people: [{ ...account, name: 'Staff', locale: 'en' }],
  })
  const userId = person?.id ?? ''
  await calls.identity.grantStore(mall.system(), { userId, storeId, role: 'owner' })
  const session = await calls.identity.login(host.ctx(), { ...account, portal: 'merchant' })
  if (!('accessToken' in session)) throw new Error('staff cannot log in')
  const call = (method: 'GET' | 'POST', path: string) =>
    fetch(`${host.http}/api/orders/merchant/orders/${path}`, {
      method,
      headers: { authorization: `Bearer ${session.accessToken}`, 'idempotency-key': newId('key') },
    })
  const readings = async (target: string) =>
    (
      await sql<{ actor: string; role: string; operation: string; detail: unknown }>`
        select actor, role, operation, detail from platform.audit
        where target = ${target} and actor = ${userId} order by id`.execute(db)
    ).rows
  return { userId, call, readings }
}
const [own, other] = [await staffOf(mall.own), await staffOf(mall.other)]

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
        where order_id = ${orderId}`.execute(db)
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
    const { cart: german } = await mall.fillCart([{ offerId: unnamed, quantity: 1 }])
    expect(german.customsIdKinds).toEqual([])
  })

  test('need an address that carriers abroad can read, at each part in another script', async () => {
    const { ctx, cart } = await fill([lamp])
    expect(cart.needsLatin).toBe(true)
    const address = { ...seoul, name: '김민지', line1: '세종대로 110', city: '중구', country: 'KR' }
    const confirmTo = async (latin?: { name: string; line1: string; city: string }) => {
      const email = 'buyer@example.com'
      await calls.orders.setAddress(ctx, {
        cartId: cart.id,
        address: { ...address, ...(latin && { latin }) },
        email,
      })
      const { quote } = await calls.orders.quoteCart(ctx, { cartId: cart.id })
      return calls.orders.confirm(ctx, {
        cartId: cart.id,
        quoteId: quote?.id ?? '',
        paymentMethod: 'card',
        customsId: 'P123456789012',
      })
    }
    await expect(confirmTo()).rejects.toMatchObject({
      status: 400,
      fields: ['name', 'line1', 'city'].map((part) => ({
        path: `address.latin.${part}`,
        code: 'platform.latin-required',
      })),
    })
    const latin = { name: 'Kim Minji', line1: 'Sejong-daero 110', city: 'Jung-gu' }
    const { orderId } = await confirmTo(latin)
    expect((await calls.orders.getOrder(ctx, { orderId })).address).toMatchObject({
      name: '김민지',
      latin: { ...latin, region: 'Seoul' },
    })
    const { cart: german } = await mall.fillCart([{ offerId: mall.cup, quantity: 1 }])
    expect(german.needsLatin).toBe(false)
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
    expect(await (await own.call('POST', `${subOrderId}/customs-id`)).json()).toEqual({
      kind: 'kr-pccc',
      number: 'P123456789099',
    })
    expect((await other.call('POST', `${subOrderId}/customs-id`)).status).toBe(404)
    const written = await own.readings(subOrderId)
    expect(written).toMatchObject([
      { actor: own.userId, role: 'merchant', operation: 'merchant.order.customs-id.read' },
    ])
    expect(JSON.stringify(written)).not.toContain('P123456789099')
    expect(await other.readings(subOrderId)).toEqual([])
  })

  test('keep their number once the goods leave, also when both happen at once', async () => {
    const { ctx, confirm } = await fill([lamp])
    const confirmed = await confirm('P123456789012')
    const { orderId } = confirmed
    await mall.pay(confirmed)
    const leaving = await host.db.pool.connect()
    try {
      await leaving.query('begin')
      await leaving.query(`update orders.sub_orders set status = 'shipped' where order_id = $1`, [orderId])
      const late = calls.orders
        .setCustomsId(ctx, { orderId, customsId: 'P123456789099' })
        .catch((error: unknown) => error)
      await eventually(async () => {
        const { rowCount } = await leaving.query(
          `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        )
        expect(rowCount).toBeGreaterThan(0)
      })
      await leaving.query('commit')
      expect(await late).toMatchObject({ code: 'orders.not-now' })
    } finally {
      leaving.release()
    }
    expect(await kept(orderId)).toMatchObject([{ masked: '••••••••••012' }])
  })

  test('forget it when they are not sent after all', async () => {
    const { ctx, confirm } = await fill([lamp])
    const { orderId } = await confirm('P123456789012')
    await calls.orders.cancelOrder(ctx, { orderId })
    expect(await eraseCustomsIds(db, 90)).toBe(1)
    expect(await kept(orderId)).toMatchObject([{ sealed: null, key_id: null, masked: null }])
    expect(await eraseCustomsIds(db, 90)).toBe(0)
    expect((await calls.orders.getOrder(ctx, { orderId })).stores[0]?.customsId).toBeNull()
  })

  // Months cannot be waited for: the past is written as the tables keep it.
  test.each([
    ['so many days after they arrived', 'orders.sub_orders set delivered_at', 90],
    ['so many days after the buyer had them', 'orders.sub_orders set received_at', 90],
    ['a year later in any case', 'orders.customs_ids set created_at', 90 + 365],
  ])('forget it %s, and not before', async (_when, happened, days) => {
    const { orderId } = await (await fill([lamp])).confirm('P123456789012')
    const ago = (time: string) =>
      host.db.pool.query(`update ${happened} = now() - $2::interval where order_id = $1`, [orderId, time])
    await ago(`${days} days -1 minutes`)
    await eraseCustomsIds(db, 90)
    expect(await kept(orderId)).toMatchObject([{ masked: '••••••••••012' }])
    await ago(`${days} days 1 minute`)
    await eraseCustomsIds(db, 90)
    expect(await kept(orderId)).toMatchObject([{ sealed: null, key_id: null, masked: null }])
  })

  test('are asked from the day of the rule on; without a key nobody is asked, and the cart says why', async () => {
    const line = { offerId: lamp, storeId: mall.own, quantity: 1, weightGrams: 500, shipsFrom: 'DE' }
    const priced = await calls.pricing.quote(mall.system(), {
      market: 'KR',
      country: 'KR',
      currency: 'KRW',
      lines: [{ ...line, taxCategory: 'standard', hsCode: '940521', originCountry: 'DE' }],
      shipping: [],
    })
    const cart: CartRow = { ...EMPTY, market: 'KR', currency: 'KRW', country: 'KR' }
    const asked = (day: string, config = host.config) => {
      const clock = { now: () => new Date(`${day}T12:00:00Z`) }
      const { customsIdKinds, notices } = viewCart(
        { clock, config },
        cart,
        { ...NOTHING, priced },
        'en',
        null,
      )
      return { customsIdKinds, notices: notices.map(({ code }) => code) }
    }
    expect(asked('2020-11-30')).toEqual({ customsIdKinds: [], notices: [] })
    expect(asked('2020-12-01')).toEqual({ customsIdKinds: ['kr-pccc'], notices: [] })
    expect(asked('2020-12-01', { ...host.config, sealingKeys: [] })).toEqual({
      customsIdKinds: [],
      notices: ['orders.customs-id-closed'],
    })
  })

  test('are encrypted anew under a new key, and readable all the while', async () => {
    const { confirm } = await fill([lamp])
    const { orderId } = await confirm('P123456789012')
    const { sealingKeys } = host.config
    const rotated = { ...host.config, sealingKeys: [{ id: '2026', key: randomBytes(32) }, ...sealingKeys] }
    const deps = { db, config: rotated }
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
  test('leaves when the customs can be told what is in it, with its papers, each reading of which is written down', async () => {
    const basket = await mall.fillCart([{ offerId: unnamed, quantity: 2 }])
    const latin = { name: 'Zhanna', city: 'Hamburg' }
    const address = { ...ADDRESS, name: 'Жанна', city: 'Гамбург', latin }
    const { ctx, cartId } = basket
    await calls.orders.setAddress(ctx, { cartId, address, email: 'buyer@example.com' })
    const { quote } = await calls.orders.quoteCart(ctx, { cartId })
    const filled = { ...basket, quoteId: quote?.id ?? '' }
    const confirmed = await mall.confirm(filled)
    await mall.pay(confirmed)
    const [part] = (await calls.orders.getOrder(filled.ctx, { orderId: confirmed.orderId })).stores
    const [line] = part?.lines ?? []
    if (!part || !line) throw new Error('nothing was bought')
    const merchant = host.ctx({ actor: host.merchant(mall.own) })
    const seen = await calls.orders.getStoreOrder(merchant, { subOrderId: part.id })
    expect(seen).toMatchObject({ needsCustoms: true, lines: [{ hsCode: null, originCountry: 'JP' }] })

    const ship = (weightGrams: number) => ({
      subOrderId: part.id,
      parcels: [{ carrier: 'Post', weightGrams, lines: [{ lineId: line.id, quantity: 1 }] }],
    })
    await expect(calls.orders.shipOrder(merchant, ship(600))).rejects.toMatchObject({
      status: 400,
      code: 'orders.customs-incomplete',
      fields: [{ path: `declarations.${line.id}.hsCode`, code: 'platform.required' }],
    })
    const declarations = { [line.id]: { hsCode: '620610', description: 'Blouse of silk' } }
    await calls.orders.shipOrder(merchant, { ...ship(600), declarations })
    const shipped = await calls.orders.shipOrder(merchant, ship(2_500))
    expect(shipped).toMatchObject({ status: 'shipped', lines: [{ hsCode: '620610', originCountry: 'JP' }] })

    const { rows: sent } = await sql<{
      city: string
    }>`select distinct ship_to_city as city from fulfilment.shipments
      where sub_order_id = ${part.id}`.execute(db)
    expect(sent).toEqual([{ city: 'Hamburg' }])

    const [light = '', heavy = ''] = shipped.parcels.map(({ id }) => id)
    const read = async (staff: typeof own, parcelId: string, paper: string) => {
      const answer = await staff.call('GET', `${part.id}/parcels/${parcelId}/papers/${paper}`)
      return {
        status: answer.status,
        name: /filename="([a-z0-9]+)-/.exec(answer.headers.get('content-disposition') ?? '')?.[1],
        missing: lettersMissing('ZhЖн', Buffer.from(await answer.arrayBuffer())),
      }
    }
    const pdf = (name: string, missing: string[] = []) => ({ status: 200, name, missing })
    expect(await read(own, light, 'declaration')).toEqual(pdf('cn22', ['Ж', 'н']))
    expect(await read(own, heavy, 'declaration')).toEqual(pdf('cn23'))
    expect(await read(own, light, 'invoice')).toEqual(pdf('invoice'))
    expect(await own.readings(light)).toMatchObject(
      ['declaration', 'invoice'].map((paper) => ({
        role: 'merchant',
        operation: 'merchant.parcel.paper',
        detail: { paper },
      })),
    )

    expect((await read(other, light, 'invoice')).status).toBe(404)
    expect((await read(own, light, 'poem')).status).toBe(404)
    const path = `/api/orders/merchant/orders/${part.id}/parcels/${light}/papers/invoice`
    expect((await fetch(host.http + path)).status).toBe(401)
    expect(await other.readings(light)).toEqual([])
  })

  test('worth more than 300 euros goes on CN 22 only while the rate of the SDR says so and is not too old', async () => {
    const vase = await mall.stock(mall.own, 'vase', { minor: 41_650, currency: 'EUR' }, 1, {
      country: 'JP',
      hsCode: '691390',
    })
    const filled = await mall.fillCart([{ offerId: vase, quantity: 1 }])
    const confirmed = await mall.confirm(filled)
    await mall.pay(confirmed)
    const [part] = (await calls.orders.getOrder(filled.ctx, { orderId: confirmed.orderId })).stores
    const merchant = host.ctx({ actor: host.merchant(mall.own) })
    const lines = part?.lines.map(({ id: lineId, quantity }) => ({ lineId, quantity })) ?? []
    const parcels = [{ carrier: 'Post', weightGrams: 900, lines }]
    const shipped = await calls.orders.shipOrder(merchant, { subOrderId: part?.id ?? '', parcels })
    const formOf = async () => {
      const path = `${part?.id}/parcels/${shipped.parcels[0]?.id}/papers/declaration`
      const answer = await own.call('GET', path)
      return /filename="([a-z0-9]+)-/.exec(answer.headers.get('content-disposition') ?? '')?.[1]
    }
    const operator = host.ctx({ actor: host.operator() })
    const write = async (date: string) => {
      const sdr = { base: 'EUR', date, source: 'IMF', rates: { XDR: '0.8' }, keepOthers: true }
      await calls.pricing.setFx(operator, sdr)
      const { rates } = await calls.pricing.getFxState(operator, {})
      return rates.find(({ currency }) => currency === 'XDR')?.usable
    }
    expect(await formOf()).toBe('cn23')
    expect(await write('2025-06-30')).toBe(true)
    expect(await formOf()).toBe('cn22')
    expect(await write('2010-06-30')).toBe(false)
    expect(await formOf()).toBe('cn23')
  })
})
