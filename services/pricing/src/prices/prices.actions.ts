import { invalid, isCurrency, notFound, refused, type FieldError } from '@tradewind/kernel'
import { storeOf, type InputOf, type Service } from '@tradewind/platform/contract'
import { asStore } from '@tradewind/platform/db'
import { unknownAfterFacts } from '@tradewind/platform/events'
import { pricesChanged, type pricing } from '../contract/index.ts'
import { findForeignOffers, insertOffers, lockOffers } from '../offers/offers.queries.ts'
import type { PricingTables } from '../tables.ts'
import { currentTerms } from '../terms/terms.ts'
import type { PricingDeps } from '../pricing.deps.ts'
import { clearMovedBases, readPrices, upsertPrices, type NewPrice } from './prices.queries.ts'
import { baseCurrencyOf, batchesOf, byOffer, priceIn, tiersIn, whyNoPrice } from './prices.rules.ts'
import { priorsOf } from './priors.ts'
import { whyPrice } from './why.rules.ts'

type PriceOperations = Pick<
  Service<typeof pricing>,
  'setPrices' | 'listOwnPrices' | 'getPrices' | 'importPrices' | 'explainPrice' | 'explainOwnPrice'
>

const IMPORT_BATCH = 1_000

export function priceActions(deps: PricingDeps): PriceOperations {
  const db = deps.database<PricingTables>()

  const tellChanged = (tx: Parameters<PricingDeps['emitAll']>[0], offerIds: readonly string[]) =>
    deps.emitAll(
      tx,
      pricesChanged,
      batchesOf([...new Set(offerIds)]).map((batch) => ({
        key: batch[0] ?? '',
        payload: { offerIds: batch },
      })),
    )

  const explain = async (input: InputOf<typeof pricing.explainPrice>) => {
    const [terms, prices] = await Promise.all([currentTerms(deps), readPrices(db, [input.offerId])])
    const market = terms.markets.find(({ code }) => code === input.market)
    if (!market) throw refused('pricing.unknown-market', { market: input.market })
    const currency = input.currency ?? market.currency
    const found = whyPrice(
      prices,
      {
        market,
        currency,
        country: input.country ?? market.countries[0] ?? '',
        quantity: input.quantity ?? 1,
        taxCategory: input.taxCategory ?? 'standard',
        at: deps.clock.now().toISOString(),
      },
      terms,
    )
    if (!found) throw refused(whyNoPrice(terms.rates, [currency, baseCurrencyOf(prices)]))
    const [prior] = await priorsOf(db, [{ market, one: found.seen }])
    return { ...found.reason, prior: prior ?? null }
  }

  return {
    async setPrices({ actor }, { prices }) {
      const storeId = storeOf(actor)
      assertSensible(prices)
      const offerIds = [...new Set(prices.map((row) => row.offerId))]
      const [unknown] = await unknownAfterFacts(() => findForeignOffers(db, storeId, offerIds))
      if (unknown !== undefined) throw notFound('pricing.unknown-offer', { offerId: unknown })
      const seen = new Set<string>()
      const rows = prices.map(({ offerId, price }): NewPrice => {
        const isBase = !seen.has(offerId)
        seen.add(offerId)
        return { offerId, storeId, ...price, isBase }
      })
      await asStore(db, storeId, async (tx) => {
        await lockOffers(tx, offerIds)
        await tellChanged(tx, await upsertPrices(tx, rows))
      })
      return { done: true }
    },

    async listOwnPrices({ actor }, { offerIds }) {
      const rows = await asStore(db, storeOf(actor), (tx) => readPrices(tx, offerIds))
      return {
        items: rows
          .filter(({ special }) => !special)
          .map(({ offerId, minor, currency, isBase, floorMinor }) => ({
            offerId,
            price: { minor, currency },
            isBase,
            floorMinor: floorMinor ?? null,
          })),
      }
    },

    async getPrices(
      _ctx,
      { offerIds, markets, allCurrencies = false, withPrior = false, withTiers = false },
    ) {
      const [terms, stored] = await Promise.all([currentTerms(deps), readPrices(db, offerIds)])
      const pricesOf = byOffer(stored)
      const at = deps.clock.now().toISOString()
      const wanted = terms.markets.filter((market) => market.open && (markets?.includes(market.code) ?? true))
      const seen = wanted.flatMap((market) =>
        (allCurrencies ? market.currencies : [market.currency]).flatMap((currency) =>
          [...pricesOf].flatMap(([offerId, prices]) => {
            const one = priceIn(prices, { market, currency, quantity: 1, at }, terms.rates)
            const tiers = withTiers ? tiersIn(prices, { market, currency, at }, terms.rates) : []
            return one ? [{ market, offerId, one, tiers }] : []
          }),
        ),
      )
      const priors = withPrior ? await priorsOf(db, seen) : []
      return seen.map(({ market, offerId, one, tiers }, index) => ({
        market: market.code,
        own: one.price.currency === market.currency,
        offerId,
        price: one.price,
        basis: one.basis,
        rateSetId: one.basis === 'converted' ? (terms.rates?.id ?? null) : null,
        prior: priors[index] ?? null,
        tiers,
      }))
    },

    explainPrice: (_ctx, input) => explain(input),

    async explainOwnPrice({ actor }, input) {
      const [foreign] = await findForeignOffers(db, storeOf(actor), [input.offerId])
      if (foreign !== undefined) throw notFound('pricing.unknown-offer', { offerId: foreign })
      return explain(input)
    },

    async importPrices(_ctx, { prices }) {
      const unknown = prices.find((row) => !isCurrency(row.price.currency))
      if (unknown) throw refused('pricing.unknown-currency', { currency: unknown.price.currency })
      let changed = 0
      // Short transactions: a long one would hold up every reader of facts.
      for (const rows of batchesOf(lastWord(prices), IMPORT_BATCH)) {
        changed += await db.transaction().execute(async (tx) => {
          await insertOffers(tx, rows)
          await lockOffers(
            tx,
            rows.map((row) => row.offerId),
          )
          await clearMovedBases(tx, rows)
          const offerIds = await upsertPrices(tx, rows, { imported: true })
          await tellChanged(tx, offerIds)
          return offerIds.length
        })
      }
      return { changed }
    },
  }
}

/** Refuses currencies nobody knows, and two prices for one thing, of which we could not say which is meant. */
function assertSensible(prices: InputOf<typeof pricing.setPrices>['prices']): void {
  const twice: FieldError[] = []
  const seen = new Set<string>()
  for (const [index, { offerId, price }] of prices.entries()) {
    if (!isCurrency(price.currency)) throw refused('pricing.unknown-currency', { currency: price.currency })
    const key = `${offerId} ${price.currency}`
    if (seen.has(key)) twice.push({ path: `prices.${index}`, code: 'pricing.price-twice' })
    seen.add(key)
  }
  if (twice.length > 0) throw invalid(twice)
}

/** One row for each offer and currency, and one base price for each offer: the last one given. */
function lastWord(prices: InputOf<typeof pricing.importPrices>['prices']): NewPrice[] {
  const bases = new Map<string, string>()
  const rows = new Map<string, NewPrice>()
  for (const { offerId, storeId, price, isBase } of prices) {
    rows.set(`${offerId} ${price.currency}`, { offerId, storeId, ...price, isBase })
    if (isBase) bases.set(offerId, price.currency)
  }
  return [...rows.values()].map((row) => ({ ...row, isBase: bases.get(row.offerId) === row.currency }))
}
