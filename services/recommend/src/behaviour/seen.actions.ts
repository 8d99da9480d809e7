import { ownersOf, type Service } from '@tradewind/platform/contract'
import type { recommend } from '../contract/index.ts'
import type { Parts } from '../parts.ts'
import { deleteSeen, exportPerson, findRemembering, listSeen } from './behaviour.queries.ts'

type Operations = Pick<
  Service<typeof recommend>,
  'listSeen' | 'forgetSeen' | 'forgetAllSeen' | 'exportPerson'
>

const SHOWN = 12
/** As many as search answers cards for at once. */
const MOST_CARDS = 48

/** What somebody looked at lately, for their own eyes. */
export const seenOperations = ({ db, deps }: Parts): Operations => ({
  listSeen: async (ctx, { limit = SHOWN, country }) => {
    const owners = ownersOf(ctx)
    const remembering = owners.length === 0 ? 'unasked' : await findRemembering(db, owners)
    if (remembering !== 'yes') return { remembering, items: [] }
    const productIds = await listSeen(db, owners, MOST_CARDS)
    if (productIds.length === 0) return { remembering, items: [] }
    const { items } = await deps.calls.search.getCards(ctx, { productIds, country })
    return { remembering, items: items.slice(0, limit) }
  },

  forgetSeen: async (ctx, { productId }) => {
    await deleteSeen(db, ownersOf(ctx), productId)
    return { done: true }
  },

  exportPerson: (_ctx, { userId }) => exportPerson(db, userId),

  forgetAllSeen: async (ctx) => {
    await deleteSeen(db, ownersOf(ctx))
    return { done: true }
  },
})
