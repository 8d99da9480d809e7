import { newId } from '@tradewind/kernel'
import { countQueries, testHost } from '@tradewind/platform/testing'
import { goodsReturned, orderPaid, orderReleased } from '@tradewind/orders/events'
import { describe, expect, it } from 'vitest'
import { ordersSay, paidOrder } from './reservations/orders.testing.ts'
import { inventoryService } from './service.ts'

const host = await testHost({ services: [inventoryService] })
const { inventory } = host.calls
const say = ordersSay(host.db)
const system = host.ctx({ actor: host.system() })

const kyoto = newId('sto')
const saigon = newId('sto')
const asKyoto = host.ctx({ actor: host.merchant(kyoto) })
const asSaigon = host.ctx({ actor: host.merchant(saigon) })

/** A new offer of Kyoto's with so many pieces in Japan. */
async function offerWith(onHand: number): Promise<string> {
  const offerId = newId('off')
  await inventory.importStock(system, { stock: [{ offerId, storeId: kyoto, country: 'JP', onHand }] })
  return offerId
}
async function warehouseOf(offerId: string): Promise<string> {
  const { items } = await inventory.listStock(asKyoto, { offerIds: [offerId] })
  return items[0]!.warehouseId
}
const reserve = (lines: { offerId: string; quantity: number }[], orderId: string = newId('ord')) =>
  inventory.reserve(system, { orderId, lines })
const availableOf = async (offerId: string) =>
  (await inventory.getAvailable(system, { offerIds: [offerId] }))[0]?.available

async function paid(orderId: string, lines: { offerId: string; quantity: number }[]): Promise<void> {
  await say(orderPaid, paidOrder(orderId, kyoto, lines))
  await host.quiet()
}
async function released(orderId: string): Promise<void> {
  await say(orderReleased, { orderId, reason: 'expired' })
  await host.quiet()
}
const books = async (offerId: string) =>
  (
    await host.db.pool.query(
      `select on_hand, reserved, initial::int, adjusted::int, sold::int, returned::int, held::int
      from inv.stock where offer_id = $1`,
      [offerId],
    )
  ).rows

describe('a first count', () => {
  it('opens a warehouse in the country, and changes nothing when it is told again', async () => {
    const offerId = newId('off')
    const stock = [{ offerId, storeId: saigon, country: 'VN', onHand: 12 }]
    expect(await inventory.importStock(system, { stock })).toEqual({ created: 1 })
    expect(await inventory.importStock(system, { stock: [{ ...stock[0]!, onHand: 99 }] })).toEqual({
      created: 0,
    })
    expect((await inventory.listWarehouses(asSaigon, {})).items).toMatchObject([
      { name: 'VN', country: 'VN' },
    ])
    expect(await inventory.getAvailable(system, { offerIds: [offerId, newId('off')] })).toEqual([
      { offerId, available: 12, warehouseCountry: 'VN' },
    ])
  })

  it('of five thousand offers of many stores takes seconds', async () => {
    const stores = Array.from({ length: 100 }, () => newId('sto'))
    const stock = Array.from({ length: 5000 }, (_, index) => ({
      offerId: newId('off'),
      storeId: stores[index % stores.length]!,
      country: 'DE',
      onHand: index,
    }))
    const started = performance.now()
    expect(await inventory.importStock(system, { stock })).toEqual({ created: 5000 })
    expect(performance.now() - started).toBeLessThan(10_000)
  })
})

