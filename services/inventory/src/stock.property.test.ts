import { newId } from '@tradewind/kernel'
import { testHost } from '@tradewind/platform/testing'
import { goodsReturned, orderPaid, orderReleased } from '@tradewind/orders/events'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ordersSay, paidOrder } from './reservations/orders.testing.ts'
import { inventoryService } from './service.ts'

const host = await testHost({ services: [inventoryService] })
const { inventory } = host.calls
const system = host.ctx({ actor: host.system() })
const say = ordersSay(host.db)

const ORDERS = 6
const OFFERS = 3
const anyOrder = fc.nat(ORDERS - 1)
const anyCommand = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('reserve' as const), order: anyOrder }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('pay' as const), order: anyOrder }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('release' as const), order: anyOrder }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('return' as const), order: anyOrder }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('adjust' as const),
      offer: fc.nat(OFFERS - 1),
      change: fc.integer({ min: -6, max: 6 }),
    }),
  },
)
const anyLines = fc.array(
  fc.record({ offer: fc.nat(OFFERS - 1), quantity: fc.integer({ min: 1, max: 4 }) }),
  { minLength: 1, maxLength: 4 },
)
const anyStory = fc.record({
  initial: fc.array(fc.nat(12), { minLength: OFFERS, maxLength: OFFERS }),
  orders: fc.array(anyLines, { minLength: ORDERS, maxLength: ORDERS }),
  commands: fc.array(anyCommand, { minLength: 5, maxLength: 40 }),
})

describe('stock', () => {
  it('adds up after any orders, payments, ends, returns and counts at the same time', async () => {
    await fc.assert(
      fc.asyncProperty(anyStory, async ({ initial, orders, commands }) => {
        const storeId = newId('sto')
        const asStore = host.ctx({ actor: host.merchant(storeId) })
        const offerIds: string[] = initial.map(() => newId('off'))
        await inventory.importStock(system, {
          stock: initial.map((onHand, index) => ({
            offerId: offerIds[index]!,
            storeId,
            country: 'JP',
            onHand,
          })),
        })
        const [warehouse] = (await inventory.listWarehouses(asStore, {})).items
        const story = orders.map((lines) => ({
          orderId: newId('ord'),
          returnId: newId('ret'),
          lines: lines.map(({ offer, quantity }) => ({ offerId: offerIds[offer]!, quantity })),
        }))
        const counted = new Map(offerIds.map((offerId, index) => [offerId, initial[index]!]))

        const run = async (command: (typeof commands)[number]) => {
          if (command.do === 'adjust') {
            const offerId = offerIds[command.offer]!
            const { change } = command
            const wish = { offerId, warehouseId: warehouse!.id, change }
            const refused = await inventory.adjustStock(asStore, wish).then(
              () => false,
              (error: { code: string }) => {
                expect(error.code).toBe('inventory.below-reserved')
                return true
              },
            )
            if (!refused) counted.set(offerId, counted.get(offerId)! + change)
            return
          }
          const { orderId, returnId, lines } = story[command.order]!
          if (command.do === 'reserve') await inventory.reserve(system, { orderId, lines })
          if (command.do === 'pay') await say(orderPaid, paidOrder(orderId, storeId, lines))
          if (command.do === 'release') await say(orderReleased, { orderId, reason: 'expired' })
          if (command.do === 'return') await say(goodsReturned, { orderId, returnId, storeId, lines })
        }
        await Promise.all(commands.map(run))
        await host.quiet()

        const ids = { orders: story.map(({ orderId }) => orderId) }
        const { rows: states } = await host.db.pool.query<{ order_id: string; state: string }>(
          'select order_id, state from inventory.orders where order_id = any($1)',
          [ids.orders],
        )
        const did = (what: string, index: number) =>
          commands.some((command) => command.do === what && 'order' in command && command.order === index)
        for (const [index, { orderId }] of story.entries()) {
          const state = states.find((row) => row.order_id === orderId)?.state
          if (did('pay', index)) expect(['claimed', 'unfilled']).toContain(state)
          else if (did('release', index)) expect(['released', 'refused']).toContain(state)
          else if (did('reserve', index)) expect(['held', 'refused', 'released']).toContain(state)
        }

        const { rows: books } = await host.db.pool.query<Record<string, number | string>>(
          `select offer_id, on_hand, reserved, initial::int, adjusted::int, sold::int, returned::int, held::int
          from inv.stock where offer_id = any($1)`,
          [offerIds],
        )
        expect(books).toHaveLength(OFFERS)
        for (const row of books) {
          const [onHand, reserved] = [Number(row['on_hand']), Number(row['reserved'])]
          expect(Math.min(onHand, reserved, onHand - reserved)).toBeGreaterThanOrEqual(0)
          expect(reserved).toBe(row['held'])
          const moved = Number(row['initial']) + Number(row['adjusted'])
          expect(moved).toBe(counted.get(String(row['offer_id'])))
          expect(onHand).toBe(moved - Number(row['sold']) + Number(row['returned']))

          const claimed = states.filter(({ state }) => state === 'claimed').map((order) => order.order_id)
          const sold = story
            .filter(({ orderId }) => claimed.includes(orderId))
            .flatMap(({ lines }) => lines)
            .filter((line) => line.offerId === row['offer_id'])
            .reduce((sum, line) => sum + line.quantity, 0)
          expect(row['sold']).toBe(sold)
          expect(Number(row['returned'])).toBeLessThanOrEqual(sold)
        }
      }),
      { numRuns: 40 },
    )
  }, 120_000)
})
