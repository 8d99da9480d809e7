import { unauthorized } from '@tradewind/kernel'
import { ownersOf, type Service } from '@tradewind/platform/contract'
import type { recommend } from '../contract/index.ts'
import { markStale } from '../neighbours/neighbours.queries.ts'
import type { Parts } from '../parts.ts'
import * as queries from './behaviour.queries.ts'

type Operations = Pick<
  Service<typeof recommend>,
  'addViews' | 'getRemembering' | 'setRemembering' | 'importPurchases'
>

export const behaviourOperations = ({ db }: Parts): Operations => ({
  addViews: async (ctx, { country, views }) => {
    const owners = ownersOf(ctx)
    const [viewer, browser] = owners
    if (viewer === undefined) return { kept: 0 }
    const kept = await db.transaction().execute(async (tx) => {
      if (!(await queries.holdAgreement(tx, viewer, browser))) return []
      if (browser !== undefined) await queries.adoptViews(tx, browser, viewer)
      const known = await queries.insertViews(tx, viewer, country, views)
      await markStale(tx, known, 'viewed')
      return known
    })
    return { kept: kept.length }
  },

  getRemembering: async (ctx) => {
    const owners = ownersOf(ctx)
    return { remembering: owners.length === 0 ? 'unasked' : await queries.findRemembering(db, owners) }
  },

  setRemembering: async (ctx, { remember }) => {
    const owners = ownersOf(ctx)
    const [viewer] = owners
    if (viewer === undefined) throw unauthorized()
    await db
      .transaction()
      .execute((tx) => (remember ? queries.agree(tx, viewer) : queries.refuse(tx, owners)))
    return { remembering: remember ? 'yes' : 'no' }
  },

  importPurchases: async (_ctx, { orders }) => {
    await db.transaction().execute(async (tx) => {
      await markStale(tx, await queries.insertPurchases(tx, orders), 'bought')
    })
    return { done: true }
  },
})
