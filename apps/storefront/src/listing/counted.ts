import type { Translator } from '@tradewind/locales'

/** What an answer says of how many goods there are. */
interface Counted {
  total: number
  more: boolean
}

/** Whether there are more goods than those that were counted. */
export const isLeast = ({ total, more }: Counted): boolean => more && total > 0

/** How many goods a listing has. */
export const resultsText = (t: Translator, listing: Counted): string =>
  t(isLeast(listing) ? 'listing.results-least' : 'common.results', { count: listing.total })

/** How many of them are shown. */
export const shownText = (t: Translator, shown: number, listing: Counted): string =>
  t(isLeast(listing) ? 'listing.shown-least' : 'listing.shown', { shown, total: listing.total })
