import { sql } from 'kysely'
import { LOCALES, type Locale } from '@tradewind/kernel'
import type { OutputOf } from '@tradewind/platform/contract'
import type { internalProducts } from '@tradewind/catalog/contract'
import type { Names } from '../names/names.ts'
import { BRAND } from '../names/names.queries.ts'
import type { IndexingParts, Tx } from '../parts.ts'
import { indexDocument } from '../text/document.ts'
import { facetMark, hiddenMark, storeMark, tagMark } from '../text/marks.ts'
import { learnWords } from './vocabulary.queries.ts'

export type Indexed = OutputOf<(typeof internalProducts)['getIndexed']>[number]

/** What a product can be found by, its brand among it. */
export const facetsOf = ({ facets, brand }: Indexed): Indexed['facets'] =>
  brand === null ? facets : [...facets, { key: BRAND, value: brand }]

/** The stores that sell it. */
export const storesOf = ({ offers }: Indexed): string[] => [
  ...new Set(offers.filter(({ onSale }) => onSale).map(({ storeId }) => storeId)),
]

/** A text of a product in one language, taken apart. */
export interface Document extends ReturnType<typeof documentOf> {
  productId: string
  locale: Locale
}

/** The texts of products, a document for each language. The costly part of indexing, so it is done before any row is locked. */
export async function composeDocuments(
  { db }: IndexingParts,
  products: readonly Indexed[],
  names: Names,
): Promise<Document[]> {
  const documents = products.flatMap((product) =>
    LOCALES.filter((locale) => product.slugs[locale] !== undefined).map((locale) => ({
      productId: product.id,
      locale,
      ...documentOf(product, locale, names),
    })),
  )
  await learnWords(db, documents)
  return documents
}

/** Brings the texts of the products with these numbers to what was composed. */
export async function writeDocuments(
  tx: Tx,
  composed: readonly Document[],
  numbers: ReadonlyMap<string, number>,
): Promise<void> {
  const documents = composed.filter(({ productId }) => numbers.has(productId))
  await sql`with wanted as (select * from unnest(${documents.map(({ productId }) => numbers.get(productId))}::int[],
      ${documents.map(({ locale }) => locale)}::text[], ${documents.map(({ title }) => title)}::text[],
      ${documents.map(({ vector }) => vector)}::text[], ${documents.map(({ brevity }) => brevity)}::real[]) as t(number, locale, title, vector, brevity)),
    gone as (delete from search.documents d where d.number = any(${[...numbers.values()]}::int[])
      and not exists (select from wanted w where w.number = d.number and w.locale = d.locale))
    insert into search.documents as d (number, locale, title, vector, brevity) select number, locale, title::tsvector, vector::tsvector, brevity from wanted
    on conflict (number, locale) do update set title = excluded.title, vector = excluded.vector, brevity = excluded.brevity
    where d.title <> excluded.title or d.vector <> excluded.vector or d.brevity <> excluded.brevity`.execute(
    tx,
  )
}

function documentOf(product: Indexed, locale: Locale, names: Names) {
  const facets = facetsOf(product).flatMap(({ key, value }) => names.facetsByKey.get(`${key}:${value}`) ?? [])
  const brand = names.facetsByKey.get(`${BRAND}:${product.brand ?? ''}`)?.name.en
  const categories = product.categoryIds.flatMap((id) => names.categories.get(id)?.name[locale] ?? [])
  const about = [
    ...categories,
    ...facets.filter(({ key }) => key !== BRAND).flatMap(({ name }) => name[locale] ?? []),
  ]
  return indexDocument(
    {
      name: product.name[locale] ?? '',
      about: brand === undefined ? about : [brand, ...about],
      description: product.description[locale] ?? '',
      codes: [...new Set(product.offers.flatMap(({ sku, gtin }) => (gtin === null ? [sku] : [sku, gtin])))],
      marks: [
        ...facets.map(({ facet }) => facetMark(facet)),
        ...storesOf(product).map(storeMark),
        ...product.tags.map(tagMark),
        ...product.hiddenIn.map(hiddenMark),
      ],
    },
    locale,
  )
}
