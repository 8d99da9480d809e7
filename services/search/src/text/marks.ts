import type { Locale } from '@tradewind/kernel'
import { quote } from './document.ts'

/**
 * What hits are narrowed by stands among the words they are found by, so that one index holds words and choice against
 * each other before anything is read or cut off. No word begins like a mark.
 */
export const facetMark = (facet: number): string => `=${facet}`
export const storeMark = (storeId: string): string => `@${storeId}`
export const tagMark = (tag: string): string => `~${tag}`
/** Of a language in which the product is hidden. */
export const hiddenMark = (locale: Locale): string => `!${locale}`

/** Nothing has this mark. */
const NOBODY = facetMark(0)

export const tsqueryOfAny = (marks: readonly string[]): string =>
  `(${(marks.length > 0 ? marks : [NOBODY]).map(quote).join(' | ')})`

export const tsqueryWithout = (mark: string): string => `!${quote(mark)}`
