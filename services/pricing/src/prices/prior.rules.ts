import type { Money } from '@tradewind/kernel'
import type { Conversion } from '../fx/conversion.rules.ts'
import type { RateSet } from '../fx/fx.rules.ts'
import type { MarketTerms } from '../terms/terms.queries.ts'
import { priceIn, type SeenPrice, type SpecialPrice, type StoredPrice } from './prices.rules.ts'
import { priorPrice, reductionPercent } from './reduction.rules.ts'

/** Everything that made prices in the past, oldest first: what each row said since when, rules, sets of rates. */
export interface PriceMemory {
  readonly lists: readonly (StoredPrice & { readonly since: string })[]
  readonly specials: readonly SpecialPrice[]
  readonly conversions: readonly { market: string; since: string; conversion: Conversion }[]
  readonly sets: readonly (RateSet & { readonly since: string })[]
}

/**
 * What a reduced price is to be held against: the lowest that the offer cost in the market in the days before its
 * special price began. Undefined where nothing is reduced: a special price may be no lower, or not by a whole per cent.
 */
export function priorOf(
  memory: PriceMemory,
  seen: SeenPrice,
  market: Pick<MarketTerms, 'code' | 'priorPriceDays'>,
): Money | undefined {
  const { price, won } = seen
  const days = market.priorPriceDays ?? 0
  if (!won.special || days === 0) return undefined
  const began = new Date(won.special.startsAt)
  const first = new Date(began.getTime() - days * 86_400_000).toISOString()
  const own = {
    ...memory,
    lists: memory.lists.filter(({ offerId }) => offerId === won.offerId),
    specials: memory.specials.filter(({ offerId }) => offerId === won.offerId),
  }
  const points = [first, ...changesWithin(own, first, began.toISOString())].flatMap((from) => {
    const then = priceAt(own, market.code, price.currency, from)
    return then ? [{ from, price: then }] : []
  })
  const prior = priorPrice(points, began.toISOString(), days)
  return prior && reductionPercent(prior, price) > 0 ? prior : undefined
}

function changesWithin(memory: PriceMemory, first: string, end: string): string[] {
  const moments = [
    ...memory.lists.map(({ since }) => since),
    ...memory.specials.flatMap(({ special }) => [special.startsAt, special.endsAt ?? special.startsAt]),
    ...memory.conversions.map(({ since }) => since),
    ...memory.sets.map(inForceSince),
  ].map((moment) => new Date(moment).toISOString())
  return [...new Set(moments)].filter((moment) => moment > first && moment < end).toSorted()
}

function priceAt(memory: PriceMemory, market: string, currency: string, at: string): Money | undefined {
  const until = <Row extends { since: string }>(rows: readonly Row[]) =>
    rows.filter(({ since }) => Date.parse(since) <= Date.parse(at))
  const lists = new Map(until(memory.lists).map((row) => [row.currency, row]))
  const conversion = until(memory.conversions).findLast((rule) => rule.market === market)?.conversion
  const rates = memory.sets
    .filter((set) => Date.parse(inForceSince(set)) <= Date.parse(at))
    .reduce<RateSet | null>((newest, set) => (newest && newest.date > set.date ? newest : set), null)
  const asked = { market: { code: market, conversion }, currency, quantity: 1, at }
  return priceIn([...lists.values(), ...memory.specials], asked, rates)?.price
}

/** A set holds from its day on, or since it was known if that was later. */
const inForceSince = ({ date, since }: RateSet & { since: string }): string =>
  Date.parse(date) > Date.parse(since) ? `${date}T00:00:00.000Z` : since
