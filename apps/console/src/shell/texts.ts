import {
  DEFAULT_LOCALE,
  directionOf,
  isLocale,
  negotiateLocale,
  type Locale,
  type TextParams,
} from '@tradewind/kernel'
import { createTranslator, type Messages, type Translator } from '@tradewind/locales'
import { loadFormats } from '@tradewind/locales/browser'
import type { Language } from 'element-plus/es/locale'
import addresses from 'virtual:messages/addresses'
import common from 'virtual:messages/common'
import console from 'virtual:messages/console'
import errors from 'virtual:messages/errors'
import security from 'virtual:messages/security'
import { shallowRef } from 'vue'
import { elementTexts } from './element-texts.ts'

const REMEMBERED = 'tradewind.locale'
/** Where the reader is, so that times are told by their clock. */
export const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone

const translator = shallowRef<Translator>()
/** The language that is shown. */
export const locale = shallowRef<Locale>(DEFAULT_LOCALE)
/** Element Plus's own texts in it. */
export const elementLocale = shallowRef<Language>()

/** The text of a key in the reader's language; a component that asks is drawn anew when the language changes. */
export const t = (key: string, params?: TextParams): string => translator.value?.(key, params) ?? ''

/** A refusal or a fault in words; a code without a text is told as an inner error. */
export const codeText = (code: string, params: Readonly<Record<string, unknown>> = {}): string =>
  t(translator.value?.has(code) ? code : 'platform.internal', params as TextParams)

/** Shows the language of the last visit, else the browser's. */
export async function startTexts(): Promise<void> {
  const remembered = localStorage.getItem(REMEMBERED)
  await show(isLocale(remembered) ? remembered : negotiateLocale(navigator.languages.join(',')))
}

/** Changes the language and remembers it. */
export async function chooseLocale(chosen: Locale): Promise<void> {
  localStorage.setItem(REMEMBERED, chosen)
  await show(chosen)
}

async function show(chosen: Locale): Promise<void> {
  const [own, english, element] = await Promise.all([
    messagesOf(chosen),
    chosen === DEFAULT_LOCALE ? {} : messagesOf(DEFAULT_LOCALE),
    elementTexts[chosen](),
    loadFormats(chosen),
  ])
  const catalogue = { [DEFAULT_LOCALE]: english, [chosen]: own }
  translator.value = createTranslator(chosen, catalogue, { timeZone })
  elementLocale.value = element.default
  locale.value = chosen
  document.documentElement.lang = chosen
  document.documentElement.dir = directionOf(chosen)
}

const messagesOf = async (wanted: Locale): Promise<Messages> =>
  Object.assign(
    {},
    ...(await Promise.all(
      [common, console, errors, addresses, security].map(async (set) => (await set[wanted]()).default),
    )),
  )
