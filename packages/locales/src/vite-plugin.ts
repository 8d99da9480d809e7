import { fileURLToPath } from 'node:url'
import { isLocale, LOCALES, type Locale } from '@tradewind/kernel'
import { fileOf, readTexts } from './files.ts'
import { NAMESPACES, type Namespace } from './namespaces.ts'
import { precompile } from './precompile.ts'
import { pseudo } from './pseudo.ts'

const PREFIX = 'virtual:messages/'
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
 */
export function messagesPlugin(options: MessagesPluginOptions = {}): MessagesPlugin {
  return {
    name: 'tradewind:messages',
    config: () => ({ resolve: { alias: [{ find: PARSER, replacement: NO_PARSER }] } }),
    resolveId: (id) => (id.startsWith(PREFIX) ? `\0${id}` : undefined),
    load(id) {
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

function loadersModule(namespace: Namespace): string {
  const loaders = LOCALES.map((locale) => `'${locale}': () => import('${PREFIX}${namespace}/${locale}')`)
  return `export default {\n${loaders.join(',\n')}\n}`
}

function textsModule(namespace: Namespace, locale: Locale, disguise: boolean): string {
  const texts = Object.entries(readTexts(namespace, locale)).map(
    ([key, message]) => [key, precompile(disguise ? pseudo(message) : message, locale)] as const,
  )
  return `export default ${JSON.stringify(Object.fromEntries(texts))}`
}
