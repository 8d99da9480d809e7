import type { Catalogue, CatalogueProduct, CatalogueVariant, RowFault } from './catalogues/catalogue.ts'
import { digestOf } from './catalogues/words.ts'
import { seedsContext, type LoadCalls } from './contracts.ts'
import { demoRates, tagPrice } from './demo-prices.ts'
import { faultAt, inBatches, noTick, sendSound } from './load-rows.ts'
import type { SellingStore } from './load-stores.ts'

const OFFERS_AT_ONCE = 500
/** Most pictures of one product or variant. */
const MOST_PICTURES = 20
const RATES = demoRates()

/** Products with their prices and stock, so that what was brought can be bought even when the load ends here. */
export async function loadProducts(
  calls: Pick<LoadCalls, 'catalog' | 'pricing' | 'inventory'>,
  { name }: Catalogue,
  batch: readonly CatalogueProduct[],
  stores: readonly SellingStore[],
  pictures: ReadonlyMap<string, string>,
  faults: RowFault[],
) {
  const byKey = new Map(batch.map((product) => [product.key, product]))
  const answer = await sendSound(batch, 'products', faults, (products) =>
    calls.catalog.importProducts(seedsContext(), {
      source: name,
      products: products.map((product) => ({
        ...fieldsOf(product, pictures),
        storeId: storeOf(name, product, stores).id,
        publish: true,
      })),
    }),
  )
  if (!answer) return []
  for (const { key, code, path } of answer.errors) {
    const product = byKey.get(key)
    const variant = product?.variants[Number(/^variants\.(\d+)/.exec(path ?? '')?.[1])]
    if (product) faults.push(faultAt(variant ?? product, code, path))
  }
  const offers = answer.products.flatMap(({ key, variants }) => {
    const product = byKey.get(key)
    return variants.flatMap(({ sku, offerId }) => {
      const variant = product?.variants.find((one) => one.sku === sku)
      return product && variant ? [{ offerId, variant, store: storeOf(name, product, stores) }] : []
    })
  })
  await inBatches(offers, OFFERS_AT_ONCE, noTick, async (some) => {
    await calls.pricing.importPrices(seedsContext(), { prices: some.flatMap(pricesOf) })
    await calls.inventory.importStock(seedsContext(), {
      stock: some.map(({ offerId, variant, store }) => ({
        offerId,
        storeId: store.id,
        country: store.country,
        onHand: variant.onHand,
      })),
    })
  })
  return answer.products
}

/** The store of a product, the same at every load. */
function storeOf(name: string, { key }: CatalogueProduct, stores: readonly SellingStore[]): SellingStore {
  const store = stores[Number.parseInt(digestOf(`${name} ${key}`).slice(0, 8), 16) % stores.length]
  if (!store) throw new Error('there are no stores to sell loaded goods')
  return store
}

function fieldsOf(product: CatalogueProduct, pictures: ReadonlyMap<string, string>) {
  const { file: _file, line: _line, pictures: files, variants, ...fields } = product
  const idsOf = (names: readonly string[]) =>
    names.flatMap((name) => pictures.get(name) ?? []).slice(0, MOST_PICTURES)
  return {
    ...fields,
    tags: [...new Set(fields.tags)],
    pictureIds: idsOf(files),
    variants: variants.map(
      ({ file: _of, line: _at, prices: _prices, onHand: _onHand, pictures: shown, ...variant }) => ({
        ...variant,
        pictureIds: idsOf(shown),
      }),
    ),
  }
}

/** The store's own price, converted where the catalogue states none in its currency, and the others that it states. */
function pricesOf({
  offerId,
  variant,
  store,
}: {
  offerId: string
  variant: CatalogueVariant
  store: SellingStore
}) {
  const [first] = variant.prices
  if (!first) return []
  const own = variant.prices.find(({ currency }) => currency === store.currency)
  const base = own ?? tagPrice(first, store.currency, RATES)
  const others = variant.prices.filter(({ currency }) => currency !== base.currency)
  return [base, ...others].map((price, index) => ({
    offerId,
    storeId: store.id,
    price: { minor: price.minor, currency: price.currency },
    isBase: index === 0,
  }))
}
