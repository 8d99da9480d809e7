import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { LOCALES, type Locale } from '@tradewind/kernel'
import { checkMessages, type Texts } from './check/messages.ts'
import type { Problem } from './check/problem.ts'
import { checkUsage, type DynamicPrefix, type Source } from './check/usage.ts'
import { readFile, readTexts } from './files.ts'
import { NAMESPACES, type Namespace } from './namespaces.ts'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const SOURCE_FOLDERS = ['apps', 'services', 'packages']
const SOURCE_FILE = /(?<!\.test)\.(ts|vue|js|mjs)$/
const SKIPPED_FOLDERS: ReadonlySet<string> = new Set(['node_modules', 'dist', 'locales'])

/** Every fault of the texts: messages against English, keys against the code. None means the check passes. */
export function checkTexts(): Problem[] {
  const written = NAMESPACES.filter((namespace) => readFile(namespace, 'en') !== undefined)
  const messages = written.flatMap((namespace) => checkMessages(namespace, textsOf(namespace)))
  const repeated = [...repeatedInFiles(written), ...repeatedAcross(written)]
  const keys = new Set(written.flatMap((namespace) => Object.keys(readTexts(namespace, 'en'))))
  return [...messages, ...repeated, ...checkUsage(keys, sources(), dynamicPrefixes())]
}

const textsOf = (namespace: Namespace): Texts =>
  Object.fromEntries(
    LOCALES.filter((locale) => readFile(namespace, locale) !== undefined).map((locale) => [
      locale,
      readTexts(namespace, locale),
    ]),
  )

/** JSON keeps the last of two equal keys without a word; a merge easily leaves both. */
function repeatedInFiles(namespaces: readonly Namespace[]): Problem[] {
  const within = (namespace: Namespace, locale: Locale): Problem[] =>
    repeats(
      Array.from((readFile(namespace, locale) ?? '').matchAll(/^\s*"([^"]+)":/gm), ([, key = '']) => key),
    ).map((key) => ({
      rule: 'duplicate-key',
      file: `${namespace}/${locale}.json`,
      key,
      detail: 'it stands here twice',
    }))
  return namespaces.flatMap((namespace) => LOCALES.flatMap((locale) => within(namespace, locale)))
}

/** A front merges namespaces into one `t()`, so a key belongs to one of them only. */
function repeatedAcross(namespaces: readonly Namespace[]): Problem[] {
  const keys = namespaces.flatMap((namespace) => Object.keys(readTexts(namespace, 'en')))
  return repeats(keys).map((key) => {
    return { rule: 'duplicate-key', file: 'en.json', key, detail: 'it stands in two namespaces' }
  })
}

function repeats(keys: readonly string[]): string[] {
  const seen = new Set<string>()
  return keys.filter((key) => seen.size === seen.add(key).size)
}

const sources = (): Source[] =>
  SOURCE_FOLDERS.flatMap((folder) => filesUnder(join(ROOT, folder))).map((file) => ({
    path: relative(ROOT, file).replaceAll(sep, '/'),
    text: readFileSync(file, 'utf8'),
  }))

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isFile()) return SOURCE_FILE.test(entry.name) ? [path] : []
    const skipped = SKIPPED_FOLDERS.has(entry.name) || entry.name.startsWith('.')
    return entry.isDirectory() && !skipped ? filesUnder(path) : []
  })
}

function dynamicPrefixes(): DynamicPrefix[] {
  const list: unknown = JSON.parse(readFileSync(new URL('../dynamic-keys.json', import.meta.url), 'utf8'))
  if (!Array.isArray(list) || !list.every(isDynamicPrefix))
    throw new Error('dynamic-keys.json: { prefix, reason }[]')
  return list
}

const isDynamicPrefix = (value: unknown): value is DynamicPrefix =>
  typeof value === 'object' &&
  value !== null &&
  'prefix' in value &&
  typeof value.prefix === 'string' &&
  'reason' in value &&
  typeof value.reason === 'string'

if (import.meta.main) {
  const problems = checkTexts()
  for (const { rule, file, key, detail } of problems) console.error(`${rule}: ${file}: ${key}: ${detail}`)
  console.log(problems.length === 0 ? 'texts: no problems' : `texts: ${problems.length} problems`)
  process.exitCode = problems.length === 0 ? 0 : 1
}
