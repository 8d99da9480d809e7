import { join } from 'node:path'
import { atMost, type Finding } from '../finding.ts'
import { timeAnswers } from '../http.ts'
import {
  MANY_GOODS,
  MANY_LOCALES,
  MATERIALS,
  modelOf,
  NOUNS,
  QUALITIES,
  type ManyLocale,
} from '../many-goods.ts'
import { withMall } from '../mall.ts'
import { openShop } from '../shop.ts'

/** What `npm run bench` is told to do only this. */
export const LARGE_SEARCH = 'search-150k'

const PRODUCTS = 50_000
const MIDDLE_MS = 15
const SLOW_MS = 60
/** No query of 500 characters, 200 words or only signs takes longer, not one of them. */
const HOSTILE_MS = 200
/** Of each query the middle one of so many answers counts, so that a neighbour who takes the processor for a moment does not. */
const TIMES = 5

/** How long searches take, facets included, where 50,000 products have texts in three of eight languages each. */
export async function largeSearch(folder: string): Promise<Finding[]> {
  const dataDir = join(folder, 'large')
  console.log(`loading ${PRODUCTS} products in ${MANY_LOCALES.length} languages ...`)
  await withMall(dataDir, {}, async (mall) => {
    await openShop(mall.calls, { stores: 100, products: PRODUCTS, stock: () => 1_000, goods: MANY_GOODS })
    await mall.admin.query('vacuum analyze')
  })
  return withMall(dataDir, { CACHE: 'off', BACKGROUND: 'off' }, ({ url }) => searchTimes(url))
}

/** Of a mall that holds the goods. */
export async function searchTimes(url: string): Promise<Finding[]> {
  const findings: Finding[] = []
  const all: number[] = []
  for (const [kind, paths] of Object.entries(queries())) {
    const times = await middleTimes(url, paths)
    all.push(...times)
    const [p50, p95] = [shareOf(times, 0.5), shareOf(times, 0.95)]
    console.log(`${kind}: p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms of ${times.length}`)
  }
  findings.push(
    atMost('search among 150,000 documents: p50', shareOf(all, 0.5), MIDDLE_MS, 'ms'),
    atMost('search among 150,000 documents: p95', shareOf(all, 0.95), SLOW_MS, 'ms'),
    ...(await hostileTimes(url)),
  )
  return findings
}

/** Each kind of hostile query by its slowest. */
async function hostileTimes(url: string): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const [kind, paths] of Object.entries(hostile())) {
    const slowest = Math.max(...(await middleTimes(url, paths)))
    findings.push(atMost(`search: slowest query of ${kind}`, slowest, HOSTILE_MS, 'ms'))
  }
  return findings
}

async function middleTimes(url: string, paths: readonly string[]): Promise<number[]> {
  const rounds: number[][] = []
  for (let round = 0; round < TIMES; round += 1) rounds.push(await timeAnswers(url, paths))
  return paths.map((_, at) =>
    shareOf(
      rounds.map((round) => round[at] ?? 0),
      0.5,
    ),
  )
}

function shareOf(figures: readonly number[], share: number): number {
  const sorted = [...figures].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

const pathOf = (q: string, locale: ManyLocale, more = '') =>
  `/api/search/query?q=${encodeURIComponent(q)}&market=DE&locale=${locale}${more}`

/** What people ask, by kind, in every language. */
function queries(): Record<string, string[]> {
  const each = (make: (locale: ManyLocale, nth: number) => string, count: number) =>
    MANY_LOCALES.flatMap((locale) =>
      Array.from({ length: count }, (_, nth) => pathOf(make(locale, nth), locale)),
    )
  const noun = (locale: ManyLocale, nth: number) => NOUNS[locale][nth % NOUNS[locale].length] ?? ''
  const quality = (locale: ManyLocale, nth: number) => QUALITIES[locale][nth % QUALITIES[locale].length] ?? ''
  const material = (locale: ManyLocale, nth: number) =>
    MATERIALS[locale][nth % MATERIALS[locale].length] ?? ''
  return {
    'one word': each(noun, 20),
    'two words': each((locale, nth) => `${quality(locale, nth)} ${noun(locale, nth)}`, 20),
    'three words': each(
      (locale, nth) => `${quality(locale, nth)} ${material(locale, nth)} ${noun(locale, 3 * nth)}`,
      20,
    ),
    'a made-up name': each((_, nth) => modelOf(nth * 997), 20),
    'a misspelt name': each(
      (_, nth) => `${modelOf(nth * 997).slice(0, 3)}${modelOf(nth * 997).slice(4)}`,
      10,
    ),
    'a word and a misspelt one': each((locale, nth) => `${noun(locale, nth)} ${modelOf(nth * 499)}q`, 10),
    'an article number': each((_, nth) => `BENCH-${nth * 2_003}-clay`, 5),
    'one word, narrowed': MANY_LOCALES.flatMap((locale) =>
      Array.from({ length: 10 }, (_, nth) =>
        pathOf(noun(locale, nth), locale, `&facets=material:oak&facets=size:m&minPrice=1200`),
      ),
    ),
    'one word, cheapest first': MANY_LOCALES.flatMap((locale) =>
      Array.from({ length: 10 }, (_, nth) => pathOf(noun(locale, nth), locale, '&sort=price-up')),
    ),
  }
}

/** The most that a query may have. */
const LONGEST = 500
const MANY_WORDS = 200

/** What nobody asks who wants an answer, by kind. */
function hostile(): Record<string, string[]> {
  const long = (text: string, locale: ManyLocale) =>
    pathOf(text.repeat(Math.ceil(LONGEST / text.length)).slice(0, LONGEST), locale)
  const words = (some: readonly string[], locale: ManyLocale) =>
    pathOf(
      Array.from({ length: MANY_WORDS }, (_, nth) => some[nth % some.length])
        .join(' ')
        .slice(0, LONGEST),
      locale,
    )
  return {
    '500 characters': [
      ...MANY_LOCALES.map((locale) => long(NOUNS[locale].join(''), locale)),
      long('a', 'en'),
      long('壳', 'zh-CN'),
      long('ก', 'th'),
      long('ー', 'ja'),
      long('가나다라마바사', 'ko'),
      long('lamp-chair-knife-', 'en'),
      long('1-', 'en'),
    ],
    '200 words, or as many as 500 characters hold': [
      ...MANY_LOCALES.map((locale) => words(NOUNS[locale], locale)),
      words(
        Array.from({ length: 26 }, (_, nth) => String.fromCharCode(97 + nth)),
        'en',
      ),
      words(['e', 'a'], 'de'),
      words(['xq', 'zv', 'wk', 'jx', 'qz', 'vb'], 'de'),
    ],
    'only signs': ["'\\", '%_', '!?&|():*<->', '…', '🫖'].map((signs) => long(signs, 'en')),
  }
}
