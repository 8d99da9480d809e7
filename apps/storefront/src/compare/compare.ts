import { answerOf, ApiError } from '@tradewind/api-client'
import { countryName, formatMoney, formatNumber, isZero } from '@tradewind/kernel'
import { measureText } from '@tradewind/locales'
import { discoveryTexts } from '../discovery/texts.ts'
import type { ProductCard } from '../listing/listing.ts'
import type { Mall, Money } from '../mall/mall.ts'
import { compareOffers, type Compared } from '../product/comparison.ts'
import type { Product } from '../product/product.ts'
import { alignRows, type CompareGroup } from './compare.rules.ts'

/** One product of a comparison; what its best offer costs in all is unknown when that cannot be asked. */
export interface ComparedProduct {
  card: ProductCard
  product: Product
  offer: Compared | undefined
}

export interface ComparePageData {
  products: ComparedProduct[]
  groups: CompareGroup[]
  /** Goods like the first, to go on with. */
  more: ProductCard[]
}

const MOST_MORE = 4

export async function loadCompared(mall: Mall, ids: readonly string[]): Promise<ComparePageData> {
  const { api, place } = mall
  if (ids.length === 0) return { products: [], groups: [], more: [] }
  const query = { productIds: [...ids], country: place.country || undefined }
  const { items: cards } = await answerOf(api.GET('/api/search/cards', { params: { query } }))
  const [offers, products, more] = await Promise.all([
    compareOffers(
      mall,
      cards.map(({ offerId }) => offerId),
    ).catch(() => []),
    Promise.all(cards.map(({ id }) => findProduct(mall, id))),
    similarTo(mall, cards),
  ])
  const compared = cards.flatMap((card, index) => {
    const product = products[index]
    const offer = offers.find(({ offerId }) => offerId === card.offerId)
    return product ? [{ card, product, offer }] : []
  })
  return { products: compared, groups: groupsOf(mall, compared), more }
}

/** Nothing once it is no longer offered; any other refusal is the page's. */
const findProduct = ({ api }: Mall, idOrSlug: string): Promise<Product | undefined> =>
  answerOf(api.GET('/api/catalog/products/{idOrSlug}', { params: { path: { idOrSlug } } })).catch(
    (thrown: unknown) => {
      if (thrown instanceof ApiError && thrown.status === 404) return undefined
      throw thrown
    },
  )

async function similarTo({ api, place }: Mall, cards: readonly ProductCard[]): Promise<ProductCard[]> {
  const [first] = cards
  if (!first) return []
  const query = { productId: first.id, country: place.country || undefined, limit: 2 * MOST_MORE }
  const found = await answerOf(api.GET('/api/recommend/similar', { params: { query } })).catch(
    () => undefined,
  )
  const own = new Set(cards.map(({ id }) => id))
  return (found?.items ?? [])
    .map(({ card }) => card)
    .filter(({ id }) => !own.has(id))
    .slice(0, MOST_MORE)
}

function groupsOf(mall: Mall, products: readonly ComparedProduct[]): CompareGroup[] {
  const { t: common, locale } = mall
  const t = discoveryTexts(locale)
  const written = (amount: Money | null | undefined) => (amount ? formatMoney(amount, locale) : null)
  const row = (key: string, name: string, cellOf: (one: ComparedProduct) => string | null) => ({
    key,
    name,
    cells: products.map(cellOf),
  })
  return [
    {
      name: t('compare.prices'),
      rows: [
        row('price', common('offers.price'), ({ card, offer }) => written(offer?.price ?? card.price)),
        row('shipping', common('offers.shipping'), ({ offer }) =>
          offer?.shipping && isZero(offer.shipping) ? common('cost.free') : written(offer?.shipping),
        ),
        row('taxes', common('offers.taxes'), ({ offer }) => (offer ? taxesOf(mall, offer) : null)),
        row('whole', common('offers.whole'), ({ offer }) => written(offer?.whole)),
        row('arrival', common('offers.arrival'), ({ offer }) =>
          offer && offer.minDays !== null && offer.maxDays !== null
            ? common('offers.days', { min: offer.minDays, max: offer.maxDays })
            : null,
        ),
      ],
    },
    { name: common('spec.title'), rows: alignRows(products.map(({ product }) => valuesOf(mall, product))) },
    {
      name: t('compare.trust'),
      rows: [
        row('store', common('offers.store'), ({ card }) => card.storeName),
        row('from', t('compare.from'), ({ card }) => countryName(card.shipsFrom, locale)),
        row('score', t('compare.score'), ({ offer }) =>
          offer === undefined
            ? null
            : offer.score.value === null
              ? t('offers.new-store')
              : `${formatNumber(offer.score.value, locale)} / ${formatNumber(100, locale)}`,
        ),
        row('rating', t('compare.rating'), ({ card }) =>
          card.rating === null
            ? null
            : `${formatNumber(card.rating, locale, { maximumFractionDigits: 1 })} (${formatNumber(card.ratingCount, locale)})`,
        ),
      ],
    },
  ]
}

/** Tax and duty in one cell: what is charged, what is held by the price, what comes at the door. */
function taxesOf({ t: common, locale }: Mall, offer: Compared): string | null {
  const parts = [
    [common('cost.duty'), offer.duty],
    [common(offer.taxIncluded ? 'cost.tax-included' : 'cost.tax'), offer.tax],
    [common('cost.due'), offer.dueAtDelivery],
  ] as const
  const shown = parts.flatMap(([name, amount]) =>
    amount && !isZero(amount) ? [`${name} ${formatMoney(amount, locale)}`] : [],
  )
  if (offer.atDelivery === 'unknown') shown.push(discoveryTexts(locale)('offers.due-unknown'))
  return shown.length === 0 ? null : shown.join('\n')
}

/** What a product says of itself: brand, attributes with units, choices, origin. */
function valuesOf({ t: common, locale }: Mall, product: Product) {
  const { brand, attributes, options, originCountry } = product
  return [
    ...(brand ? [{ key: 'brand', name: common('common.brand'), value: brand.name }] : []),
    ...attributes.map(({ key, name, value, unit }) => ({
      key,
      name,
      value: unit ? measureText(common, value, unit) : value,
    })),
    ...options.map(({ key, name, values }) => ({
      key: `option-${key}`,
      name,
      value: values.map((value) => value.name).join(', '),
    })),
    ...(originCountry
      ? [{ key: 'origin', name: common('spec.origin'), value: countryName(originCountry, locale) }]
      : []),
  ]
}
