import { answerOf, type Answer, type Item } from '@tradewind/api-client'
import type { ProductCard } from '../listing/listing.ts'
import type { Mall } from '../mall/mall.ts'

export type Product = Answer<'catalog.getProduct'>
export type Variant = Product['variants'][number]
export type Offer = Item<'search.listOffers'>
export type Reviews = Answer<'reviews.listReviews'>

const MOST_SIMILAR = 4
const MOST_NEIGHBOURS = 12

/** A product with everything its page shows. */
export interface ProductPageData {
  product: Product
  offers: Offer[]
  reviews: Reviews
  similar: ProductCard[]
}

export async function loadProduct({ api, place }: Mall, idOrSlug: string): Promise<ProductPageData> {
  const product = await answerOf(
    api.GET('/api/catalog/products/{idOrSlug}', { params: { path: { idOrSlug } } }),
  )
  const path = { productId: product.id }
  // A page stands without what it suggests.
  const country = place.country || undefined
  const similarTo = (productId: string): Promise<ProductCard[]> => {
    const query = { productId, country, limit: MOST_SIMILAR }
    return answerOf(api.GET('/api/recommend/similar', { params: { query } })).then(
      ({ items }) => items.map(({ card }) => card),
      () => [],
    )
  }
  /** Before likeness has been worked out, what is popular beside it. */
  const neighboursIn = async (category: string | undefined): Promise<ProductCard[]> => {
    const query = { categoryId: category, country, sort: 'popular' as const, limit: MOST_NEIGHBOURS }
    const { items } = await answerOf(api.GET('/api/search/products', { params: { query } }))
    return items.filter(({ sent }) => sent)
  }
  const categoryId = product.category.at(-1)?.id
  const [offers, reviews, similar] = await Promise.all([
    answerOf(api.GET('/api/search/products/{productId}/offers', { params: { path } })),
    answerOf(
      api.GET('/api/reviews/products/{productId}/reviews', { params: { path, query: { limit: 10 } } }),
    ),
    similarTo(product.id).then(async (found) => (found.length > 0 ? found : neighboursIn(categoryId))),
  ])
  return {
    product,
    offers: offers.items,
    reviews,
    similar: similar.filter(({ id }) => id !== product.id).slice(0, MOST_SIMILAR),
  }
}

/** The variant with these choices, or the nearest: the one that keeps `kept` and as many others as it can. */
export function variantWith(
  product: Product,
  choices: Readonly<Record<string, string>>,
  kept?: string,
): Variant | undefined {
  const agreement = ({ options }: Variant) =>
    Object.entries(choices).filter(([key, value]) => options[key] === value).length
  return product.variants
    .filter(({ options }) => kept === undefined || options[kept] === choices[kept])
    .sort((a, b) => agreement(b) - agreement(a))[0]
}

/** The variant that an address names, else the one whose offer is best, else the first. */
export function firstVariant(
  product: Product,
  offers: readonly Offer[],
  named: unknown,
): Variant | undefined {
  const byId = (id: unknown) => product.variants.find((variant) => variant.id === id)
  const inStock = offers.find(({ available }) => available > 0)
  return byId(named) ?? byId(inStock?.variantId) ?? byId(offers[0]?.variantId) ?? product.variants[0]
}

/** How many pieces all sellers together have. */
export const stockOf = (offers: readonly Offer[], variantId: string | undefined): number =>
  offers
    .filter((offer) => offer.variantId === variantId)
    .reduce((pieces, { available }) => pieces + available, 0)