describe('a store’s stock', () => {
  it('is counted and corrected by its own staff, and every change is written down', async () => {
    const offerId = await offerWith(5)
    const { id: warehouseId } = await inventory.createWarehouse(asKyoto, { name: 'Uji', country: 'JP' })
    const first = await inventory.adjustStock(asKyoto, { offerId, warehouseId, onHand: 10 })
    expect(first).toMatchObject({ onHand: 10, reserved: 0, available: 10 })
    const second = await inventory.adjustStock(asKyoto, { offerId, warehouseId, change: -3, note: 'broken' })
    expect(second).toMatchObject({ onHand: 7, version: first.version + 1 })
    await inventory.adjustStock(asKyoto, { offerId, warehouseId, change: 0 })
    const { items } = await inventory.listMoves(asKyoto, { offerId })
    expect(items.map(({ change, reason, note }) => [change, reason, note])).toEqual([
      [-3, 'adjustment', 'broken'],
      [10, 'initial', null],
      [5, 'initial', null],
    ])
    expect(await availableOf(offerId)).toBe(12)
  })

  it('is paged in a stable order, and shows what runs low', async () => {
    const offerIds = [await offerWith(1), await offerWith(100), await offerWith(2)].sort()
    const first = await inventory.listStock(asKyoto, { offerIds, limit: 2 })
    const second = await inventory.listStock(asKyoto, { offerIds, limit: 2, cursor: first.nextCursor! })
    expect([...first.items, ...second.items].map((row) => row.offerId)).toEqual(offerIds)
    expect(second.nextCursor).toBeNull()
    const low = await inventory.listStock(asKyoto, { offerIds, lowOnly: true })
    expect(low.items.map((row) => row.onHand).sort()).toEqual([1, 2])
  })

  it('shows its moves page by page', async () => {
    const offerId = await offerWith(1)
    const warehouseId = await warehouseOf(offerId)
    for (const onHand of [2, 3, 4]) await inventory.adjustStock(asKyoto, { offerId, warehouseId, onHand })
    const first = await inventory.listMoves(asKyoto, { offerId, limit: 3 })
    const second = await inventory.listMoves(asKyoto, { offerId, limit: 3, cursor: first.nextCursor! })
    expect([first.items.length, second.items.length, second.nextCursor]).toEqual([3, 1, null])
  })

  it('is nobody else’s to see or to touch', async () => {
    const offerId = await offerWith(5)
    const warehouseId = await warehouseOf(offerId)
    expect(await inventory.listStock(asSaigon, { offerIds: [offerId] })).toMatchObject({ items: [] })
    expect(await inventory.listMoves(asSaigon, { offerId })).toMatchObject({ items: [] })
    const { items: own } = await inventory.listWarehouses(asSaigon, {})
    const foreign = { status: 404, code: 'inventory.unknown-offer' }
    await expect(
      inventory.adjustStock(asSaigon, { offerId, warehouseId: own[0]!.id, onHand: 0 }),
    ).rejects.toMatchObject(foreign)
    await expect(
      inventory.adjustStock(asSaigon, {
        offerId: 'off_01arz3ndektsv4rrffq69g5fav',
        warehouseId,
        onHand: 0,
      }),
    ).rejects.toMatchObject(foreign)
    await expect(
      inventory.adjustStock(asKyoto, { offerId, warehouseId: own[0]!.id, onHand: 0 }),
    ).rejects.toMatchObject({ status: 404, code: 'inventory.unknown-warehouse' })
  })

  it('never goes below what is reserved', async () => {
    const offerId = await offerWith(5)
    const warehouseId = await warehouseOf(offerId)
    await reserve([{ offerId, quantity: 3 }])
    await expect(inventory.adjustStock(asKyoto, { offerId, warehouseId, onHand: 2 })).rejects.toMatchObject({
      status: 422,
      code: 'inventory.below-reserved',
      params: { reserved: 3 },
    })
    await expect(
      host.db.pool.query('update inventory.stock set on_hand = 2 where offer_id = $1', [offerId]),
    ).rejects.toThrow('violates check constraint')
    expect(await inventory.adjustStock(asKyoto, { offerId, warehouseId, onHand: 3 })).toMatchObject({
      available: 0,
    })
  })

  it.each([{}, { onHand: 1, change: 1 }, { change: 10_000_000 }])(
    'is not changed by an unclear wish: %j',
    async (wish) => {
      const offerId = await offerWith(5)
      const warehouseId = await warehouseOf(offerId)
      await expect(inventory.adjustStock(asKyoto, { offerId, warehouseId, ...wish })).rejects.toMatchObject({
        status: 400,
      })
      expect(await availableOf(offerId)).toBe(5)
    },
  )

  it('can be counted as soon as the offer exists: the fact about it may still be on its way', async () => {
    const offerId = newId('off')
    const warehouseId = await warehouseOf(await offerWith(1))
    const counting = inventory.adjustStock(asKyoto, { offerId, warehouseId, onHand: 4 })
    await host.db.pool.query('insert into catalog.outbox (type, key, payload) values ($1, $2, $3)', [
      'catalog.offer-created.v1',
      offerId,
      { offerId, storeId: kyoto },
    ])
    expect(await counting).toMatchObject({ onHand: 4 })
  })
})

