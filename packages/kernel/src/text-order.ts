import { cachedBy } from './cache.ts'
import { intlLocale, type Locale } from './locale.ts'

/** Puts texts in the order of the language. */
export const collatorOf = cachedBy((locale: Locale) => new Intl.Collator(intlLocale(locale)))
