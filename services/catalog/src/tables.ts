import type { ColumnType, Generated } from 'kysely'
import type { Locale } from '@tradewind/kernel'
import type { Picture, StoredDocument } from '@tradewind/platform/storage'
import type { MarkStatus } from '@tradewind/platform/texts'
import type { ProductState } from './products/products.states.ts'
import type { StoredFields } from './texts/product-marks.ts'

type Json<T> = ColumnType<T, string, string>

interface TextColumns {
  locale: Locale
  name: string
  status: MarkStatus
  by_machine: Generated<boolean>
}

/** Of what has a name only. */
interface NameColumns extends TextColumns {
  source_hash: string
}

export type CatalogTables = {
  'catalog.taxonomy': { only_row: Generated<boolean>; version: number }
  'catalog.attributes': {
    id: Generated<number>
    kind: 'attribute' | 'option'
    key: string
    type: 'select' | 'number' | 'boolean' | 'text'
    unit: string | null
  }
  'catalog.attribute_texts': NameColumns & { attribute_id: number }
  'catalog.attribute_values': {
    id: Generated<number>
    attribute_id: number
    key: string
    position: number
    swatch: string | null
  }
  'catalog.attribute_value_texts': NameColumns & { value_id: number }
  'catalog.categories': {
    id: string
    key: string
    parent_id: string | null
    position: number
    version: Generated<number>
  }
  'catalog.category_texts': NameColumns & { category_id: string; slug: string }
  'catalog.category_attributes': {
    category_id: string
    attribute_id: number
    position: number
    filterable: boolean
  }
  'catalog.brands': { id: string; key: string; name: string }
  'catalog.files': {
    id: string
    owner_id: string
    store_id: string | null
    purpose: 'picture' | 'review' | 'document'
    name: string
    picture: Json<Picture> | null
    document: Json<StoredDocument> | null
    import_key: string | null
    created_at: Generated<Date>
  }
  'catalog.products': {
    id: string
    store_id: string
    status: ProductState
    category_id: string
    brand_id: string | null
    attributes: Json<AttributeValues>
    option_keys: string[]
    origin_country: string | null
    origin_proven: Generated<boolean>
    hs_code: string | null
    tax_category: 'standard' | 'reduced' | 'books' | 'food'
    tags: string[]
    source_locale: Locale
    review_note: string | null
    star_counts: Generated<number[]>
    import_source: string | null
    import_key: string | null
    import_hash: string | null
    version: Generated<number>
    created_at: Generated<Date>
    updated_at: Generated<Date>
    published_at: Date | null
  }
  'catalog.product_texts': TextColumns & {
    product_id: string
    description: string
    slug: string
    fields: Json<StoredFields>
  }
  'catalog.past_slugs': {
    kind: 'product' | 'category'
    locale: Locale
    slug: string
    thing_id: string
    until: Generated<Date>
  }
  'catalog.language_rules': { locale: Locale; rule: 'machine' | 'human' }
  'catalog.variants': {
    id: string
    product_id: string
    position: number
    options: Json<Record<string, string>>
    combination: string
    gtin: string | null
    weight_grams: number
    length_mm: number | null
    width_mm: number | null
    height_mm: number | null
  }
  'catalog.offers': {
    id: string
    store_id: string
    product_id: string
    variant_id: string
    sku: string
    created_at: Generated<Date>
  }
  'catalog.product_pictures': {
    product_id: string
    variant_id: string | null
    position: number
    file_id: string
  }
  'catalog.suspended_stores': { store_id: string; since: Generated<Date> }
}

export type AttributeValues = Record<string, string | number | boolean>
