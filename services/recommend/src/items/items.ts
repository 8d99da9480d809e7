import { pickText } from '@tradewind/kernel'
import { systemContext, type OutputOf } from '@tradewind/platform/contract'
import type { catalog } from '@tradewind/catalog/contract'
import { wordsOf, type Item } from '../neighbours/similar.rules.ts'
import type { Parts } from '../parts.ts'
import { deleteItems, upsertItems } from './items.queries.ts'

type Indexed = OutputOf<(typeof catalog)['getIndexed']>[number]

const MOST_CHARACTERS = 600
const MOST_OFFERS = 2_000

/** Reads what products are like from those who know, and keeps it; answers those that are on sale. */
export async function readItems({ db, deps }: Parts, productIds: readonly string[]): Promise<Item[]> {
  const all = await deps.calls.catalog.getIndexed(systemContext('recommend'), {
    productIds: [...productIds],
  })
  const onSale = all.filter(({ published }) => published)
  const prices = await lowestPrices({ db, deps }, onSale)
  const items = onSale.map((product) => ({
    ...itemOf(product, prices.get(product.id) ?? null),
    popularity: popularityOf(product.rating),
  }))
  const kept = new Set(items.map(({ productId }) => productId))
  await db.transaction().execute(async (tx) => {
    await upsertItems(tx, items)
    await deleteItems(
      tx,
      productIds.filter((id) => !kept.has(id)),
    )
  })
  return items
}

function itemOf(product: Indexed, priceMinor: number | null): Item {
  const text = (of: Indexed['name']) => pickText(of, 'en')?.text ?? Object.values(of)[0] ?? ''
  const [categoryId = '', parentId = null] = product.categoryIds
  return {
    productId: product.id,
    categoryId,
    parentId,
    brand: product.brand,
    facets: product.facets.map(({ key, value }) => `${key}:${value}`),
    words: wordsOf(
      [text(product.name), ...product.tags, text(product.description).slice(0, MOST_CHARACTERS)].join(' '),
    ),
    priceMinor,
  }
}

/** The lowest price of each product in the house's first market. */
async function lowestPrices({ deps }: Parts, products: readonly Indexed[]): Promise<Map<string, number>> {
  const self = systemContext('recommend')
  const { items } = await deps.calls.pricing.listMarkets(self, {})
  const market = items[0]?.code
  const productOf = new Map(
    products.flatMap(({ id, offers }) => offers.map(({ offerId }) => [offerId, id] as const)),
  )
  const offerIds = [...productOf.keys()].slice(0, MOST_OFFERS)
  const lowest = new Map<string, number>()
  if (market === undefined || offerIds.length === 0) return lowest
  for (const { offerId, price } of await deps.calls.pricing.getPrices(self, {
    offerIds,
    markets: [market],
  })) {
    const productId = productOf.get(offerId)
    if (productId !== undefined)
      lowest.set(productId, Math.min(price.minor, lowest.get(productId) ?? price.minor))
  }
  return lowest
}

/** Good reviews count, each further one less than the one before. */
const popularityOf = ({ average, count }: Indexed['rating']): number =>
  average === null ? 0 : Math.round(average * 100 * Math.log2(1 + count))
