import { newId, type Locale } from '@tradewind/kernel'
import { markTexts, sourceLocaleOf, type KeptMark } from '@tradewind/platform/texts'
import { storedFields, type StoredFields } from '../texts/product-marks.ts'
import { freeSlug } from '../texts/slug.ts'
import type { Taxonomy } from '../taxonomy/taxonomy.ts'
import { combinationOf, type ProductInput } from './products.rules.ts'
import type { ProductState } from './products.states.ts'

/** What the database has of a product that is written again. */
export interface KeptProduct {
  id: string
  storeId: string
  status: ProductState
  version: number
  texts: Partial<Record<Locale, KeptProductText>>
  variants: readonly { id: string; offerId: string; sku: string; alsoSoldByOthers: boolean }[]
}

export type KeptProductText = KeptMark & { name: string; description: string; slug: string }

/** A product ready to be written: every row of it. */
export interface ProductRows {
  product: {
    id: string
    store_id: string
    status: ProductState
    category_id: string
    brand_id: string | null
    attributes: ProductInput['attributes']
    option_keys: string[]
    origin_country: string | null
    origin_proven: boolean
    hs_code: string | null
    tax_category: ProductInput['taxCategory']
    tags: string[]
    source_locale: Locale
    import_source: string | null
    import_key: string | null
    import_hash: string | null
  }
  texts: readonly {
    product_id: string
    locale: Locale
    name: string
    description: string
    slug: string
    status: string
    by_machine: boolean
    fields: StoredFields
  }[]
  variants: readonly {
    id: string
    offer_id: string
    product_id: string
    store_id: string
    sku: string
    position: number
    options: Record<string, string>
    combination: string
    gtin: string | null
    weight_grams: number
    length_mm: number | null
    width_mm: number | null
    height_mm: number | null
  }[]
  pictures: readonly { product_id: string; variant_id: string | null; position: number; file_id: string }[]
  /** Variants of before that are there no more. */
  goneVariantIds: readonly string[]
  newOfferIds: readonly string[]
}

export interface Origin {
  source: string
  key: string
  hash: string
}

/** Lays a product out in rows. Variants keep their ids, and with them prices, stock and carts, by id or article number. */
export function layOut(
  input: ProductInput,
  storeId: string,
  status: ProductState,
  taxonomy: Taxonomy,
  isTaken: (locale: Locale, slug: string) => boolean,
  kept?: KeptProduct,
  origin?: Origin,
): ProductRows {
  const id = kept?.id ?? newId('prd')
  const variants = input.variants.map((variant, position) => {
    const before =
      kept?.variants.find((one) => one.id === variant.id) ??
      kept?.variants.find(({ sku }) => sku === variant.sku)
    return {
      id: before?.id ?? newId('var'),
      offer_id: before?.offerId ?? newId('off'),
      product_id: id,
      store_id: storeId,
      sku: variant.sku,
      position,
      options: variant.options,
      combination: combinationOf(input.optionKeys, variant.options),
      gtin: variant.gtin ?? null,
      weight_grams: variant.weightGrams,
      length_mm: variant.lengthMm ?? null,
      width_mm: variant.widthMm ?? null,
      height_mm: variant.heightMm ?? null,
    }
  })
  const stays = new Set(variants.map((variant) => variant.id))
  const known = new Set(kept?.variants.map(({ offerId }) => offerId))
  return {
    product: {
      id,
      store_id: storeId,
      status,
      category_id: taxonomy.categoriesByKey.get(input.categoryKey)?.id ?? '',
      brand_id: input.brandKey === undefined ? null : (taxonomy.brandsByKey.get(input.brandKey)?.id ?? null),
      attributes: input.attributes,
      option_keys: input.optionKeys,
      origin_country: input.originCountry ?? null,
      origin_proven: input.originProven ?? false,
      hs_code: input.hsCode ?? null,
      tax_category: input.taxCategory,
      tags: [...new Set(input.tags)],
      source_locale: sourceLocaleOf({ name: input.name }, kept?.texts) ?? 'en',
      import_source: origin?.source ?? null,
      import_key: origin?.key ?? null,
      import_hash: origin?.hash ?? null,
    },
    texts: textRows(id, input, isTaken, kept),
    variants,
    pictures: [
      ...pictureRows(id, null, input.pictureIds),
      ...input.variants.flatMap(({ pictureIds }, index) =>
        pictureRows(id, variants[index]?.id ?? null, pictureIds ?? []),
      ),
    ],
    goneVariantIds: (kept?.variants ?? []).map((one) => one.id).filter((variantId) => !stays.has(variantId)),
    newOfferIds: variants.map((variant) => variant.offer_id).filter((offerId) => !known.has(offerId)),
  }
}

const pictureRows = (productId: string, variantId: string | null, fileIds: readonly string[]) =>
  [...new Set(fileIds)].map((fileId, position) => ({
    product_id: productId,
    variant_id: variantId,
    position,
    file_id: fileId,
  }))

/** The slug stays what it was, so that links hold. */
function textRows(
  id: string,
  input: Pick<ProductInput, 'name' | 'description'>,
  isTaken: (locale: Locale, slug: string) => boolean,
  kept?: KeptProduct,
): ProductRows['texts'] {
  const { name: names, description } = input
  const marks = markTexts({ name: names, description }, kept?.texts ?? {})
  return [...marks].map(([locale, mark]) => {
    const name = names[locale] ?? ''
    return {
      product_id: id,
      locale,
      name,
      description: description[locale] ?? '',
      slug: kept?.texts[locale]?.slug ?? freeSlug(name, id, (slug) => isTaken(locale, slug)),
      status: mark.status,
      by_machine: mark.byMachine,
      fields: storedFields(mark),
    }
  })
}

/** An import that brings fewer texts than there are takes no translation away: they were made here. */
export function withKeptLanguages<T extends Pick<ProductInput, 'name' | 'description'>>(
  input: T,
  kept?: KeptProduct,
): T {
  const name = { ...input.name }
  const description = { ...input.description }
  for (const [locale, text] of Object.entries(kept?.texts ?? {})) {
    if (text.status === 'source' && (input.name[locale] || input.description[locale])) continue
    if (text.name && !input.name[locale]) name[locale] = text.name
    if (text.description && !input.description[locale]) description[locale] = text.description
  }
  return { ...input, name, description }
}
