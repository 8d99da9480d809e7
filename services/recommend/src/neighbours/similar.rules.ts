/** What a product is like. */
export interface Item {
  readonly productId: string
  readonly categoryId: string
  readonly parentId: string | null
  readonly brand: string | null
  readonly facets: readonly string[]
  readonly words: readonly string[]
  readonly priceMinor: number | null
}

/** What goes with a product, strongest first. */
export interface Neighbours {
  readonly others: readonly string[]
  readonly strengths: readonly number[]
}

export const MOST_NEIGHBOURS = 24
const MOST_WORDS = 60
const SHORTEST_WORD = 3
const WEIGHTS = { category: 0.25, facets: 0.3, words: 0.25, price: 0.15, brand: 0.05 }
const LEAST = 0.15

/** How alike two products are, from 0 to 1. */
export function likeness(a: Item, b: Item): number {
  return (
    WEIGHTS.category * (a.categoryId === b.categoryId ? 1 : 0) +
    WEIGHTS.facets * overlap(a.facets, b.facets) +
    WEIGHTS.words * overlap(a.words, b.words) +
    WEIGHTS.price * priceLikeness(a.priceMinor, b.priceMinor) +
    WEIGHTS.brand * (a.brand !== null && a.brand === b.brand ? 1 : 0)
  )
}

/** The candidates that are most like a product. */
export function mostAlike(item: Item, candidates: readonly Item[]): Neighbours {
  const alike = candidates
    .map((other) => ({ other, strength: likeness(item, other) }))
    .filter(({ other, strength }) => other.productId !== item.productId && strength >= LEAST)
    .sort((a, b) => b.strength - a.strength || (a.other.productId < b.other.productId ? -1 : 1))
    .slice(0, MOST_NEIGHBOURS)
  return {
    others: alike.map(({ other }) => other.productId),
    strengths: alike.map(({ strength }) => strength),
  }
}

/** Shared values by all values of both. */
function overlap(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return 0
  const own = new Set(a)
  const shared = b.reduce((count, value) => count + (own.has(value) ? 1 : 0), 0)
  return shared / (a.length + b.length - shared)
}

/** 1 for the same price, a half for one twice as high. */
const priceLikeness = (a: number | null, b: number | null): number =>
  a === null || b === null || a <= 0 || b <= 0 ? 0 : Math.min(a, b) / Math.max(a, b)

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' })

/** Distinct words of a text in any language, short ones of letters left out; CJK words may be short. */
export function wordsOf(text: string): string[] {
  const words = new Set<string>()
  for (const { segment, isWordLike } of segmenter.segment(text.normalize('NFKC').toLowerCase())) {
    if (isWordLike && (segment.length > SHORTEST_WORD || /[^\p{sc=Latin}\p{N}]/u.test(segment)))
      words.add(segment)
    if (words.size >= MOST_WORDS) break
  }
  return [...words]
}
