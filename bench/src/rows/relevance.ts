import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { systemContext } from '@tradewind/platform/contract'
import { icecat } from '../../../seeds/src/catalogues/icecat.ts'
import { loadCatalogues } from '../../../seeds/src/load-catalogue.ts'
import { silentProgress } from '../../../seeds/src/progress.ts'
import { rememberKeys } from '../../../seeds/src/remember-keys.ts'
import { atLeast, skipped, type Finding } from '../finding.ts'
import { withMall } from '../mall.ts'

const DATA = fileURLToPath(new URL('../../../../shared/data/icecat-electronics', import.meta.url))
const FIRST = 10
const LEAST = 0.74

const WORK = 'search: nDCG@10 by people’s ratings'

/** How well the first hits agree with what people said of them. */
export async function relevance(folder: string): Promise<Finding[]> {
  if (!existsSync(DATA)) {
    return [skipped(WORK, '../shared/data/icecat-electronics is not there')]
  }
  const ratings = readRatings()
  const figure = await withMall(join(folder, 'electronics'), { CACHE: 'off' }, async (mall) => {
    const { calls, keyOf } = rememberKeys(mall.calls)
    await mallForDollars(calls)
    await loadCatalogues(calls, [icecat.read(DATA)], silentProgress)
    let sum = 0
    let judged = 0
    for (const [q, rated] of ratings) {
      const best = gainOf([...rated.values()].sort((a, b) => b - a))
      if (best === 0) continue
      const context = systemContext('bench', { locale: 'en', market: 'US' })
      const { items } = await calls.search.searchProducts(context, { q, limit: FIRST })
      sum += gainOf(items.map(({ id }) => rated.get(keyOf.get(id) ?? '') ?? 0)) / best
      judged += 1
    }
    return sum / judged
  })
  return [atLeast(WORK, figure, LEAST, '')]
}

const mallForDollars = (calls: Parameters<typeof rememberKeys>[0]) =>
  calls.pricing.importMarkets(systemContext('bench'), {
    markets: [
      {
        code: 'US',
        name: { en: 'United States' },
        countries: ['US'],
        locales: ['en'],
        currency: 'USD',
        currencies: ['USD'],
        taxDisplay: 'excluded',
        open: true,
      },
    ],
    taxRates: [],
    fx: {
      date: '2026-11-20',
      source: 'bench',
      base: 'EUR',
      rates: { USD: '1.172', JPY: '169.17', GBP: '0.8555', AED: '4.30417', BRL: '6.4384' },
    },
  })

/** Ratings from 0 to 3 by product, by query. */
function readRatings(): Map<string, Map<string, number>> {
  const ratings = new Map<string, Map<string, number>>()
  for (const line of readFileSync(join(DATA, 'search-judgements.csv'), 'utf8').split('\n').slice(1)) {
    const [, query, product, rating] = /^(.*),(\d+),(\d)\s*$/.exec(line) ?? []
    if (query === undefined || product === undefined) continue
    ratings.set(query, (ratings.get(query) ?? new Map<string, number>()).set(product, Number(rating)))
  }
  return ratings
}

/** Discounted gain of the first hits: each counts less than the one before. */
const gainOf = (hits: readonly number[]): number =>
  hits.slice(0, FIRST).reduce((sum, rating, index) => sum + rating / Math.log2(index + 2), 0)