describe('a reservation', () => {
  it('holds all lines or none', async () => {
    const [many, few] = [await offerWith(10), await offerWith(1)]
    expect(
      await reserve([
        { offerId: many, quantity: 2 },
        { offerId: few, quantity: 2 },
      ]),
    ).toEqual({ reserved: false, short: [{ offerId: few, available: 1 }] })
    expect(await availableOf(many)).toBe(10)
  })

  it('adds up an offer that is named twice', async () => {
    const offerId = await offerWith(3)
    const line = { offerId, quantity: 2 }
    expect(await reserve([line, line])).toEqual({ reserved: false, short: [{ offerId, available: 3 }] })
    expect(await reserve([line, { ...line, quantity: 1 }])).toMatchObject({
      reserved: true,
      lines: [{ offerId, quantity: 3 }],
    })
  })

  it('of an offer that was never counted finds nothing', async () => {
    const offerId = newId('off')
    expect(await reserve([{ offerId, quantity: 1 }])).toEqual({
      reserved: false,
      short: [{ offerId, available: 0 }],
    })
  })

  it('takes from the warehouse that has all, else from several', async () => {
    const offerId = await offerWith(2)
    const { id: uji } = await inventory.createWarehouse(asKyoto, { name: 'Uji', country: 'JP' })
    await inventory.adjustStock(asKyoto, { offerId, warehouseId: uji, onHand: 3 })
    expect(await reserve([{ offerId, quantity: 3 }])).toMatchObject({ lines: [{ warehouseId: uji }] })
    await inventory.adjustStock(asKyoto, { offerId, warehouseId: uji, onHand: 6 })
    const split = await reserve([{ offerId, quantity: 5 }])
    expect(split.reserved && split.lines.map((line) => line.quantity).sort()).toEqual([2, 3])
    expect(await availableOf(offerId)).toBe(0)
  })

  it('asked for again with the same order answers the same, also at the same time', async () => {
    const offerId = await offerWith(10)
    const orderId = newId('ord')
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => reserve([{ offerId, quantity: 2 }], orderId)),
    )
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(await availableOf(offerId)).toBe(8)

    const refusedId = newId('ord')
    const refused = await reserve([{ offerId, quantity: 9 }], refusedId)
    await inventory.adjustStock(asKyoto, { offerId, warehouseId: await warehouseOf(offerId), onHand: 50 })
    expect(await reserve([{ offerId, quantity: 9 }], refusedId)).toEqual(refused)
  })

  it('of fifty buyers on thirty pieces succeeds for exactly thirty', async () => {
    const offerId = await offerWith(30)
    const started = performance.now()
    const answers = await Promise.all(Array.from({ length: 50 }, () => reserve([{ offerId, quantity: 1 }])))
    expect(performance.now() - started).toBeLessThan(3_000)
    expect(answers.filter((answer) => answer.reserved)).toHaveLength(30)
    expect(await books(offerId)).toMatchObject([{ on_hand: 30, reserved: 30, held: 30 }])
  })

  it('of many goods at once by many buyers never waits in a ring', async () => {
    const offers = await Promise.all(Array.from({ length: 6 }, () => offerWith(20)))
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        reserve(
          [0, 1, 2].map((step) => ({
            offerId: offers[(index * 5 + step * (index % 2 ? 1 : 5)) % 6]!,
            quantity: 1,
          })),
        ),
      ),
    )
    const held = answers.flatMap((answer) => (answer.reserved ? answer.lines : []))
    expect(held.length).toBeGreaterThan(0)
    for (const offerId of offers) {
      const taken = held.filter((line) => line.offerId === offerId).length
      expect(await availableOf(offerId)).toBe(20 - taken)
    }
  })

  it('costs three statements', async () => {
    const offerId = await offerWith(3)
    const { statements } = await countQueries(() => reserve([{ offerId, quantity: 1 }]))
    expect(statements).toBe(3)
  })
})

