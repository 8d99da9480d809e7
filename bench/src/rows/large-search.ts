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
    atMost('search among 150,000 documents: p50', shareOf(all, 0.5), 15, 'ms'),
    atMost('search among 150,000 documents: p95', shareOf(all, 0.95), 60, 'ms'),
    atMost('search: slowest hostile query', Math.max(...(await middleTimes(url, hostile()))), 200, 'ms'),
  )
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

/** What nobody asks who wants an answer. */
function hostile(): string[] {
  const many = (count: number, make: (nth: number) => string) =>
    Array.from({ length: count }, (_, nth) => make(nth))
  return [
    ...MANY_LOCALES.map((locale) => pathOf(NOUNS[locale].join(' ').slice(0, 500), locale)),
    ...MANY_LOCALES.map((locale) => pathOf(NOUNS[locale].join('').repeat(9).slice(0, 500), locale)),
    pathOf(many(200, (nth) => String.fromCharCode(97 + (nth % 26))).join(' '), 'en'),
    pathOf(many(200, (nth) => 'ea'[nth % 2] ?? '').join(' '), 'de'),
    pathOf('a'.repeat(500), 'en'),
    pathOf('壳'.repeat(500), 'zh-CN'),
    pathOf('ก'.repeat(500), 'th'),
    pathOf('ー'.repeat(500), 'ja'),
    pathOf('가나다라마바사'.repeat(71), 'ko'),
    pathOf('lamp-chair-knife-'.repeat(29), 'en'),
    pathOf('1-'.repeat(250), 'en'),
    pathOf("'\\".repeat(250), 'en'),
    pathOf('%_'.repeat(250), 'en'),
    pathOf('!?&|():*<->'.repeat(45), 'en'),
    pathOf('…'.repeat(500), 'en'),
    pathOf('🫖'.repeat(250), 'en'),
    pathOf('xq zv wk jx qz vb'.repeat(20).slice(0, 500), 'de'),
  ]
}
