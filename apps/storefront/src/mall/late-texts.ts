import { cachedBy, DEFAULT_LOCALE, type Locale } from '@tradewind/kernel'
import { createTranslator, type Messages, type Translator } from '@tradewind/locales'
import type common from 'virtual:messages/common'

type Loaders = typeof common

/** Texts that some pages and parts need; loaded for those, and at hand from then on. */
export interface LateTexts {
  load(locale: Locale): Promise<Translator>
  /** Loads a page or a part together with them. */
  with<Part>(locale: Locale, part: Promise<Part>): Promise<Part>
  find(locale: Locale): Translator | undefined
  /** For what was loaded together with them; throws where they are not loaded. */
  get(locale: Locale): Translator
}

export function lateTexts(...sets: readonly Loaders[]): LateTexts {
  const loaded = new Map<Locale, Translator>()
  const load = cachedBy(async (locale: Locale) => {
    const translator = await translatorOf(locale, sets)
    loaded.set(locale, translator)
    return translator
  })
  return {
    load,
    async with(locale, loading) {
      const [part] = await Promise.all([loading, load(locale)])
      return part
    },
    find: (locale) => loaded.get(locale),
    get(locale) {
      const translator = loaded.get(locale)
      if (!translator) throw new Error('these texts are not loaded')
      return translator
    },
  }
}

/** A translator of some sets of texts; English stands in only where a language has none. */
async function translatorOf(locale: Locale, sets: readonly Loaders[]): Promise<Translator> {
  const own = await messagesOf(locale, sets)
  const complete = own.every((messages) => Object.keys(messages).length > 0)
  const english = complete || locale === DEFAULT_LOCALE ? [] : await messagesOf(DEFAULT_LOCALE, sets)
  return createTranslator(locale, {
    [DEFAULT_LOCALE]: Object.assign({}, ...english),
    [locale]: Object.assign({}, ...own),
  })
}

const messagesOf = (locale: Locale, sets: readonly Loaders[]): Promise<Messages[]> =>
  Promise.all(sets.map(async (loaders) => (await loaders[locale]()).default))
