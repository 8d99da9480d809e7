import { ownersOf, type CallContext, type OutputOf, type Service } from '@tradewind/platform/contract'
import { findRemembering, listViews } from '../behaviour/behaviour.queries.ts'
import type { recommend } from '../contract/index.ts'
import { refreshLists, refreshPopular } from '../neighbours/refresh.ts'
import type { Parts } from '../parts.ts'
import { listNeighbours, listPopular } from './suggest.queries.ts'
import { combine, seedsOf, spread, withPopularity, type Candidate } from './suggest.rules.ts'

type Operations = Pick<
  Service<typeof recommend>,
  'listSimilar' | 'listTogether' | 'listForCart' | 'listPopular' | 'listForYou' | 'rankForCart' | 'refresh'
>
type Suggestion = OutputOf<(typeof recommend)['listPopular']>['items'][number]
type Country = Parameters<Operations['listPopular']>[1]['country']
type Place = { country?: Country; limit?: number }

const LIMIT = 12
/** As many as search answers cards for at once. */
const MOST_CARDS = 48
/** Fewer wanted goods than this are joined by what search holds for popular. */
const FEW = 24
const MOST_VIEWS = 30
const MOST_BOUGHT = 20
const MOST_POPULAR = 200
const ALL_MS = 300_000

export function suggestOperations(parts: Parts): Operations {
  const { db, deps } = parts
  const { fulfilment, orders, search } = deps.calls

  /** Of the candidates, in order, those that can be had and sent there now, with the names their reasons speak of. */
  async function show(
    ctx: CallContext,
    candidates: readonly Candidate[],
    place: Place,
  ): Promise<Suggestion[]> {
    const asked = candidates.slice(0, MOST_CARDS)
    if (asked.length === 0) return []
    const { items } = await search.getCards(ctx, {
      productIds: asked.map(({ productId }) => productId),
      buyable: true,
    })
    const reached = await reachedStores(ctx, [...new Set(items.map(({ storeId }) => storeId))], place.country)
    const cards = new Map(
      items.filter(({ storeId }) => !reached || reached.has(storeId)).map((card) => [card.id, card]),
    )
    const shown = asked.filter(({ productId }) => cards.has(productId)).slice(0, place.limit ?? LIMIT)
    const names = await namesOf(ctx, [...new Set(shown.flatMap(({ seedId }) => seedId ?? []))])
    return shown.flatMap(({ productId, code, seedId }) => {
      const card = cards.get(productId)
      const name = seedId === null ? null : (names.get(seedId) ?? null)
      return card ? [{ card, reason: { code, productId: seedId, name } }] : []
    })
  }

  /** The stores that ship to a country; undefined when none was named. */
  async function reachedStores(
    ctx: CallContext,
    storeIds: string[],
    country: Country,
  ): Promise<Set<string> | undefined> {
    if (country === undefined || storeIds.length === 0) return undefined
    const ways = await fulfilment.getDelivery(ctx, { storeIds, countries: [country] })
    return new Set(ways.map(({ storeId }) => storeId))
  }

  async function namesOf(ctx: CallContext, productIds: string[]): Promise<Map<string, string>> {
    if (productIds.length === 0) return new Map()
    const { items } = await search.getCards(ctx, { productIds })
    return new Map(items.map(({ id, name }) => [id, name]))
  }

  /** What the country wants; before anybody has wanted anything, what search holds for popular. */
  async function popular(
    ctx: CallContext,
    place: Place,
    without: ReadonlySet<string>,
  ): Promise<Suggestion[]> {
    const wanted = (await listPopular(db, place.country, MOST_CARDS)).map(({ productId }) => productId)
    const known =
      wanted.length >= FEW
        ? []
        : (await search.listProducts(ctx, { sort: 'popular', availableOnly: true, limit: FEW })).items
    const ids = [...new Set([...wanted, ...known.map(({ id }) => id)])]
    const candidates = ids
      .filter((productId) => !without.has(productId))
      .map((productId): Candidate => ({ productId, score: 0, code: 'recommend.popular', seedId: null }))
    return show(ctx, candidates, place)
  }

  async function fromBehaviour(ctx: CallContext, owners: string[], place: Place): Promise<Suggestion[]> {
    const [views, purchases] = await Promise.all([
      listViews(db, owners, MOST_VIEWS),
      orders.listPurchases(ctx, { owners }),
    ])
    const bought = purchases.slice(0, MOST_BOUGHT).map(({ productId }) => productId)
    const seeds = seedsOf(views, bought, deps.clock.now())
    if (seeds.length === 0) return []
    const rows = await listNeighbours(
      db,
      seeds.map(({ productId }) => productId),
      ['similar', 'bought', 'viewed'],
    )
    return show(ctx, spread(combine(seeds, rows)), place)
  }

  /** Where there are few, what is popular joins them. */
  async function filledUp(
    ctx: CallContext,
    some: Suggestion[],
    place: Place,
    without: ReadonlySet<string>,
  ): Promise<Suggestion[]> {
    const missing = (place.limit ?? LIMIT) - some.length
    return missing > 0 ? [...some, ...(await popular(ctx, { ...place, limit: missing }, without))] : some
  }

  async function rankForCart(productIds: readonly string[], country: Country): Promise<Candidate[]> {
    const seeds = productIds.map((productId) => ({ productId, weight: 1 }))
    const [rows, wanted] = await Promise.all([
      listNeighbours(db, productIds, ['bought']),
      listPopular(db, country, MOST_POPULAR),
    ])
    return withPopularity(combine(seeds, rows), seeds, wanted)
  }

  return {
    listSimilar: async (ctx, { productId, ...place }) => {
      const rows = await listNeighbours(db, [productId], ['similar'])
      return { items: await show(ctx, combine([{ productId, weight: 1 }], rows), place) }
    },

    listTogether: async (ctx, { productIds, kind, ...place }) => {
      const seeds = productIds.map((productId) => ({ productId, weight: 1 }))
      const rows = await listNeighbours(db, productIds, [kind])
      return { items: await show(ctx, combine(seeds, rows), place) }
    },

    listForCart: async (ctx, { productIds, ...place }) => {
      const shown = await show(ctx, await rankForCart(productIds, place.country), place)
      const without = new Set([...productIds, ...shown.map(({ card }) => card.id)])
      return { items: await filledUp(ctx, shown, place, without) }
    },

    listPopular: async (ctx, place) => ({ items: await popular(ctx, place, new Set()) }),

    listForYou: async (ctx, place) => {
      const owners = ownersOf(ctx)
      const remembering = owners.length === 0 ? 'unasked' : await findRemembering(db, owners)
      const own = remembering === 'yes' ? await fromBehaviour(ctx, owners, place) : []
      const without = new Set(own.map(({ card }) => card.id))
      return { remembering, items: await filledUp(ctx, own, place, without) }
    },

    rankForCart: async (_ctx, { productIds, country }) =>
      (await rankForCart(productIds, country)).map(({ productId }) => productId),

    refresh: async () => {
      const lists = await refreshLists(parts, { waitedSeconds: 0, forMs: ALL_MS })
      await refreshPopular(parts)
      return { lists }
    },
  }
}
