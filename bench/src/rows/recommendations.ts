import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { newId } from '@tradewind/kernel'
import { systemContext } from '@tradewind/platform/contract'
import { skipped, told, type Finding } from '../finding.ts'
import { withMall, type Mall } from '../mall.ts'

const DATA = fileURLToPath(new URL('../../../../shared/data/northwind/order_details.csv', import.meta.url))
const FIRST = 10
/** As many as the service takes at once. */
const MOST_SEEDS = 20
const context = () => systemContext('bench', { deadline: Date.now() + 120_000 })

interface Order {
  orderId: string
  productIds: string[]
}

/** Where the left out products stood: the share within the first ten, and the mean of one by the place. */
class Places {
  #hits = 0
  #reciprocal = 0
  #asked = 0

  add(ranked: readonly string[], wanted: string): void {
    const place = ranked.slice(0, FIRST).indexOf(wanted)
    this.#asked += 1
    if (place < 0) return
    this.#hits += 1
    this.#reciprocal += 1 / (place + 1)
  }

  get hitRate(): number {
    return this.#hits / this.#asked
  }

  get meanReciprocalRank(): number {
    return this.#reciprocal / this.#asked
  }
}

/**
 * Leaves out one product of each basket and asks for the rest what goes with it, the basket itself unknown; beside
 * what is bought most, which knows nothing of the rest.
 */
export async function recommendations(folder: string): Promise<Finding[]> {
  if (!existsSync(DATA)) {
    return [skipped('suggestions', '../shared/data/northwind is not there')]
  }
  const orders = readOrders()
  return withMall(join(folder, 'orders'), { CACHE: 'off', BACKGROUND: 'off' }, async (mall) => {
    await learn(mall, orders)
    const [ours, popular] = [new Places(), new Places()]
    for (const order of orders) {
      if (order.productIds.length < 2) continue
      await mall.admin.query('delete from recommend.purchases where order_id = $1', [order.orderId])
      await mall.admin.query(
        `insert into recommend.stale (product_id, kind) select unnest($1::text[]), 'bought' on conflict do nothing`,
        [order.productIds],
      )
      await mall.calls.recommend.refresh(context(), {})
      const { rows } = await mall.admin.query<{ id: string }>(
        'select product_id as id from recommend.purchases group by 1 order by count(*) desc, 1',
      )
      for (const wanted of order.productIds) {
        const rest = order.productIds.filter((id) => id !== wanted).slice(0, MOST_SEEDS)
        ours.add(await mall.calls.recommend.rankForCart(context(), { productIds: rest }), wanted)
        popular.add(
          rows.map(({ id }) => id).filter((id) => !rest.includes(id)),
          wanted,
        )
      }
      await learn(mall, [order])
    }
    const beside = (figure: number) => `${figure.toFixed(3)} by popularity alone`
    return [
      told('suggestions: hit rate@10', ours.hitRate, '', beside(popular.hitRate)),
      told('suggestions: MRR@10', ours.meanReciprocalRank, '', beside(popular.meanReciprocalRank)),
    ]
  })
}

const learn = (mall: Mall, orders: readonly Order[]) =>
  mall.calls.recommend.importPurchases(context(), {
    orders: orders.map((order) => ({ ...order, country: 'DE', at: new Date().toISOString() })),
  })

/** Baskets by order, their products under ids of ours. */
function readOrders(): Order[] {
  const ids = new Map<string, string>()
  const orders = new Map<string, Order>()
  for (const line of readFileSync(DATA, 'utf8').split('\n').slice(1)) {
    const [orderId = '', product = ''] = line.split(',')
    if (product === '') continue
    const id = ids.get(product) ?? newId('prd')
    ids.set(product, id)
    const order = orders.get(orderId) ?? { orderId, productIds: [] }
    order.productIds.push(id)
    orders.set(orderId, order)
  }
  return [...orders.values()]
}
