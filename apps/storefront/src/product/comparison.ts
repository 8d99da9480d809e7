import { answerOf, type Item } from '@tradewind/api-client'
import { countryName, isZero } from '@tradewind/kernel'
import type { Translator } from '@tradewind/locales'
import { loadDiscoveryTexts } from '../discovery/texts.ts'
import type { Mall, Money } from '../mall/mall.ts'

export type Compared = Item<'orders.compareOffers'>

/** What an offer costs in all here, as people read it. */
export interface Comparison {
  offerId: string
  whole: Money | null
  taxes: { name: string; amount: Money }[]
  shipped: boolean
  /** Why it stands where it does. */
  reason: string
  /** How much the store has proved itself, and by what. */
  score: string
  scoreParts: string
  dueUnknown: string
  /** How all are sorted. */
  note: string
}

const MOST_OFFERS = 12

/** Offers by their whole cost to the reader's country, best first; asked for after the page is shown. */
export async function loadComparison(mall: Mall, offerIds: readonly string[]): Promise<Comparison[]> {
  const [compared, t] = await Promise.all([
    compareOffers(mall, offerIds.slice(0, MOST_OFFERS)),
    loadDiscoveryTexts(mall.locale),
  ])
  const country = countryName(mall.place.country, mall.locale)
  return compared.map((offer) => comparisonOf(offer, mall.t, t, country))
}

export async function compareOffers({ api, place }: Mall, offerIds: readonly string[]): Promise<Compared[]> {
  if (offerIds.length === 0) return []
  const { items } = await answerOf(
    api.GET('/api/orders/offers/compare', {
      params: { query: { offerIds: [...offerIds], country: place.country || undefined } },
    }),
  )
  return items
}

export function comparisonOf(
  offer: Compared,
  common: Translator,
  t: Translator,
  country: string,
): Comparison {
  const { duty, tax, taxIncluded, dueAtDelivery, score, reason } = offer
  const taxes = [
    { name: common('cost.duty'), amount: duty },
    { name: common(taxIncluded ? 'cost.tax-included' : 'cost.tax'), amount: tax },
    { name: common('cost.due'), amount: dueAtDelivery },
  ].flatMap(({ name, amount }) => (amount && !isZero(amount) ? [{ name, amount }] : []))
  return {
    offerId: offer.offerId,
    whole: offer.whole,
    taxes,
    shipped: reason.code !== 'orders.rank-not-shipped',
    reason: t(reason.code, {
      ...(reason.amount && { amount: reason.amount }),
      ...(reason.days !== null && { days: t('offers.day-count', { count: reason.days }) }),
    }),
    score: score.value === null ? t('offers.new-store') : t('offers.score', { score: score.value }),
    scoreParts:
      score.value === null
        ? ''
        : t('offers.score-parts', {
            onTime: score.onTimePercent ?? 0,
            faulty: score.faultyPercent ?? 0,
            orders: score.orders,
          }),
    dueUnknown: offer.atDelivery === 'unknown' ? t('offers.due-unknown') : '',
    note: t('offers.note', { country }),
  }
}