describe('an order', () => {
  it('that is paid takes its goods, once', async () => {
    const offerId = await offerWith(10)
    const orderId = newId('ord')
    const lines = [{ offerId, quantity: 4 }]
    await reserve(lines, orderId)
    await paid(orderId, lines)
    await paid(orderId, lines)
    expect(await books(offerId)).toMatchObject([{ on_hand: 6, reserved: 0, sold: 4 }])
    expect((await inventory.listMoves(asKyoto, { offerId })).items[0]).toMatchObject({
      change: -4,
      reason: 'sale',
      reference: orderId,
    })
    expect(await reserve(lines, orderId)).toMatchObject({ reserved: true })
  })

  it('that ends unsold frees its goods, once', async () => {
    const offerId = await offerWith(10)
    const orderId = newId('ord')
    await reserve([{ offerId, quantity: 4 }], orderId)
    await released(orderId)
    await released(orderId)
    expect(await books(offerId)).toMatchObject([{ on_hand: 10, reserved: 0, sold: 0 }])
    expect(await reserve([{ offerId, quantity: 4 }], orderId)).toEqual({ reserved: false, short: [] })
  })

  it('that ended before its reservation arrived holds nothing', async () => {
    const offerId = await offerWith(10)
    const orderId = newId('ord')
    await released(orderId)
    expect(await reserve([{ offerId, quantity: 4 }], orderId)).toEqual({ reserved: false, short: [] })
    expect(await availableOf(offerId)).toBe(10)
  })

  it('that was paid and then ended stays sold', async () => {
    const offerId = await offerWith(10)
    const orderId = newId('ord')
    const lines = [{ offerId, quantity: 4 }]
    await reserve(lines, orderId)
    await paid(orderId, lines)
    await released(orderId)
    expect(await books(offerId)).toMatchObject([{ on_hand: 6, reserved: 0, sold: 4 }])
  })

  it.each(['missing', 'released', 'refused'] as const)(
    'that is paid while its reservation is %s takes what is there',
    async (state) => {
      const offerId = await offerWith(state === 'refused' ? 1 : 10)
      const orderId = newId('ord')
      const lines = [{ offerId, quantity: 4 }]
      if (state !== 'missing') await reserve(lines, orderId)
      if (state === 'released') await released(orderId)
      if (state === 'refused')
        await inventory.adjustStock(asKyoto, { offerId, warehouseId: await warehouseOf(offerId), onHand: 10 })
      await paid(orderId, lines)
      expect(await books(offerId)).toMatchObject([{ on_hand: 6, reserved: 0, sold: 4 }])
    },
  )

  it('that is paid although its goods are gone can be seen, and stock stays as it is', async () => {
    const offerId = await offerWith(3)
    const orderId = newId('ord')
    await paid(orderId, [{ offerId, quantity: 4 }])
    expect(await books(offerId)).toMatchObject([{ on_hand: 3, reserved: 0, sold: 0 }])
    const { rows } = await host.db.pool.query('select short from inv.unfilled_orders where order_id = $1', [
      orderId,
    ])
    expect(rows).toEqual([{ short: [{ offerId, available: 3 }] }])

    await say(goodsReturned, {
      orderId,
      returnId: newId('ret'),
      storeId: kyoto,
      lines: [{ offerId, quantity: 4 }],
    })
    await host.quiet()
    expect(await books(offerId)).toMatchObject([{ on_hand: 3, returned: 0 }])
  })
})

describe('a return', () => {
  it('puts goods back where they were sold from, once', async () => {
    const offerId = await offerWith(1)
    const { id: uji } = await inventory.createWarehouse(asKyoto, { name: 'Uji', country: 'JP' })
    await inventory.adjustStock(asKyoto, { offerId, warehouseId: uji, onHand: 5 })
    const orderId = newId('ord')
    const lines = [{ offerId, quantity: 2 }]
    await reserve(lines, orderId)
    await paid(orderId, lines)
    const back = {
      orderId,
      returnId: newId('ret'),
      storeId: kyoto,
      lines: [{ offerId, quantity: 1 }],
    }
    await say(goodsReturned, back)
    await say(goodsReturned, back)
    await host.quiet()
    await say(goodsReturned, back)
    await host.quiet()
    const { items } = await inventory.listStock(asKyoto, { offerIds: [offerId] })
    expect(items.find((row) => row.warehouseId === uji)).toMatchObject({ onHand: 4 })
    expect(await availableOf(offerId)).toBe(5)
  })
})

describe('those who show stock', () => {
  it('are told when what can be sold changes, and only then', async () => {
    const offerId = await offerWith(5)
    const told = async () =>
      (
        await host.db.pool.query(`select count(*)::int as n from inventory.outbox where payload @> $1`, [
          { offerIds: [offerId] },
        ])
      ).rows[0].n
    expect(await told()).toBe(1)
    const orderId = newId('ord')
    await reserve([{ offerId, quantity: 1 }], orderId)
    expect(await told()).toBe(2)
    await paid(orderId, [{ offerId, quantity: 1 }])
    expect(await told()).toBe(2)
    await reserve([{ offerId, quantity: 9 }])
    expect(await told()).toBe(2)
  })
})
