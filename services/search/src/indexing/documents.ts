import { sql } from 'kysely'
import { LOCALES, type Locale } from '@tradewind/kernel'
import type { OutputOf } from '@tradewind/platform/contract'
import type { internalProducts } from '@tradewind/catalog/contract'
import type { Names } from '../names/names.ts'
import { BRAND } from '../names/names.queries.ts'
import type { SearchParts, Tx } from '../parts.ts'
import { indexDocument } from '../text/document.ts'
import { learnWords } from './vocabulary.queries.ts'

export type Indexed = OutputOf<(typeof internalProducts)['getIndexed']>[number]

/** What a product can be found by, its brand among it. */
export const facetsOf = ({ facets, brand }: Indexed): Indexed['facets'] =>
  brand === null ? facets : [...facets, { key: BRAND, value: brand }]

/** Brings the texts of products to what the catalogue says, a document for each language. */
export async function writeDocuments(
  { db }: SearchParts,
  tx: Tx,
  products: readonly Indexed[],
  numbers: ReadonlyMap<string, number>,
  names: Names,
): Promise<void> {
  const documents = products.flatMap((product) =>
    LOCALES.filter((locale) => product.slugs[locale] !== undefined).map((locale) => ({
      number: numbers.get(product.id) ?? 0,
      locale,
      ...documentOf(product, locale, names),
    })),
  )
  const ids = products.map(({ id }) => numbers.get(id) ?? 0)
  await sql`with wanted as (select * from unnest(${documents.map(({ number }) => number)}::int[],
      ${documents.map(({ locale }) => locale)}::text[], ${documents.map(({ title }) => title)}::text[],
      ${documents.map(({ vector }) => vector)}::text[]) as t(number, locale, title, vector)),
    gone as (delete from search.documents d where d.number = any(${ids}::int[])
      and not exists (select from wanted w where w.number = d.number and w.locale = d.locale))
    insert into search.documents as d (number, locale, title, vector) select number, locale, title::tsvector, vector::tsvector from wanted
    on conflict (number, locale) do update set title = excluded.title, vector = excluded.vector
    where d.title <> excluded.title or d.vector <> excluded.vector`.execute(tx)
  await learnWords(db, documents)
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
    },
    locale,
  )
}
