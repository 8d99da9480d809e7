import { join } from 'node:path'
import { addressesOf } from '../addresses.ts'
import { within10Percent, type Finding } from '../finding.ts'
import { PLAIN_GOODS } from '../goods.ts'
import { withMall } from '../mall.ts'
import { openShop } from '../shop.ts'
import type { DatabaseWork } from '../statements.ts'
import { workOf } from './answers.ts'
import { orderWork } from './orders.ts'

const MANY = 1_000
const PRODUCTS = 1_000

/** The same goods sold by one store and by a thousand: what answers ask of the database must not differ. */
export async function storesCompared(folder: string): Promise<Finding[]> {
  const one = await workWith(join(folder, 'one-store'), 1)
  const many = await workWith(join(folder, 'many-stores'), MANY)
  return (['list', 'detail', 'order'] as const).flatMap((work) => [
    sameStatements(`${work}: statements with ${MANY} stores beside 1`, one[work], many[work]),
    within10Percent(
      `${work}: buffers with ${MANY} stores beside 1`,
      one[work].buffers,
      many[work].buffers,
      'buffers',
    ),
  ])
}

const sameStatements = (work: string, one: DatabaseWork, many: DatabaseWork): Finding => ({
  work,
  ours: `${many.statements} SQL`,
  limit: `${one.statements} SQL`,
  target: 'the same',
  met: many.statements === one.statements,
})

async function workWith(
  dataDir: string,
  stores: number,
): Promise<Record<'list' | 'detail' | 'order', DatabaseWork>> {
  const { offers } = await withMall(dataDir, {}, async (mall) => {
    const shop = await openShop(mall.calls, { stores, products: PRODUCTS, stock: () => 1_000, variants: 2 })
    await mall.admin.query('vacuum analyze')
    return shop
  })
  return withMall(dataDir, { CACHE: 'off', BACKGROUND: 'off' }, async (mall) => {
    const at = await addressesOf(mall.url, PLAIN_GOODS.categories[0])
    return {
      list: await workOf(mall, [at.list]),
      detail: await workOf(mall, at.details.slice(0, 50)),
      // Both variants of one product, so that one store sells them in either mall.
      order: await orderWork(mall, offers.slice(0, 2)),
    }
  })
}
