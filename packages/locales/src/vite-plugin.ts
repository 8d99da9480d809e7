import { fileURLToPath } from 'node:url'
import { isLocale, LOCALES, type Locale } from '@tradewind/kernel'
import { fileOf, readTexts } from './files.ts'
import { formatsFromIcu, LACKED_LOCALES } from './formats.ts'
import { NAMESPACES, type Namespace } from './namespaces.ts'
import { precompile } from './precompile.ts'
import { pseudo } from './pseudo.ts'

const PREFIX = 'virtual:messages/'
const FORMATS = 'virtual:formats'
const PARSER = /^@formatjs\/icu-messageformat-parser$/
const NO_PARSER = '@formatjs/icu-messageformat-parser/no-parser.js'

/** `pseudo` shows English in pseudo-language, which makes texts that escape translation stand out. */
export interface MessagesPluginOptions {
  pseudo?: boolean
}

/** The part of Vite's plugin interface that is used here, so that this package needs no Vite. */
export interface MessagesPlugin {
  name: string
  config(): { resolve: { alias: { find: RegExp; replacement: string }[] } }
  resolveId(id: string): string | undefined
  load(this: { addWatchFile(file: string): void }, id: string): string | undefined
}

/**
 * Serves `virtual:messages/<namespace>`, whose default export loads the texts of a language on demand:
 * `const { default: messages } = await loaders['de']()`. Messages are parsed at build time, and the ICU
 * parser (11 KB gzipped) is replaced by an empty one, so that it never reaches a browser.
 * `virtual:formats` likewise loads the formats that the `Intl` of some browsers lacks, as Node knows them.
 */
export function messagesPlugin(options: MessagesPluginOptions = {}): MessagesPlugin {
  return {
    name: 'tradewind:messages',
    config: () => ({ resolve: { alias: [{ find: PARSER, replacement: NO_PARSER }] } }),
    resolveId: (id) => (id.startsWith(PREFIX) || id.startsWith(FORMATS) ? `\0${id}` : undefined),
    load(id) {
      if (id.startsWith(`\0${FORMATS}`)) return formatsModule(id.slice(FORMATS.length + 2))
      if (!id.startsWith(`\0${PREFIX}`)) return undefined
      const [namespace, locale] = id.slice(PREFIX.length + 1).split('/')
      if (!isNamespace(namespace)) throw new Error(`there is no set of texts named ${namespace}`)
      if (locale === undefined) return loadersModule(namespace)
      if (!isLocale(locale)) throw new Error(`${locale} is not a language of the platform`)
      this.addWatchFile(fileURLToPath(fileOf(namespace, locale)))
      return textsModule(namespace, locale, options.pseudo === true && locale === 'en')
    },
  }
}

const isNamespace = (value: unknown): value is Namespace =>
  NAMESPACES.some((namespace) => namespace === value)

const loadersModule = (namespace: Namespace): string => lazyModules(LOCALES, `${PREFIX}${namespace}`)

function formatsModule(locale: string): string {
  if (locale === '') return lazyModules(LACKED_LOCALES, FORMATS)
  if (!isLocale(locale)) throw new Error(`${locale} is not a language of the platform`)
  return `export default ${JSON.stringify(formatsFromIcu(locale))}`
}

function lazyModules(locales: readonly Locale[], id: string): string {
  const loaders = locales.map((locale) => `'${locale}': () => import('${id}/${locale}')`)
  return `export default {\n${loaders.join(',\n')}\n}`
}

function textsModule(namespace: Namespace, locale: Locale, disguise: boolean): string {
  const texts = Object.entries(readTexts(namespace, locale)).map(
    ([key, message]) => [key, precompile(disguise ? pseudo(message) : message, locale)] as const,
  )
  return `export default ${JSON.stringify(Object.fromEntries(texts))}`
}
