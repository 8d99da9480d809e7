import { countryName } from '@tradewind/kernel'
import { answerOf, type Item } from '@tradewind/api-client'
import type { Mall } from '../mall/mall.ts'
import { discoveryTexts } from './texts.ts'

export type Suggestion = Item<'recommend.listPopular'>

const ROW = 4

/** What is bought, or looked at, together with some goods; nothing when that cannot be known now. */
export async function togetherWith(
  { api, place }: Mall,
  productIds: readonly string[],
  kind: 'bought' | 'viewed',
): Promise<Suggestion[]> {
  const query = { productIds: productIds.slice(0, 20), kind, country: place.country || undefined, limit: ROW }
  const { items } = await answerOf(api.GET('/api/recommend/together', { params: { query } }))
  return items
}

/** What buyers of these goods most likely want too. */
export async function forCart({ api, place }: Mall, productIds: readonly string[]): Promise<Suggestion[]> {
  const query = { productIds: productIds.slice(0, 20), country: place.country || undefined, limit: ROW }
  const { items } = await answerOf(api.GET('/api/recommend/for-cart', { params: { query } }))
  return items
}

/** Suggestions for this reader, and whether they agreed to be remembered. */
export async function forYou({ api, place }: Mall, limit: number) {
  const query = { country: place.country || undefined, limit }
  return answerOf(api.GET('/api/recommend/for-you', { params: { query } }))
}

/** What this reader looked at lately; nothing unless they agreed. */
export async function seenBy({ api, place }: Mall, limit: number) {
  const query = { country: place.country || undefined, limit }
  return (await answerOf(api.GET('/api/recommend/seen', { params: { query } }))).items
}

/** Why something is suggested, as a sentence. */
export function reasonText({ locale, place }: Mall, { code, name }: Suggestion['reason']): string {
  const t = discoveryTexts(locale)
  return code === 'recommend.popular' || name === null
    ? t('recommend.popular', { country: countryName(place.country, locale) })
    : t(code, { name })
}
