import {
  encodeCursor,
  pageOf,
  pickText,
  type CountryCode,
  type Locale,
  type LocalizedText,
} from '@tradewind/kernel'
import type { CallContext, InputOf, Service } from '@tradewind/platform/contract'
import type { search as contract } from '../contract/index.ts'
import { storeName, type Names } from '../names/names.ts'
import type { SearchParts } from '../parts.ts'
import { plain } from '../text/letters.ts'
import { askedWords, type AskedWord } from '../text/asked.ts'
import { languagesOf, queryOf, wantedBy } from '../text/query.ts'
import { findAddresses, findParts } from './addresses.queries.ts'
import { cardOf, priorOf, type CardRow } from './cards.ts'
import { correct } from './correction.ts'
import { explainHit } from './explain.queries.ts'
import { brandsOf, groupsOf } from './facets.ts'
import { countShelf, type Counts } from './facets.queries.ts'
import { findOrRescue } from './finding.ts'
import { findCards, listCards, type ShelfOrder } from './list.queries.ts'
import { listOfferRows } from './offers.queries.ts'
import { sentFirst, withReach } from './reach.ts'
import { scopeOf, type Filters } from './scope.ts'
import { findSuggestions, type SuggestedRow } from './suggest.queries.ts'

type Reading = Pick<
  Service<typeof contract>,
  | 'listProducts'
  | 'listFacets'
  | 'listBrands'
  | 'searchProducts'
  | 'suggest'
  | 'listOffers'
  | 'getCards'
  | 'listAddressParts'
  | 'listAddresses'
  | 'explainRanking'
>

const PAGE = 24
const MOST_ADDRESSES = 1_000

