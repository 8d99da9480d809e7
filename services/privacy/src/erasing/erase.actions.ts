import { createHash } from 'node:crypto'
import { AppError, decodeCursor, isAppError, newId, pageOf, refused } from '@tradewind/kernel'
import { systemContext, type CallContext, type OutputOf, type Service } from '@tradewind/platform/contract'
import type { Task } from '@tradewind/platform/service'
import { assertConfirmed, personOf } from '../confirmed.ts'
import { consentsOf } from '../consents/consents.actions.ts'
import type { privacy } from '../contract/index.ts'
import type { PrivacyDeps } from '../privacy.deps.ts'
import * as queries from './erasures.queries.ts'

type Standing = OutputOf<(typeof privacy)['getStanding']>
type Operations = Pick<Service<typeof privacy>, 'getStanding' | 'erase' | 'listErasures'>
const PAGE = 50
const RETRY_MS = 15_000
/** Longer than any request is under way. */
const AGAIN_MS = 60_000

export function eraseActions(deps: PrivacyDeps): Operations {
  const { db } = deps
  return {
    getStanding: (ctx) => standingOf(deps, personOf(ctx)),

    erase: async (ctx, { email, keepReviews = false }) => {
      const userId = personOf(ctx)
      const own = await assertConfirmed(deps, ctx)
      if (email.trim().toLowerCase() !== own) throw refused('privacy.not-confirmed')
      const { obstacles, kept } = await standingOf(deps, userId)
      if (obstacles.length > 0)
        throw new AppError(409, 'privacy.not-yet', {
          fields: obstacles.map(({ code, count }) => ({ path: 'account', code, params: { count } })),
        })
      const consentsHash = await hashOfConsents(deps, ctx)
      const erasureId = await db.transaction().execute(async (tx) => {
        const id = await queries.beginErasure(tx, {
          id: newId('era'),
          userId,
          keepReviews,
          kept: kept.filter(({ what }) => what !== 'reviews' || keepReviews),
          consentsHash,
        })
        // Goes on where this process should end before the next line is done.
        const runAt = new Date(Date.now() + RETRY_MS)
        await deps.enqueue(tx, 'erase', { erasureId: id }, { key: `privacy.erase:${id}`, runAt })
        return id
      })
      await goOn(deps, erasureId)
      return { erasureId }
    },

    listErasures: async (_ctx, { limit = PAGE, cursor }) => {
      const before = cursor === undefined ? undefined : decodeCursor(cursor, 'text')[0]
      const page = pageOf(await queries.listErasures(db, limit, before), limit, ({ id }) => [id])
      const items = page.items.map(({ id, askedAt, doneAt, kept }) => ({
        id,
        askedAt: askedAt.toISOString(),
        doneAt: doneAt?.toISOString() ?? null,
        kept,
      }))
      return { items, nextCursor: page.nextCursor }
    },
  }
}

/** Brings an erasure to its end, from wherever it stands. */
export const eraseTask = (deps: PrivacyDeps): Task<{ erasureId: string }> => ({
  name: 'erase',
  run: ({ erasureId }) => goOn(deps, erasureId),
})

interface Leaving {
  userId: string
  erasureId: string
  keepReviews: boolean
}

/** Erases what requests wrote that were under way when the person went. */
export const eraseAgainTask = (deps: PrivacyDeps): Task<Leaving> => ({
  name: 'erase-again',
  run: (leaving) => erasePerson(deps, leaving),
})

async function erasePerson({ calls }: PrivacyDeps, leaving: Leaving): Promise<void> {
  const ctx = systemContext('privacy')
  const { reviews = [] } = leaving.keepReviews
    ? await calls.reviews.exportPerson(ctx, { userId: leaving.userId })
    : {}
  const keptPictureIds = reviews.flatMap(({ pictures }) =>
    Array.isArray(pictures) ? pictures.flatMap(idOf) : [],
  )
  await calls.identity.erasePerson(ctx, { ...leaving, keptPictureIds })
}

const idOf = (picture: unknown): string[] =>
  typeof picture === 'object' && picture !== null && 'id' in picture && typeof picture.id === 'string'
    ? [picture.id]
    : []

async function goOn(deps: PrivacyDeps, erasureId: string): Promise<void> {
  const { db, enqueue } = deps
  const erasure = await queries.findErasure(db, erasureId)
  if (!erasure || erasure.userId === null) return
  const leaving = { userId: erasure.userId, erasureId, keepReviews: erasure.keepReviews }
  try {
    await erasePerson(deps, leaving)
  } catch (thrown) {
    // They began to work for somebody a moment ago: nothing was erased, and nothing goes on.
    if (isAppError(thrown) && thrown.status === 409) await queries.dropErasure(db, erasureId)
    throw thrown
  }
  await db.transaction().execute(async (tx) => {
    await queries.endErasure(tx, erasureId)
    const runAt = new Date(Date.now() + AGAIN_MS)
    await enqueue<Leaving>(tx, 'erase-again', leaving, { key: `privacy.erase-again:${erasureId}`, runAt })
  })
}

/** What is in the way of an erasure, and what would stay after it. */
async function standingOf({ calls }: PrivacyDeps, userId: string): Promise<Standing> {
  const ctx = systemContext('privacy')
  const [ties, bought, written] = await Promise.all([
    calls.identity.getTies(ctx, { userId }),
    calls.orders.getPersonStanding(ctx, { userId }),
    calls.reviews.exportPerson(ctx, { userId }),
  ])
  const { open } = await calls.payments.countOpenDisputes(ctx, { orderIds: bought.orderIds })
  const found: Standing['obstacles'] = [
    { code: 'privacy.orders-open', count: bought.openOrders },
    { code: 'privacy.returns-open', count: bought.openReturns },
    { code: 'privacy.disputes-open', count: open },
    { code: 'privacy.works-for-store', count: ties.stores },
    { code: 'privacy.works-for-house', count: ties.operator ? 1 : 0 },
  ]
  const kept: Standing['kept'] = [
    { what: 'invoices', count: bought.invoices, until: bought.invoicesUntil },
    { what: 'reviews', count: written['reviews']?.length ?? 0, until: null },
  ]
  return {
    obstacles: found.filter(({ count }) => count > 0),
    kept: kept.filter(({ count }) => count > 0),
  }
}

async function hashOfConsents(deps: PrivacyDeps, ctx: CallContext): Promise<string> {
  const consents = await consentsOf(deps, ctx)
  return createHash('sha256')
    .update(JSON.stringify([personOf(ctx), consents]))
    .digest('hex')
}
