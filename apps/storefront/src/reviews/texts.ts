import { cachedBy, type Locale } from '@tradewind/kernel'
import type { Translator } from '@tradewind/locales'
import reviews from 'virtual:messages/reviews'
import type { Component } from 'vue'
import { translatorOf } from '../mall/texts.ts'

const loaded = new Map<Locale, Translator>()

const loadTexts = cachedBy(async (locale: Locale) => {
  const translator = await translatorOf(locale, [reviews])
  loaded.set(locale, translator)
})

/** Loads a part or a page together with the texts of reviews and questions, which only those who write need. */
export const withReviewTexts =
  (locale: Locale, load: () => Promise<{ default: Component }>): (() => Promise<Component>) =>
  async () => {
    const [part] = await Promise.all([load(), loadTexts(locale)])
    return part.default
  }

/** These texts, for what `withReviewTexts` loaded. */
export function reviewTexts(locale: Locale): Translator {
  const translator = loaded.get(locale)
  if (!translator) throw new Error('the texts of reviews are not loaded')
  return translator
}
