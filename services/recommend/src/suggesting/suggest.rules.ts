import type { Static } from 'typebox'
import type { Reason } from '../contract/index.ts'
import type { Kind } from '../parts.ts'

export type ReasonCode = Static<typeof Reason>['code']

/** A product from which suggestions start: how much it counts, and what is said of it; without a word, what its list says. */
export interface Seed {
  readonly productId: string
  readonly weight: number
  readonly code?: ReasonCode
}

export interface NeighbourRow {
  readonly productId: string
  readonly kind: Kind
  readonly others: readonly string[]
  readonly strengths: readonly number[]
}

/** A product to suggest, with the seed that speaks most for it. */
export interface Candidate {
  readonly productId: string
  readonly score: number
  readonly code: ReasonCode
  readonly seedId: string | null
}

/** What each list says beside what the reader did. Together is measured by excess over chance, which is small. */
const KIND_COUNTS: Readonly<Record<Kind, number>> = { similar: 0.3, bought: 1, viewed: 0.7 }
const KIND_CODES: Readonly<Record<Kind, ReasonCode>> = {
  similar: 'recommend.because-similar',
  bought: 'recommend.because-together',
  viewed: 'recommend.because-seen-together',
}
/** No more than this many for one seed's sake, so that one look does not fill a row. */
const MOST_PER_SEED = 8

/** What goes best with all seeds together, strongest first; the seeds themselves are left out. */
export function combine(seeds: readonly Seed[], rows: readonly NeighbourRow[]): Candidate[] {
  const seedOf = new Map(seeds.map((seed) => [seed.productId, seed]))
  const found = new Map<string, { score: number; most: number; code: ReasonCode; seedId: string }>()
  for (const { productId, kind, others, strengths } of rows) {
    const seed = seedOf.get(productId)
    if (!seed) continue
    others.forEach((other, index) => {
      if (seedOf.has(other)) return
      const counts = seed.weight * KIND_COUNTS[kind] * (strengths[index] ?? 0)
      const known = found.get(other)
      const speaks = known === undefined || counts > known.most
      found.set(other, {
        score: (known?.score ?? 0) + counts,
        most: speaks ? counts : known.most,
        code: speaks ? (seed.code ?? KIND_CODES[kind]) : known.code,
        seedId: speaks ? productId : known.seedId,
      })
    })
  }
  return Array.from(found, ([productId, { score, code, seedId }]) => ({
    productId,
    score,
    code,
    seedId,
  })).sort((a, b) => b.score - a.score || (a.productId < b.productId ? -1 : 1))
}

/** Leaves each seed so many of its candidates. */
export function spread(candidates: readonly Candidate[]): Candidate[] {
  const taken = new Map<string | null, number>()
  return candidates.filter(({ seedId }) => {
    const nth = (taken.get(seedId) ?? 0) + 1
    taken.set(seedId, nth)
    return seedId === null || nth <= MOST_PER_SEED
  })
}

/**
 * Adds how often each product is wanted at all: the likelihood of the other given a seed is its share of all orders
 * and the excess over it, summed over the seeds.
 */
export function withPopularity(
  candidates: readonly Candidate[],
  seeds: readonly Seed[],
  popular: readonly { productId: string; share: number }[],
): Candidate[] {
  const own = new Set(seeds.map(({ productId }) => productId))
  const scores = new Map(candidates.map((candidate) => [candidate.productId, candidate]))
  for (const { productId, share } of popular) {
    if (own.has(productId)) continue
    const known = scores.get(productId)
    const score = (known?.score ?? 0) + share * seeds.length
    scores.set(
      productId,
      known ? { ...known, score } : { productId, score, code: 'recommend.popular', seedId: null },
    )
  }
  return [...scores.values()].sort((a, b) => b.score - a.score || (a.productId < b.productId ? -1 : 1))
}

const WEIGHTS = { view: 1, cart: 3, bought: 2 }
const HALF_LIFE_DAYS = 7
const DAY_MS = 86_400_000

/** What somebody did, as seeds: carts say more than looks, the newest most. A look after a cart adds to it. */
export function seedsOf(
  views: readonly { productId: string; kind: 'view' | 'cart'; seenAt: Date }[],
  bought: readonly string[],
  now: Date,
): Seed[] {
  const seeds = new Map<string, Seed>()
  for (const productId of bought)
    seeds.set(productId, { productId, weight: WEIGHTS.bought, code: 'recommend.because-bought' })
  for (const { productId, kind, seenAt } of views) {
    const known = seeds.get(productId)
    if (known?.code === 'recommend.because-bought') continue
    const faded = 0.5 ** (Math.max(0, now.getTime() - seenAt.getTime()) / DAY_MS / HALF_LIFE_DAYS)
    const carted = kind === 'cart' || known?.code === 'recommend.because-carted'
    seeds.set(productId, {
      productId,
      weight: (known?.weight ?? 0) + WEIGHTS[kind] * faded,
      code: carted ? 'recommend.because-carted' : 'recommend.because-viewed',
    })
  }
  return [...seeds.values()]
}
