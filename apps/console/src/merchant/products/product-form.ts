import { ApiError, type Answer, type Body } from '@tradewind/api-client'
import { DEFAULT_LOCALE, pickText, type LocalizedText, type Money } from '@tradewind/kernel'
import type { Picture } from '../files.ts'
import { rearranged, skuOf, type Choice, type ChosenOption } from './variants.ts'

export type Product = Answer<'catalog.getOwnProduct'>
type ProductBody = Body<'catalog.createProduct'>
export type TaxCategory = Product['taxCategory']

/** A figure as it stands in a field: empty when nothing was written. */
type Figure = number | undefined

/** One variant as the form holds it, with its prices by currency and what is on hand in the chosen warehouse. */
export interface VariantForm {
  id?: string
  offerId?: string
  options: Choice
  sku: string
  gtin: string
  weightGrams: Figure
  lengthMm: Figure
  widthMm: Figure
  heightMm: Figure
  pictureIds: string[]
  prices: Record<string, Money | undefined>
  onHand: Figure
}

/** A product as the form holds it. */
export interface ProductForm {
  categoryKey: string
  brandKey: string | undefined
  name: LocalizedText
  description: LocalizedText
  attributes: Record<string, string | number | boolean | undefined>
  options: ChosenOption[]
  originCountry: string | undefined
  originProven: boolean
  hsCode: string
  taxCategory: TaxCategory
  tags: string[]
  pictures: Picture[]
  variants: VariantForm[]
}

export interface Stocked {
  offerId: string
  warehouseId: string
  onHand: number
}
export interface Priced {
  offerId: string
  price: Money
}

export const emptyVariant = (options: Choice, sku = ''): VariantForm => ({
  options,
  sku,
  gtin: '',
  weightGrams: undefined,
  lengthMm: undefined,
  widthMm: undefined,
  heightMm: undefined,
  pictureIds: [],
  prices: {},
  onHand: undefined,
})

export const emptyForm = (originCountry: string | undefined): ProductForm => ({
  categoryKey: '',
  brandKey: undefined,
  name: {},
  description: {},
  attributes: {},
  options: [],
  originCountry,
  originProven: false,
  hsCode: '',
  taxCategory: 'standard',
  tags: [],
  pictures: [],
  variants: [emptyVariant({})],
})

/** A stored product as the form holds it; stock is that of one warehouse. */
export function formOf(product: Product, prices: readonly Priced[], stock: readonly Stocked[]): ProductForm {
  return {
    categoryKey: product.categoryKey,
    brandKey: product.brandKey ?? undefined,
    name: product.name,
    description: product.description,
    attributes: { ...product.attributes },
    options: product.optionKeys.map((key) => ({
      key,
      values: [...new Set(product.variants.flatMap(({ options }) => options[key] ?? []))],
    })),
    originCountry: product.originCountry ?? undefined,
    originProven: product.originProven,
    hsCode: product.hsCode ?? '',
    taxCategory: product.taxCategory,
    tags: product.tags,
    pictures: product.pictures,
    variants: product.variants.map((variant) => ({
      id: variant.id,
      offerId: variant.offerId,
      options: variant.options,
      sku: variant.sku,
      gtin: variant.gtin ?? '',
      weightGrams: variant.weightGrams,
      lengthMm: variant.lengthMm,
      widthMm: variant.widthMm,
      heightMm: variant.heightMm,
      pictureIds: variant.pictures.map(({ id }) => id),
      prices: Object.fromEntries(
        prices.flatMap(({ offerId, price }) =>
          offerId === variant.offerId ? [[price.currency, price] as const] : [],
        ),
      ),
      onHand: stock.find(({ offerId }) => offerId === variant.offerId)?.onHand,
    })),
  }
}

/** The form as the catalogue takes it. What is missing is left to the API to name. */
export function bodyOf(form: ProductForm): ProductBody {
  const { brandKey, originCountry = '', hsCode, options, pictures, variants, attributes, ...rest } = form
  return {
    ...rest,
    ...(brandKey === undefined ? {} : { brandKey }),
    ...(hsCode.trim() === '' ? {} : { hsCode: hsCode.trim() }),
    attributes: Object.fromEntries(
      Object.entries(attributes).flatMap(([key, value]) =>
        value === undefined || value === '' ? [] : [[key, value] as const],
      ),
    ),
    originCountry,
    optionKeys: options.map(({ key }) => key),
    pictureIds: pictures.map(({ id }) => id),
    variants: variants.map((variant) => ({
      ...(variant.id === undefined ? {} : { id: variant.id }),
      sku: variant.sku.trim(),
      ...(variant.gtin.trim() === '' ? {} : { gtin: variant.gtin.trim() }),
      options: variant.options,
      weightGrams: variant.weightGrams ?? 0,
      ...given('lengthMm', variant.lengthMm),
      ...given('widthMm', variant.widthMm),
      ...given('heightMm', variant.heightMm),
      ...(variant.pictureIds.length === 0 ? {} : { pictureIds: variant.pictureIds }),
    })),
  }
}

const given = <Key extends string>(key: Key, value: Figure) =>
  (value === undefined ? {} : { [key]: value }) as Partial<Record<Key, number>>

/**
 * Names every field that must be written, all at once; the weight among them, since a variant without one would be
 * shipped for nothing.
 */
export function assertComplete({ categoryKey, name, originCountry, variants }: ProductForm): void {
  const missing = [
    ...(categoryKey === '' ? ['categoryKey'] : []),
    ...(Object.values(name).some(Boolean) ? [] : ['name']),
    ...(originCountry ? [] : ['originCountry']),
    ...variants.flatMap(({ sku, weightGrams }, index) => [
      ...(sku.trim() === '' ? [`variants.${index}.sku`] : []),
      ...(weightGrams === undefined ? [`variants.${index}.weightGrams`] : []),
    ]),
  ]
  const errors = missing.map((path) => ({ path, code: 'platform.required' }))
  if (errors.length > 0) throw new ApiError(400, { code: 'platform.bad-request', errors })
}

/** The form with other options, its variants made to fit; what is new begins with a proposed article number and the first one's weight and prices. */
export function withOptions(form: ProductForm, options: ChosenOption[]): ProductForm {
  const complete = options.filter(({ values }) => values.length > 0)
  const [first] = form.variants
  const base = commonSku(form)
  const made = (choice: Choice) => ({
    ...emptyVariant(choice),
    weightGrams: first?.weightGrams,
    prices: { ...first?.prices },
  })
  const variants = rearranged(form.variants, complete, made).map((variant) =>
    variant.sku === '' ? { ...variant, sku: skuOf(base, variant.options) } : variant,
  )
  return { ...form, options, variants }
}

/** What the article numbers of a product begin with, else its name. */
const commonSku = ({ variants, name }: ProductForm): string => {
  const [first] = variants
  const values = new Set(Object.values(first?.options ?? {}).map((value) => value.toUpperCase()))
  const stem = (first?.sku ?? '').split('-').filter((part) => !values.has(part))
  return stem.join('-') || (pickText(name, DEFAULT_LOCALE)?.text ?? '')
}
