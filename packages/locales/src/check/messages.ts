import { isPluralElement, isSelectElement, type PluralElement } from '@formatjs/icu-messageformat-parser'
import { LOCALES, type Locale } from '@tradewind/kernel'
import { argumentsOf, elementsOf, type Ast } from '../ast.ts'
import { parseMessage } from '../precompile.ts'
import type { Problem, Rule } from './problem.ts'

/** The texts of one namespace as they stand in its files; a language without a file is absent. */
export type Texts = Readonly<Partial<Record<Locale, Readonly<Record<string, string>>>>>

const KEY = /^[a-z][a-z0-9-]*(\.[a-z0-9-]+)+$/

/** What is wrong with the texts of a namespace, English being the source that the others must match. */
export function checkMessages(namespace: string, texts: Texts): Problem[] {
  const source = texts.en ?? {}
  return LOCALES.flatMap((locale) => {
    const target = texts[locale] ?? {}
    const problem = (rule: Rule, key: string, detail: string): Problem => {
      return { rule, file: `${namespace}/${locale}.json`, key, detail }
    }
    const missing = Object.keys(source)
      .filter((key) => !Object.hasOwn(target, key))
      .map((key) => problem('missing-key', key, 'English has this text'))
    const extra = Object.keys(target)
      .filter((key) => !Object.hasOwn(source, key))
      .map((key) => problem('extra-key', key, 'English has no such text'))
    const faulty = Object.entries(target).flatMap(([key, message]) =>
      [...faultsOf(key, message, locale), ...departures(source[key], message, locale)].map(([rule, detail]) =>
        problem(rule, key, detail),
      ),
    )
    return [...missing, ...extra, ...faulty]
  })
}

type Fault = readonly [Rule, string]

/** Faults that a message has by itself. */
function* faultsOf(key: string, message: string, locale: Locale): Generator<Fault> {
  if (!KEY.test(key)) yield ['key-name', 'keys are dotted and in lower case, such as cart.line-removed']
  if (message.trim() === '') yield ['empty', 'the text is empty']
  else if (message !== message.trim()) yield ['untrimmed', 'space at an end is lost in HTML']
  if (/[!！¡]/.test(message)) yield ['exclamation', 'we do not raise our voice']
  const ast = parsed(message, locale)
  if (typeof ast === 'string') return yield ['icu', ast]
  for (const element of elementsOf(ast)) if (isPluralElement(element)) yield* pluralFaults(element, locale)
  for (const [name, kinds] of argumentsOf(ast))
    if (kinds.has('tag') && kinds.size > 1)
      yield ['argument', `{${name}} is a tag too, and would be written empty`]
}

function* pluralFaults({ value, options, pluralType }: PluralElement, locale: Locale): Generator<Fault> {
  const categories = new Intl.PluralRules(locale, { type: pluralType }).resolvedOptions().pluralCategories
  const written = Object.keys(options).filter((category) => !category.startsWith('='))
  for (const category of categories) {
    if (!written.includes(category)) yield ['plural', `{${value}} lacks the form "${category}"`]
  }
  for (const category of written) {
    if (!categories.some((known) => known === category)) {
      yield ['plural', `{${value}} has the form "${category}", which the language never uses`]
    }
  }
}

/** What a translation asks of its params differently from the source. */
function* departures(source: string | undefined, message: string, locale: Locale): Generator<Fault> {
  const [ours, theirs] = [source === undefined ? '' : parsed(source, 'en'), parsed(message, locale)]
  if (typeof ours === 'string' || typeof theirs === 'string') return
  const [expected, found] = [signature(ours), signature(theirs)]
  for (const one of expected) if (!found.has(one)) yield ['argument', `English uses ${one}, this does not`]
  for (const one of found) if (!expected.has(one)) yield ['argument', `this uses ${one}, English does not`]
}

/** The AST of a message, or why it has none. */
function parsed(message: string, locale: Locale): Ast | string {
  try {
    return parseMessage(message, locale)
  } catch (error) {
    return String(error)
  }
}

/** Placeholders with their kinds, and the choices of every select: what the caller has to know. */
function signature(ast: Ast): Set<string> {
  const placeholders = [...argumentsOf(ast)].flatMap(([name, kinds]) =>
    [...kinds].map((kind) => `{${name}, ${kind}}`),
  )
  const choices = [...elementsOf(ast)]
    .filter(isSelectElement)
    .map(({ value, options }) => `{${value}} of ${Object.keys(options).toSorted().join(' | ')}`)
  return new Set([...placeholders, ...choices])
}
