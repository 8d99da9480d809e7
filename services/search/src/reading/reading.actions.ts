import { encodeCursor, pageOf, pickText, type Locale } from '@tradewind/kernel'
import type { CallContext, InputOf, Service } from '@tradewind/platform/contract'
import type { search as contract } from '../contract/index.ts'
import type { Names } from '../names/names.ts'
import type { SearchParts } from '../parts.ts'
import { plain } from '../text/letters.ts'
import { askedWords, languagesOf, wantedBy, type AskedWord } from '../text/query.ts'
import { cardOf } from './cards.ts'
import { correct } from './correction.ts'
import { groupsOf } from './facets.ts'
import { findCards, listCards, type ShelfOrder } from './list.queries.ts'
import { listOfferRows } from './offers.queries.ts'
import { countFacets, findHits, type CountedRow, type FoundRow, type Source } from './query.queries.ts'
import { scopeOf } from './scope.ts'
import { findSuggestions } from './suggest.queries.ts'

type Reading = Pick<
  Service<typeof contract>,
  'listProducts' | 'listFacets' | 'searchProducts' | 'suggest' | 'listOffers' | 'getCards'
>
type SearchInput = InputOf<(typeof contract)['searchProducts']>

const PAGE = 24
const NOTHING: FoundRow = {
  total: 0,
  counts: [],
  prices: [null, null],
  names_version: 0,
  currency: '',
  items: [],
}

/** Lists, search and comparison: all that buyers read of the index. */
export function readingOperations({ db, names }: SearchParts): Reading {
  const find = (
    ctx: CallContext,
    words: readonly AskedWord[],
    locales: readonly Locale[],
    input: SearchInput,
  ) =>
    findHits(
      db,
      wantedBy(words, locales),
      { ...input, order: input.sort ?? 'relevance', limit: input.limit ?? PAGE },
      scopeOf(ctx),
      ctx.locale,
    )

  /** Hits of a query; where there are none, of what it was probably meant to be. */
  const findOrCorrect = async (ctx: CallContext, input: SearchInput) => {
    const words = askedWords(input.q)
    if (words.length === 0) return { found: NOTHING, correctedTo: null }
    const locales = languagesOf(words, ctx.locale)
    const found = await find(ctx, words, locales, input)
    if (found.total > 0) return { found, correctedTo: null }
    const correction = await correct(db, words, ctx.locale)
    if (!correction) return { found, correctedTo: null }
    const wider = [...new Set([...locales, ...correction.locales])]
    const corrected = await find(ctx, correction.words, wider, input)
    return corrected.total > 0
      ? { found: corrected, correctedTo: correction.shown }
      : { found, correctedTo: null }
  }

  return {
    listProducts: async (ctx, { categoryId, sort = 'popular', limit = PAGE, cursor, ...filters }) => {
      const order: ShelfOrder = sort === 'relevance' ? 'popular' : sort
      // A store's own shelf is the shortest; within a category the store is a condition.
      const shelf = categoryId ?? filters.storeId ?? 'all'
      const narrowed = categoryId === undefined ? { ...filters, storeId: undefined } : filters
      const rows = await listCards(db, { ...narrowed, shelf, order, limit, cursor }, scopeOf(ctx), ctx.locale)
      const page = pageOf(rows, limit, (row) => [row.sort_key, row.number])
      return { items: page.items.map(cardOf), nextCursor: page.nextCursor }
    },

    listFacets: async (ctx, { categoryId, q, ...filters }) => {
      const words = askedWords(q ?? '')
      const source: Source =
        words.length > 0
          ? { wanted: wantedBy(words, languagesOf(words, ctx.locale)) }
          : { shelf: categoryId ?? filters.storeId ?? 'all' }
      const row = await countFacets(db, source, filters, scopeOf(ctx), ctx.locale)
      const groups = groupsOf(row.counts, await names.atLeast(row.names_version), filters, ctx.locale)
      return { total: row.total, groups, price: priceRange(row) }
    },

    searchProducts: async (ctx, input) => {
      const { found, correctedTo } = await findOrCorrect(ctx, input)
      const limit = input.limit ?? PAGE
      const items = found.items.slice(0, limit)
      const last = items.at(-1)
      return {
        items: items.map(cardOf),
        nextCursor: last && found.items.length > limit ? encodeCursor([last.sort_key, last.number]) : null,
        total: found.total,
        groups: groupsOf(found.counts, await names.atLeast(found.names_version), input, ctx.locale),
        correctedTo,
      }
    },

    suggest: async (ctx, { q }) => {
      const words = askedWords(q)
      if (words.length === 0) return { products: [], categories: [], stores: [] }
      const wanted = wantedBy(words, languagesOf(words, ctx.locale), true)
      const row = await findSuggestions(db, wanted, q.trim(), scopeOf(ctx), ctx.locale)
      return {
        products: row.products.flatMap(({ title, picture }) =>
          title ? [{ name: title[0], slug: title[1], picture }] : [],
        ),
        categories: categoriesNamed(q, await names.atLeast(row.names_version), ctx.locale),
        stores: row.stores,
      }
    },

    listOffers: async (ctx, { productId }) => {
      const rows = await listOfferRows(db, productId, scopeOf(ctx), ctx.locale)
      return {
        items: rows.map((row, index) => ({
          offerId: row.offer_id,
          variantId: row.variant_id,
          storeId: row.store_id,
          storeName: row.store_name,
          storeSlug: row.store_slug,
          price: { minor: row.price_minor, currency: row.currency },
          available: row.available,
          shipsFrom: row.ships_from as ShipsFrom,
          shipping:
            row.delivery_minor === null
              ? null
              : { minor: row.delivery_minor, currency: row.delivery_currency },
          minDays: row.min_days,
          maxDays: row.max_days,
          best: index === 0,
        })),
      }
    },

    getCards: async (ctx, { productIds }) => {
      const rows = await findCards(db, productIds, scopeOf(ctx), ctx.locale)
      const byId = new Map(rows.map((row) => [row.product_id, row]))
      return {
        items: productIds.flatMap((id) => {
          const row = byId.get(id)
          return row ? [cardOf(row)] : []
        }),
      }
    },
  }
}

type ShipsFrom = Awaited<ReturnType<Reading['listOffers']>>['items'][number]['shipsFrom']

function priceRange({ prices: [minimum, maximum], currency }: CountedRow) {
  if (minimum === null || maximum === null) return null
  return { min: { minor: minimum, currency }, max: { minor: maximum, currency } }
}

const MOST_CATEGORIES = 4

/** Categories of which a word begins with the text, in the reader's language or in English. */
function categoriesNamed(q: string, { categories }: Names, locale: Locale) {
  const wanted = plain(q.normalize('NFKC').toLowerCase().trim())
  const begins = (name: string | undefined) => {
    const folded = plain((name ?? '').normalize('NFKC').toLowerCase())
    return folded.startsWith(wanted) || folded.includes(` ${wanted}`)
  }
  return [...categories.values()]
    .filter(({ name }) => begins(name[locale]) || begins(name.en))
    .slice(0, MOST_CATEGORIES)
    .map(({ id, name, slug }) => ({
      id,
      name: pickText(name, locale)?.text ?? id,
      slug: pickText(slug, locale)?.text ?? id,
    }))
}
