import type { Locale } from '@tradewind/kernel'
import { loadDiscoveryTexts } from './texts.ts'

/** Pages of discovery, each with its texts. */
export const comparePage = (locale: Locale) => withTexts(locale, import('../compare/ComparePage.vue'))
export const suggestionsPage = (locale: Locale) => withTexts(locale, import('./SuggestionsPage.vue'))

async function withTexts<Page>(locale: Locale, loading: Promise<Page>): Promise<Page> {
  const [page] = await Promise.all([loading, loadDiscoveryTexts(locale)])
  return page
}
