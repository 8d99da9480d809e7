import type { Locale } from '@tradewind/kernel'
import { withDiscoveryTexts } from './texts.ts'

/** Pages of discovery, each with its texts. */
export const comparePage = (locale: Locale) =>
  withDiscoveryTexts(locale, import('../compare/ComparePage.vue'))
export const favouritesPage = (locale: Locale) =>
  withDiscoveryTexts(locale, import('../favourites/FavouritesPage.vue'))
export const unsubscribePage = (locale: Locale) =>
  withDiscoveryTexts(locale, import('../favourites/UnsubscribePage.vue'))
export const suggestionsPage = (locale: Locale) => withDiscoveryTexts(locale, import('./SuggestionsPage.vue'))
