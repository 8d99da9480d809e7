import { cachedBy, type Locale } from '@tradewind/kernel'
import type { Translator } from '@tradewind/locales'
import addresses from 'virtual:messages/addresses'
import { translatorOf } from '../mall/texts.ts'

/** What countries call the parts of their addresses; only forms load it. */
export const loadAddressTexts = cachedBy((locale: Locale): Promise<Translator> =>
  translatorOf(locale, [addresses]),
)
