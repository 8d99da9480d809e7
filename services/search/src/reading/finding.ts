import type { Locale } from '@tradewind/kernel'
import type { CallContext, InputOf, OutputOf } from '@tradewind/platform/contract'
import type { search as contract } from '../contract/index.ts'
import type { SearchParts } from '../parts.ts'
import { askedWords, piecesOf, type AskedWord } from '../text/asked.ts'
import { languagesOf, queryOf } from '../text/query.ts'
import { categoryAsked } from './category-rescue.ts'
import { choiceOf } from './choice.ts'
import { correct } from './correction.ts'
import { partHits, shelfHits, wholeHits, type Hits } from './hits.queries.ts'
import { findHits, type Found } from './query.queries.ts'
import { scopeOf, type Filters } from './scope.ts'

type SearchInput = InputOf<(typeof contract)['searchProducts']>
type Rescued = OutputOf<(typeof contract)['searchProducts']>['rescued']

/** What a query found, or what is shown instead. */
export interface Finding {
  found: Found
  correctedTo: string | null
  rescued: Rescued
}

/** Fewer hits than this are joined by what holds only some of the words. */
const FEW = 10
const MOST_PIECES = 5
/** With fewer of many hits to show, most of the others cannot be bought here. */
const MANY = 1_000
const NOTHING: Found = {
  total: 0,
  more: false,
  moreOf: [],
  facets: [],
  prices: [null, null],
  names_version: 0,
  currency: '',
  items: [],
}

/**
 * Hits of a query, with at most so many cards and one more; where there are few, of some of its words too; where there
 * are none, of what it was probably meant to be, then of some of its words, then of a category of that name.
 */
export async function findOrRescue(
  { db, names }: SearchParts,
  ctx: CallContext,
  input: SearchInput & Pick<Filters, 'ruled'> & { limit: number },
): Promise<Finding> {
  const order = input.sort ?? 'relevance'
  const scope = scopeOf(ctx)
  const words = askedWords(input.q)
  if (words.length === 0) return as(NOTHING)
  const choice = await choiceOf(input, names)
  const find = (hits: Hits) => findHits(db, hits, { ...input, order }, scope, ctx.locale)
  const whole = async (asked: readonly AskedWord[], languages: readonly Locale[]) => {
    const query = queryOf(asked, languages)
    const wish = { order, storeId: input.storeId, choice }
    const look = async (far: boolean) => ({
      ...(await find(wholeHits(query, ctx.locale, { ...wish, far }, scope))),
      far,
    })
    const found = await look(isNarrowed(input))
    return !found.far && found.more && found.total < MANY ? look(true) : found
  }
  const part = (asked: readonly AskedWord[], languages: readonly Locale[], wanted?: string) => {
    const { each } = queryOf(distinct(asked).slice(0, MOST_PIECES), languages)
    return find(partHits(each, ctx.locale, choice, wanted))
  }

  const locales = languagesOf(words, ctx.locale)
  const found = await whole(words, locales)
  if (found.total > 0) {
    const isFew = found.total < FEW && words.length > 1 && !found.far
    return as(isFew ? await part(words, locales, queryOf(words, locales).wanted) : found)
  }
  const correction = await correct(db, words, ctx.locale)
  const asked = correction?.words ?? words
  const wider = [...new Set([...locales, ...(correction?.locales ?? [])])]
  const shown = correction?.shown ?? null
  const isOther = asked.some((word, index) => word !== words[index]) || wider.length > locales.length
  if (isOther) {
    const corrected = await whole(asked, wider)
    if (corrected.total > 0) return as(corrected, shown, shown === null ? null : 'spelling')
  }
  const pieces = asked.flatMap(piecesOf)
  if (pieces.length > 1) {
    const some = await part(pieces, wider)
    if (some.total > 0) return as(some, shown, 'words')
  }
  const categoryId = categoryAsked(words, await names.current())
  const shelf = categoryId === undefined ? undefined : await find(shelfHits(categoryId, isNarrowed(input)))
  return shelf && shelf.total > 0 ? as(shelf, null, 'category') : as(found)
}

const as = (found: Found, correctedTo: string | null = null, rescued: Rescued = null): Finding => ({
  found,
  correctedTo,
  rescued,
})

const distinct = (words: readonly AskedWord[]): AskedWord[] => [
  ...new Map(words.map((word) => [word.spelling, word])).values(),
]

/** Whether few hits are what the caller asked for. */
const isNarrowed = ({ facets, storeId, brand, minPrice, maxPrice, availableOnly, tag }: Filters): boolean =>
  [facets, storeId, brand, minPrice, maxPrice, availableOnly, tag].some((one) => one !== undefined)
