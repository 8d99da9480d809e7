import { cachedBy, type Locale } from '@tradewind/kernel'
import type { Translator } from '@tradewind/locales'
import discovery from 'virtual:messages/discovery'
import { translatorOf } from '../mall/texts.ts'

const loaded = new Map<Locale, Translator>()

/** The texts of what is compared and suggested; only what shows such things loads them. */
export const loadDiscoveryTexts = cachedBy(async (locale: Locale) => {
  const translator = await translatorOf(locale, [discovery])
  loaded.set(locale, translator)
  return translator
})

/** These texts, for what is shown only once they are here. */
export function discoveryTexts(locale: Locale): Translator {
  const translator = loaded.get(locale)
  if (!translator) throw new Error('the texts of discovery are not loaded')
  return translator
}
