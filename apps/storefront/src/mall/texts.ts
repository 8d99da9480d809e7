import { countryName, isCountry, type Locale, type TextParam } from '@tradewind/kernel'
import type { Translator } from '@tradewind/locales'
import common from 'virtual:messages/common'
import errors from 'virtual:messages/errors'
import storefront from 'virtual:messages/storefront'
import { onServerPrefetch, shallowRef, type ShallowRef } from 'vue'
import { lateTexts } from './late-texts.ts'
import { useMall } from './mall.ts'

/** The texts that every page needs. */
export const { load: loadTexts } = lateTexts(common, storefront)

/** The texts for codes of the API, which most visits never need. */
const codeTexts = lateTexts(errors)
export const { load: loadCodeTexts } = codeTexts

/** Writes a code of the API with its params, such as a refusal or a notice; empty until its texts are here. */
export function useCodeTexts(): (code: string, params?: Readonly<Record<string, unknown>>) => string {
  const { locale } = useMall()
  const texts: ShallowRef<Translator | undefined> = shallowRef(codeTexts.find(locale))
  const load = async () => {
    texts.value ??= await loadCodeTexts(locale)
  }
  // Said in the browser too, where it never runs: components count their ids by it.
  onServerPrefetch(load)
  if (!import.meta.env.SSR && !texts.value) void load()
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
