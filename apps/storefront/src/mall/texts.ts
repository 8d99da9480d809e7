import {
  cachedBy,
  countryName,
  DEFAULT_LOCALE,
  isCountry,
  type Locale,
  type TextParam,
} from '@tradewind/kernel'
import { createTranslator, type Messages, type Translator } from '@tradewind/locales'
import common from 'virtual:messages/common'
import errors from 'virtual:messages/errors'
import storefront from 'virtual:messages/storefront'
import { onServerPrefetch, shallowRef, type ShallowRef } from 'vue'
import { useMall } from './mall.ts'

type Loaders = typeof common

/** The texts that every page needs; a translator compiles as it goes, so that there is one for each language. */
export const loadTexts = cachedBy((locale: Locale) => translatorOf(locale, [common, storefront]))

const loaded = new Map<Locale, Translator>()

/** The texts for codes of the API, which most visits never need. */
export const loadCodeTexts = cachedBy(async (locale: Locale) => {
  const translator = await translatorOf(locale, [errors])
  loaded.set(locale, translator)
  return translator
})

/** Writes a code of the API with its params, such as a refusal or a notice; empty until its texts are here. */
export function useCodeTexts(): (code: string, params?: Readonly<Record<string, unknown>>) => string {
  const { locale } = useMall()
  const texts: ShallowRef<Translator | undefined> = shallowRef(loaded.get(locale))
  const load = async () => {
    texts.value ??= await loadCodeTexts(locale)
  }
  if (import.meta.env.SSR) onServerPrefetch(load)
  else if (!texts.value) void load()
  return (code, params = {}) => {
    const t = texts.value
    if (!t) return ''
    return t(t.has(code) ? code : 'platform.internal', readable(params, locale))
  }
}

/** Params as people read them: countries by name, two amounts and their currency as money. */
function readable(params: Readonly<Record<string, unknown>>, locale: Locale): Record<string, TextParam> {
  const { currency } = params
  const written = Object.entries(params).map(([name, value]): [string, TextParam] => {
    if (name === 'country' && isCountry(value)) return [name, countryName(value, locale)]
    if ((name === 'before' || name === 'now') && typeof value === 'number' && typeof currency === 'string')
      return [name, { minor: value, currency }]
    return [name, value as TextParam]
  })
  return Object.fromEntries(written)
}

/** A translator of some sets of texts; English stands in only where a language has none. */
export async function translatorOf(locale: Locale, sets: readonly Loaders[]): Promise<Translator> {
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