/** Lists, search and comparison: all that buyers read of the index. */
export function readingOperations(parts: SearchParts): Reading {
  const { db, names } = parts

  const cardsOf = async ({ locale }: CallContext, rows: readonly CardRow[]) => {
    const known = await names.atLeast(rows[0]?.names_version ?? 0)
    return rows.map((row) => cardOf(row, known, locale))
  }

  /** Cards as a country sees them, in their order. */
  const cardsIn = async (ctx: CallContext, rows: readonly CardRow[], country: CountryCode) => {
    const cards = await cardsOf(ctx, rows)
    const pairs = rows.flatMap((row, index) => (cards[index] ? [{ row, card: cards[index] }] : []))
    return withReach(db, await names.held(), pairs, country)
  }

  /** Cards of a page, as a country sees them where one was named. */
  const pageIn = async (
    ctx: CallContext,
    rows: readonly CardRow[],
    { country, sort }: InputOf<(typeof contract)['listProducts']>,
  ) => {
    if (country === undefined) return cardsOf(ctx, rows)
    const told = await cardsIn(ctx, rows, country)
    return sort === 'price-up' || sort === 'price-down' ? told : sentFirst(told)
  }

  /** The reader's language, where goods may be hidden in it: nobody else's statements look for that. */
  const ruledFor = async ({ locale }: CallContext): Promise<Pick<Filters, 'ruled'>> =>
    (await names.held()).ruled.has(locale) ? { ruled: locale } : {}

  /** Products of what the words were probably meant to be; undefined where that finds none either. */
  const suggestMeant = async (ctx: CallContext, words: readonly AskedWord[]) => {
    const correction = await correct(db, words, ctx.locale)
    if (!correction) return undefined
    const locales = [...languagesOf(correction.words, ctx.locale), ...correction.locales]
    const meant = wantedBy(correction.words, [...new Set(locales)], true)
    const { products } = await findSuggestions(db, meant, scopeOf(ctx), ctx.locale, await ruledFor(ctx))
    return products.length > 0 ? { products, shown: correction.shown } : undefined
  }

  /** Products that are suggested, those sent to the country first where one was named. */
  const suggestedIn = async (rows: SuggestedRow['products'], country: CountryCode | undefined) => {
    const suggested = rows.flatMap((row) =>
      row.title ? [{ row, card: { name: row.title[0], slug: row.title[1], picture: row.picture } }] : [],
    )
    return country === undefined
      ? suggested.map(({ card }) => card)
      : sentFirst(await withReach(db, await names.held(), suggested, country))
  }

  return {
    listProducts: async (ctx, input) => {
      const { categoryId, sort = 'popular', limit = PAGE, cursor, ...filters } = input
      const order: ShelfOrder = sort === 'relevance' ? 'popular' : sort
      const shelf = shelfKey(categoryId, filters)
      const rows = await listCards(
        db,
        { ...withoutShelf(categoryId, filters), ...(await ruledFor(ctx)), shelf, order, limit, cursor },
        scopeOf(ctx),
        ctx.locale,
      )
      const page = pageOf(rows, limit, (row) => [row.sort_key, row.number])
      return { items: await pageIn(ctx, page.items, input), nextCursor: page.nextCursor }
    },

    listFacets: async (ctx, { categoryId, q, ...chosen }) => {
      const filters = { ...chosen, ...(await ruledFor(ctx)) }
      const row =
        q === undefined || q === ''
          ? await countShelf(
              db,
              shelfKey(categoryId, filters),
              withoutShelf(categoryId, filters),
              scopeOf(ctx),
            )
          : (await findOrRescue(parts, ctx, { ...filters, q, limit: 0 })).found
      const groups = groupsOf(row, await names.atLeast(row.names_version), filters, ctx.locale)
      return { total: row.total, more: row.more, groups, price: priceRange(row) }
    },

    listBrands: async (ctx) => {
      const row = await countShelf(db, shelfKey(undefined, {}), await ruledFor(ctx), scopeOf(ctx))
      return { items: brandsOf(row.facets, await names.atLeast(row.names_version), ctx.locale) }
    },

    searchProducts: async (ctx, input) => {
      const limit = input.limit ?? PAGE
      const { found, correctedTo, rescued } = await findOrRescue(parts, ctx, {
        ...input,
        ...(await ruledFor(ctx)),
        limit,
      })
      const items = found.items.slice(0, limit)
      const last = items.at(-1)
      return {
        items: await pageIn(ctx, items, input),
        nextCursor: last && found.items.length > limit ? encodeCursor([last.sort_key, last.number]) : null,
        total: found.total,
        more: found.more,
        groups: groupsOf(found, await names.atLeast(found.names_version), input, ctx.locale),
        price: priceRange(found),
        correctedTo,
        rescued,
      }
    },

    suggest: async (ctx, { q, country }) => {
      const words = askedWords(q)
      if (words.length === 0) return { products: [], categories: [], stores: [], correctedTo: null }
      const begun = wantedBy(words, languagesOf(words, ctx.locale), true)
      const row = await findSuggestions(db, begun, scopeOf(ctx), ctx.locale, await ruledFor(ctx))
      const known = await names.atLeast(row.names_version)
      const categories = categoriesNamed(q, known, ctx.locale)
      const stores = storesNamed(q, known, ctx.locale)
      const isKnown = row.products.length + categories.length + stores.length > 0
      const meant = isKnown ? undefined : await suggestMeant(ctx, words)
      return {
        products: await suggestedIn((meant ?? row).products, country),
        categories,
        stores,
        correctedTo: meant?.shown ?? null,
      }
    },

    listOffers: async (ctx, { productId }) => {
      const rows = await listOfferRows(db, productId, scopeOf(ctx))
      const known = await names.atLeast(rows[0]?.names_version ?? 0)
      return {
        items: rows.map((row, index) => ({
          offerId: row.offer_id,
          variantId: row.variant_id,
          storeId: row.store_id,
          storeName: storeName(known, row.store_id, ctx.locale),
          storeSlug: known.stores.get(row.store_id)?.slug ?? row.store_id,
          price: { minor: row.price_minor, currency: row.currency },
          prior: priorOf(row),
          tiers: (row.tiers ?? []).map(([minQuantity, minor]) => ({
            minQuantity,
            price: { minor, currency: row.currency },
          })),
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

    explainRanking: async (ctx, { q, productId }) => {
      const words = askedWords(q)
      const query = queryOf(words, languagesOf(words, ctx.locale))
      const row =
        words.length > 0
          ? await explainHit(db, query, productId, scopeOf(ctx), ctx.locale, await ruledFor(ctx))
          : undefined
      return row
        ? {
            position: row.position,
            text: row.text,
            popularity: row.popularity,
            availability: row.availability,
            languages: row.locales,
          }
        : { position: null, text: 0, popularity: 0, availability: 0, languages: [] }
    },

    listAddressParts: async () => ({ parts: await findParts(db) }),

    listAddresses: async (ctx, { part, after = 0, limit = MOST_ADDRESSES }) => {
      const rows = await findAddresses(db, { part, after, limit }, ctx.locale)
      const last = rows.length < limit ? undefined : rows.at(-1)
      return { slugs: rows.map(({ slug }) => slug), next: last?.number ?? null }
    },

    getCards: async (ctx, { productIds, buyable, country }) => {
      const rows = await findCards(
        db,
        { productIds, buyable, ...(await ruledFor(ctx)) },
        scopeOf(ctx),
        ctx.locale,
      )
      const cards = country === undefined ? cardsOf(ctx, rows) : cardsIn(ctx, rows, country)
      const byId = new Map((await cards).map((card) => [card.id, card]))
      return { items: productIds.flatMap((id) => byId.get(id) ?? []) }
    },
  }
}

/** Where to look: within a category a store is a condition, otherwise it is the shelf. */
const shelfKey = (categoryId: string | undefined, { storeId }: Filters): string =>
  categoryId ?? storeId ?? 'all'

const withoutShelf = (categoryId: string | undefined, filters: Filters): Filters =>
  categoryId === undefined ? { ...filters, storeId: undefined } : filters

type ShipsFrom = Awaited<ReturnType<Reading['listOffers']>>['items'][number]['shipsFrom']

function priceRange({ prices: [minimum, maximum], currency }: Counts) {
  if (minimum === null || maximum === null) return null
  return { min: { minor: minimum, currency }, max: { minor: maximum, currency } }
}

const MOST_CATEGORIES = 4
const MOST_STORES = 3

/** Whether a word of a name begins with the text, in the reader's language or in English. */
function begins(q: string, locale: Locale): (name: LocalizedText) => boolean {
  const fold = (text: string | undefined) => plain((text ?? '').normalize('NFKC').toLowerCase())
  const wanted = fold(q).trim()
  const matches = (name: string) => name.startsWith(wanted) || name.includes(` ${wanted}`)
  return (name) => matches(fold(name[locale])) || matches(fold(name.en))
}

function categoriesNamed(q: string, { categories }: Names, locale: Locale) {
  const fits = begins(q, locale)
  return [...categories.values()]
    .filter(({ name }) => fits(name))
    .slice(0, MOST_CATEGORIES)
    .map(({ id, name, slug }) => ({
      id,
      name: pickText(name, locale)?.text ?? id,
      slug: pickText(slug, locale)?.text ?? id,
    }))
}

function storesNamed(q: string, names: Names, locale: Locale) {
  const fits = begins(q, locale)
  return [...names.stores.values()]
    .filter(({ name, open }) => open && fits(name))
    .slice(0, MOST_STORES)
    .map(({ id, slug }) => ({ slug, name: storeName(names, id, locale) }))
}
