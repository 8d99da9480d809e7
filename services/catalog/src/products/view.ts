import type { Static } from 'typebox'
import { cachedBy, fallbackChain, intlLocale, notFound, pickText, type Locale } from '@tradewind/kernel'
import { translate } from '@tradewind/locales/node'
import type { Picture } from '@tradewind/platform/storage'
import type { ProductView } from '../contract/index.ts'
import type { AttributeValues } from '../tables.ts'
import type { Attribute, Category, Taxonomy } from '../taxonomy/taxonomy.ts'
import type { Edit } from './edit.queries.ts'
import { isGiven, isShownIn } from './shown.rules.ts'
import type { ViewedRow, ViewedVariant } from './view.queries.ts'

type View = Static<typeof ProductView>

/** A product in the reader's language, each field falling back by itself; throws 404 where the language's rule hides it. */
export function viewOf(row: ViewedRow, taxonomy: Taxonomy, locale: Locale): View {
  const order = [...fallbackChain(locale), row.source_locale]
  const texts = new Map(row.texts.map((text) => [text[0], text]))
  const rules = taxonomy.languageRules
  const isShown = (one: Locale) => {
    const [, , byMachine = false, written = false] = texts.get(one) ?? []
    return isShownIn(rules.get(one), { written, byMachine: byMachine === true })
  }
  if (!isShown(locale)) throw notFound()
  /** The first language with a wording that both its own readers and this one get. */
  const pick = (wording: 4 | 5, author: 2 | 6) =>
    order.find((candidate) => {
      const text = texts.get(candidate)
      const given = { written: Boolean(text?.[wording]), byMachine: text?.[author] === true }
      return isGiven(rules.get(candidate), given) && isGiven(rules.get(locale), given)
    })
  const named = pick(4, 2) ?? row.source_locale
  const described = pick(5, 6)
  const pictures = row.pictures ?? []
  const picturesOf = (variant: string | null) =>
    pictures.filter(([of]) => of === variant).map(([, picture]) => picture)
  return {
    id: row.id,
    slug: texts.get(locale)?.[1] ?? texts.get(named)?.[1] ?? row.id,
    name: texts.get(named)?.[4] ?? '',
    description: (described && texts.get(described)?.[5]) ?? '',
    locale: named,
    descriptionLocale: described ?? named,
    category: (taxonomy.categories.get(row.category_id)?.path ?? []).map((one) => categoryOf(one, locale)),
    brand: brandOf(row.brand_id, taxonomy),
    attributes: attributesOf(row.attributes, taxonomy, row.category_id, locale),
    options: optionsOf(row.option_keys, row.variants, taxonomy, locale),
    originCountry: row.origin_country as View['originCountry'],
    hsCode: row.hs_code,
    tags: row.tags,
    variants: row.variants.map((variant) => variantOf(variant, picturesOf(variant.id))),
    pictures: picturesOf(null),
    rating: ratingOf(row.star_counts),
    alternates: Object.fromEntries(
      row.texts.filter(([one]) => isShown(one)).map(([one, slug]) => [one, slug]),
    ),
  }
}

/** Average to one decimal place and number of reviews, from the counts of 1 to 5 stars. */
export function ratingOf(starCounts: readonly number[]): { average: number | null; count: number } {
  const count = starCounts.reduce((sum, stars) => sum + stars, 0)
  const stars = starCounts.reduce((sum, of, index) => sum + of * (index + 1), 0)
  return { count, average: count === 0 ? null : Math.round((stars * 10) / count) / 10 }
}

/** The facts of a product as its store wrote them, in the words of a language. */
export const namedFacts = (product: Edit, taxonomy: Taxonomy, locale: Locale) => ({
  brand: (product.brandKey !== null && taxonomy.brandsByKey.get(product.brandKey)?.name) || null,
  attributes: attributesOf(
    product.attributes,
    taxonomy,
    taxonomy.categoriesByKey.get(product.categoryKey)?.id ?? '',
    locale,
  ),
  options: optionsOf(product.optionKeys, product.variants, taxonomy, locale),
})

const categoryOf = ({ id, key, slug, shown }: Category, locale: Locale) => ({
  id,
  slug: pickText(slug, locale)?.text ?? key,
  name: pickText(shown, locale)?.text ?? key,
})

function brandOf(brandId: string | null, taxonomy: Taxonomy): View['brand'] {
  const brand = brandId === null ? undefined : taxonomy.brands.get(brandId)
  return brand ? { key: brand.key, name: brand.name } : null
}

/** In the order of the category's attributes, others behind them. */
function attributesOf(
  values: AttributeValues,
  taxonomy: Taxonomy,
  categoryId: string,
  locale: Locale,
): View['attributes'] {
  const inOrder = new Set([
    ...(taxonomy.categories.get(categoryId)?.attributes ?? []),
    ...Object.keys(values),
  ])
  return [...inOrder].flatMap((key) => {
    const value = values[key]
    const attribute = taxonomy.attributes.get(key)
    if (value === undefined || !attribute) return []
    const name = pickText(attribute.shown, locale)?.text ?? key
    const number = typeof value === 'number' ? value : null
    return [{ key, name, value: wordOf(attribute, value, locale), number, unit: attribute.unit }]
  })
}

const numberFormat = cachedBy((locale: Locale) => new Intl.NumberFormat(intlLocale(locale)))

/** A value as people read it. */
export function wordOf(attribute: Attribute, value: AttributeValues[string], locale: Locale): string {
  if (typeof value === 'boolean') return translate(locale, value ? 'common.yes' : 'common.no')
  if (typeof value === 'number') return numberFormat(locale).format(value)
  const known = attribute.values.get(value)
  return known ? (pickText(known.shown, locale)?.text ?? value) : value
}

/** Only values that a variant has, in the taxonomy's order. */
function optionsOf(
  keys: readonly string[],
  variants: readonly Pick<ViewedVariant, 'options'>[],
  taxonomy: Taxonomy,
  locale: Locale,
): View['options'] {
  return keys.flatMap((key) => {
    const option = taxonomy.options.get(key)
    if (!option) return []
    const chosen = new Set(variants.map(({ options }) => options[key]))
    const values = [...option.values.values()]
      .filter((value) => chosen.has(value.key))
      .map((value) => ({
        key: value.key,
        name: pickText(value.shown, locale)?.text ?? value.key,
        swatch: value.swatch,
      }))
    return [{ key, name: pickText(option.shown, locale)?.text ?? key, values }]
  })
}

const variantOf = (
  { lengthMm, widthMm, heightMm, ...variant }: ViewedVariant,
  pictures: Picture[],
): View['variants'][number] => ({
  ...variant,
  ...(lengthMm === null ? {} : { lengthMm }),
  ...(widthMm === null ? {} : { widthMm }),
  ...(heightMm === null ? {} : { heightMm }),
  pictures,
})
