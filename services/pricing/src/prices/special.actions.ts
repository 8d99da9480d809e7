import { invalid, isCurrency, newId, notFound, refused } from '@tradewind/kernel'
import { storeOf, type Service } from '@tradewind/platform/contract'
import { asStore } from '@tradewind/platform/db'
import { unknownAfterFacts } from '@tradewind/platform/events'
import type { Task } from '@tradewind/platform/service'
import { pricesChanged, type pricing } from '../contract/index.ts'
import { findForeignOffers, lockOffers } from '../offers/offers.queries.ts'
import type { PricingDeps } from '../pricing.deps.ts'
import type { PricingTables } from '../tables.ts'
import { currentTerms } from '../terms/terms.ts'
import {
  endSpecial,
  insertFirstSpecials,
  insertSpecial,
  readSpecials,
  updateFloor,
  type NewSpecialPrice,
} from './special.queries.ts'

type Operations = Pick<
  Service<typeof pricing>,
  'addSpecialPrice' | 'endSpecialPrice' | 'listSpecialPrices' | 'setPriceFloor' | 'importSpecialPrices'
>
const DUE = 'price-due'

/** Prices for a market, a time or a quantity; a fact is told when one begins or ends, so that lists follow. */
export function specialActions(deps: PricingDeps): Operations {
  const db = deps.database<PricingTables>()

  const assertOwn = async (storeId: string, offerId: string) => {
    const [unknown] = await unknownAfterFacts(() => findForeignOffers(db, storeId, [offerId]))
    if (unknown !== undefined) throw notFound('pricing.unknown-offer', { offerId })
  }

  return {
    async addSpecialPrice({ actor }, { offerId, market = null, price, minQuantity = 1, startsAt, endsAt }) {
      const storeId = storeOf(actor)
      if (!isCurrency(price.currency)) throw refused('pricing.unknown-currency', { currency: price.currency })
      const { markets } = await currentTerms(deps)
      if (market !== null && !markets.some(({ code }) => code === market))
        throw refused('pricing.unknown-market', { market })
      await assertOwn(storeId, offerId)
      const now = deps.clock.now()
      // Nobody may say today what a thing cost yesterday.
      const begins = startsAt !== undefined && Date.parse(startsAt) > now.getTime() ? new Date(startsAt) : now
      const ends = endsAt === undefined ? null : new Date(endsAt)
      if (ends && ends <= begins) throw invalid([{ path: 'endsAt', code: 'pricing.ends-before-start' }])
      const row: NewSpecialPrice = {
        id: newId('spp'),
        offerId,
        storeId,
        market,
        ...price,
        minQuantity,
        startsAt: begins,
        endsAt: ends,
      }
      await asStore(db, storeId, async (tx) => {
        await lockOffers(tx, [offerId])
        await insertSpecial(tx, row)
        if (begins === now) await deps.emit(tx, pricesChanged, offerId, { offerIds: [offerId] })
        for (const runAt of [begins, ends])
          if (runAt && runAt > now) await deps.enqueue(tx, DUE, { offerIds: [offerId] }, { runAt })
      })
      return viewOf(row)
    },

    async endSpecialPrice({ actor }, { id }) {
      const ended = await asStore(db, storeOf(actor), async (tx) => {
        const offerId = await endSpecial(tx, id)
        if (offerId !== undefined) await deps.emit(tx, pricesChanged, offerId, { offerIds: [offerId] })
        return offerId
      })
      if (ended === undefined) throw notFound()
      return { done: true }
    },

    async listSpecialPrices({ actor }, { offerIds }) {
      return { items: (await asStore(db, storeOf(actor), (tx) => readSpecials(tx, offerIds))).map(viewOf) }
    },

    async importSpecialPrices(_ctx, { specials, endsAt }) {
      const rows = specials.map(({ price, minQuantity = 1, ...row }) => ({
        id: newId('spp'),
        ...row,
        ...price,
        minQuantity,
      }))
      return db.transaction().execute(async (tx) => {
        const offerIds = await insertFirstSpecials(tx, rows, new Date(endsAt))
        if (offerIds.length === 0) return { added: 0 }
        await deps.emit(tx, pricesChanged, offerIds[0] ?? '', { offerIds })
        await deps.enqueue(tx, DUE, { offerIds }, { runAt: new Date(endsAt) })
        return { added: offerIds.length }
      })
    },

    async setPriceFloor({ actor }, { offerId, floorMinor }) {
      const storeId = storeOf(actor)
      await assertOwn(storeId, offerId)
      await asStore(db, storeId, async (tx) => {
        await lockOffers(tx, [offerId])
        if (!(await updateFloor(tx, offerId, floorMinor))) throw refused('pricing.no-price', { offerId })
        await deps.emit(tx, pricesChanged, offerId, { offerIds: [offerId] })
      })
      return { done: true }
    },
  }
}

/** Tells that offers' prices are others from now on. */
export const priceDue = (deps: PricingDeps): Task<{ offerIds: string[] }> => ({
  name: DUE,
  run: ({ offerIds }) =>
    deps
      .database<PricingTables>()
      .transaction()
      .execute((tx) => deps.emit(tx, pricesChanged, offerIds[0] ?? '', { offerIds })),
})

const viewOf = ({ storeId: _storeId, minor, currency, startsAt, endsAt, ...row }: NewSpecialPrice) => ({
  ...row,
  price: { minor, currency },
  startsAt: startsAt.toISOString(),
  endsAt: endsAt?.toISOString() ?? null,
})
