import { money, type Money } from '@tradewind/kernel'
import { seedsContext, type LoadCalls } from './contracts.ts'
import { pictureFile, readProductTexts, type DemoProduct } from './demo-files.ts'
import type { LoadedStore } from './demo-stores.ts'

const BATCH = 50

export interface LoadedVariant {
  productKey: string
  productId: string
  variantId: string
  offerId: string
  sku: string
  store: LoadedStore
  /** Price in EUR as the demo's goods state it. */
  euro: Money
}

/** The pictures that have been made; answers their ids by name. */
export async function loadPictures(calls: LoadCalls, goods: DemoProduct[]): Promise<Map<string, string>> {
  const names = [...new Set(goods.flatMap((product) => product.pictures))]
  const known = names.flatMap((name) => {
    const file = pictureFile(name)
    return file === undefined ? [] : [{ key: `demo/${name}`, file }]
  })
  const ids = new Map<string, string>()
  for (let at = 0; at < known.length; at += BATCH) {
    const { pictures, errors } = await calls.catalog.importPictures(seedsContext(), {
      storeId: null,
      pictures: known.slice(at, at + BATCH),
    })
    for (const error of errors) throw new Error(`picture ${error.key}: ${error.code}`)
    for (const picture of pictures) ids.set(picture.key.slice('demo/'.length), picture.id)
  }
  return ids
}

/** The goods of each region, in the store that sells them. */
export async function loadProducts(
  calls: LoadCalls,
  goods: Map<string, DemoProduct[]>,
  stores: readonly LoadedStore[],
  pictures: ReadonlyMap<string, string>,
  tick: (done: number, total: number) => void,
): Promise<LoadedVariant[]> {
  const textOf = readProductTexts(goods.keys())
  const all = [...goods].flatMap(([region, products]) => {
    const store = stores.find((one) => one.regions.includes(region))
    if (!store) throw new Error(`no store sells the goods of ${region}`)
    return products.map((product) => ({ product, store }))
  })
  const loaded: LoadedVariant[] = []
  for (let at = 0; at < all.length; at += BATCH) {
    const batch = all.slice(at, at + BATCH)
    const answer = await calls.catalog.importProducts(seedsContext(), {
      source: 'demo',
      products: batch.map(({ product, store }) => ({
        ...fieldsOf(product, pictures),
        ...textOf(product.key),
        storeId: store.id,
        publish: true,
      })),
    })
    for (const error of answer.errors) throw new Error(`${error.key}: ${error.code} ${error.path ?? ''}`)
    for (const { key, productId, variants } of answer.products) {
      const entry = batch.find((one) => one.product.key === key)
      if (!entry) continue
      for (const { sku, variantId, offerId } of variants) {
        const variant = entry.product.variants.find((one) => one.sku === sku)
        if (variant)
          loaded.push({
            productKey: key,
            productId,
            variantId,
            offerId,
            sku,
            store: entry.store,
            euro: money(variant.price.minor, variant.price.currency),
          })
      }
    }
    tick(Math.min(at + BATCH, all.length), all.length)
  }
  return loaded
}

function fieldsOf(product: DemoProduct, pictures: ReadonlyMap<string, string>) {
  const idsOf = (names: (string | undefined)[]) =>
    names.flatMap((name) => (name === undefined ? [] : (pictures.get(name) ?? [])))
  return {
    key: product.key,
    categoryKey: product.category,
    brandKey: product.brand ?? undefined,
    attributes: product.attributes,
    optionKeys: product.options,
    originCountry: product.origin,
    hsCode: product.hsCode,
    taxCategory: taxCategoryOf(product.hsCode),
    tags: product.tags ?? [],
    pictureIds: idsOf(product.pictures),
    variants: product.variants.map(
      ({ sku, options, weightGrams, lengthMm, widthMm, heightMm, picture }, index) => ({
        sku,
        options,
        weightGrams,
        lengthMm,
        widthMm,
        heightMm,
        gtin: index === 0 ? product.gtin : undefined,
        pictureIds: idsOf([picture]),
      }),
    ),
  }
}

/** Food by chapters 2 to 21 of the Harmonized System, books by chapter 49, all else standard. */
function taxCategoryOf(hsCode: string): 'food' | 'books' | 'standard' {
  const chapter = Number(hsCode.slice(0, 2))
  if (chapter >= 2 && chapter <= 21) return 'food'
  return hsCode.startsWith('4901') ? 'books' : 'standard'
}
