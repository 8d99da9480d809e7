import { readFileSync } from 'node:fs'
import type { Locale } from '@tradewind/kernel'
import type { Namespace } from './namespaces.ts'

/** The file of one set of texts in one language. */
export const fileOf = (namespace: Namespace, locale: Locale): URL =>
  new URL(`../${namespace}/${locale}.json`, import.meta.url)

/** The raw text of such a file, undefined while it does not exist. */
export function readFile(namespace: Namespace, locale: Locale): string | undefined {
  try {
    return readFileSync(fileOf(namespace, locale), 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

/** The texts in such a file, none while it does not exist; throws when it is not a flat object of strings. */
export function readTexts(namespace: Namespace, locale: Locale): Record<string, string> {
  const texts: unknown = JSON.parse(readFile(namespace, locale) ?? '{}')
  if (!isFlat(texts)) throw new Error(`${namespace}/${locale}.json is not a flat object of strings`)
  return texts
}

const isFlat = (value: unknown): value is Record<string, string> =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).every((text) => typeof text === 'string')
