import type { Static } from 'typebox'
import { decodeCursor, notFound, pageOf, pickText, refused } from '@tradewind/kernel'
import {
  systemContext,
  type CallContext,
  type InputOf,
  type OutputOf,
  type Service,
} from '@tradewind/platform/contract'
import type { ProductCard } from '@tradewind/search/contract'
import type { keepingOperations as contract } from '../contract/keeping.ts'
import type { FavouritesDeps } from '../favourites.deps.ts'
import { findOwner, ownerOf } from '../owners.ts'
import { cheaperThan } from './favourites.rules.ts'
import * as queries from './keeping.queries.ts'

type Card = Static<typeof ProductCard>
type Country = InputOf<(typeof contract)['listFavourites']>['country']
type Favourite = OutputOf<(typeof contract)['listFavourites']>['items'][number]
const PAGE = 24

export function keepingActions(deps: FavouritesDeps): Service<typeof contract> {
  const { db } = deps
  const { search, catalog } = deps.calls

  const cardsOf = async (
    ctx: CallContext,
    productIds: string[],
    where: { buyable?: true; country?: Country } = {},
  ): Promise<Map<string, Card>> => {
    if (productIds.length === 0) return new Map()
    const { items } = await search.getCards(ctx, { productIds, ...where })
    return new Map(items.map((card) => [card.id, card]))
  }

  /** Goods as they stand now: of what cannot be had, at least what it is called. */
  async function view(
    ctx: CallContext,
    rows: readonly queries.KeptRow[],
    country: Country,
  ): Promise<Favourite[]> {
    const ids = rows.map(({ productId }) => productId)
    const buyable = await cardsOf(ctx, ids, { buyable: true, country })
    const shown = await cardsOf(
      ctx,
      ids.filter((id) => !buyable.has(id)),
      { country },
    )
    const lacking = ids.filter((id) => !buyable.has(id) && !shown.has(id))
    const known = new Map(
      (lacking.length === 0
        ? []
        : await catalog.getIndexed(systemContext('favourites'), { productIds: lacking })
      ).map((product) => [product.id, product]),
    )
    return rows.map((row): Favourite => {
      const { productId, keptAt } = row
      const card = buyable.get(productId) ?? shown.get(productId)
      const product = known.get(productId)
      return {
        productId,
        keptAt: keptAt.toISOString(),
        state: buyable.has(productId) ? 'buyable' : (card ?? product?.published) ? 'not-now' : 'gone',
        card: card ?? null,
        name: card?.name ?? pickText(product?.name ?? {}, ctx.locale)?.text ?? '',
        picture: card?.picture ?? product?.picture ?? null,
        cheaperThan: cheaperThan(row, ctx.market, buyable.get(productId)),
      }
    })
  }

  return {
    listMarks: async (ctx) => {
      const owner = await findOwner(db, ctx)
      return owner === undefined ? { productIds: [], storeIds: [] } : queries.listMarks(db, owner)
    },

    listFavourites: async (ctx, { limit = PAGE, cursor, country }) => {
      const owner = await findOwner(db, ctx)
      if (owner === undefined) return { items: [], nextCursor: null, total: 0 }
      const [rows, total] = await Promise.all([
        queries.listKept(db, owner, limit, positionIn(cursor)),
        queries.countKept(db, owner),
      ])
      const page = pageOf(rows, limit, ({ at, productId }) => [at, productId])
      return { items: await view(ctx, page.items, country), nextCursor: page.nextCursor, total }
    },

    addFavourite: async (ctx, { productId }) => {
      const owner = await ownerOf(db, ctx)
      const card = (await cardsOf(ctx, [productId])).get(productId)
      if (!card) {
        const [product] = await catalog.getIndexed(systemContext('favourites'), { productIds: [productId] })
        if (!product?.published) throw notFound()
      }
      const price =
        card && ctx.market !== undefined
          ? { market: ctx.market, currency: card.price.currency, minor: card.price.minor }
          : undefined
      if (!(await queries.insertKept(db, owner, productId, price)))
        throw refused('favourites.too-many', { most: queries.MOST_KEPT })
      return { kept: true, count: await queries.countKept(db, owner) }
    },

    removeFavourite: async (ctx, { productId }) => {
      const owner = await findOwner(db, ctx)
      if (owner === undefined) return { kept: false, count: 0 }
      await queries.deleteKept(db, owner, productId)
      return { kept: false, count: await queries.countKept(db, owner) }
    },
  }
}

function positionIn(cursor: string | undefined) {
  if (cursor === undefined) return undefined
  const [at, id] = decodeCursor(cursor, 'timestamptz', 'text')
  return { at, id }
}
