import { systemContext, type Fact, type PayloadOf } from '@tradewind/platform/contract'
import type { Consumer } from '@tradewind/platform/service'
import { productChanged } from '@tradewind/catalog/events'
import { storeNews } from '../contract/events.ts'
import type { FavouritesDeps } from '../favourites.deps.ts'
import * as queries from './news.queries.ts'
import type { UnsubscribeTokens } from './unsubscribe-token.ts'

const NEW_FOR_MS = 3 * 86_400_000
const AT_ONCE = 100
const SHOWN = 5
const MOST_ASKED = 200

/** Notes what stores that are followed by mail newly offer. While nobody follows by mail it reads nothing. */
export function newsConsumer(deps: FavouritesDeps): Consumer {
  return {
    name: 'news',
    events: [productChanged],
    async prepare(facts) {
      const followed = await queries.listFollowedByMail(deps.db)
      if (followed.size === 0) return async () => undefined
      const productIds = [
        ...new Set((facts as Fact<typeof productChanged>[]).map(({ payload }) => payload.productId)),
      ]
      const products = await deps.calls.catalog.getIndexed(systemContext('favourites'), { productIds })
      const since = deps.clock.now().getTime() - NEW_FOR_MS
      const news = products.flatMap(({ id: productId, published, publishedAt, offers }) =>
        !published || publishedAt === null || Date.parse(publishedAt) < since
          ? []
          : offers
              .filter(({ onSale, storeId }) => onSale && followed.has(storeId))
              .map(({ storeId }) => ({ storeId, productId, publishedAt })),
      )
      return (tx) => queries.insertNews(tx, news)
    },
  }
}

/** Says who is to be told of what; answers to how many. */
export async function tellFollowers(deps: FavouritesDeps, tokens: UnsubscribeTokens): Promise<number> {
  const ctx = systemContext('favourites', { deadline: Date.now() + 60_000 })
  let told = 0
  for (;;) {
    const due = await queries.listDue(deps.db, AT_ONCE)
    if (due.length === 0) return told
    const stores = await storesOf(deps, ctx, due)
    const names = await namesOf(deps, ctx, due)
    const written = await deps.db.transaction().execute(async (tx) => {
      const free = await queries.markTold(
        tx,
        due.map(({ owner }) => owner),
      )
      const facts = due
        .filter(({ owner }) => free.has(owner))
        .map(({ owner, stores: news }) => ({
          key: owner,
          payload: {
            userId: owner,
            unsubscribeToken: tokens.tokenFor(owner),
            stores: news.flatMap(({ storeId, productIds }) => {
              const store = stores.get(storeId)
              const products = productIds.slice(0, SHOWN).flatMap((id) => {
                const name = names.get(id)
                return name ? [name] : []
              })
              return store && products.length > 0
                ? [{ slug: store.slug, name: store.name, products, productCount: productIds.length }]
                : []
            }),
          } satisfies PayloadOf<typeof storeNews>,
        }))
        .filter(({ payload }) => payload.stores.length > 0)
      await deps.emitAll(tx, storeNews, facts)
      return facts.length
    })
    told += written
  }
}

async function storesOf(
  { calls }: FavouritesDeps,
  ctx: ReturnType<typeof systemContext>,
  due: readonly queries.DueRow[],
) {
  const storeIds = [...new Set(due.flatMap(({ stores }) => stores.map(({ storeId }) => storeId)))]
  const known = []
  for (let from = 0; from < storeIds.length; from += MOST_ASKED)
    known.push(
      ...(await calls.merchants.getStores(ctx, { storeIds: storeIds.slice(from, from + MOST_ASKED) })),
    )
  return new Map(known.map((store) => [store.id, store]))
}

async function namesOf(
  { calls }: FavouritesDeps,
  ctx: ReturnType<typeof systemContext>,
  due: readonly queries.DueRow[],
) {
  const ids = due.flatMap(({ stores }) => stores.flatMap(({ productIds }) => productIds.slice(0, SHOWN)))
  const productIds = [...new Set(ids)]
  const known = []
  for (let from = 0; from < productIds.length; from += MOST_ASKED)
    known.push(
      ...(await calls.catalog.getIndexed(ctx, { productIds: productIds.slice(from, from + MOST_ASKED) })),
    )
  return new Map(known.filter(({ published }) => published).map(({ id, name }) => [id, name]))
}
