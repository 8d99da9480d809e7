import type { Locale, LocalizedText, Money } from '@tradewind/kernel'
import type { InputOf } from '@tradewind/platform/contract'
import type { catalog } from '@tradewind/catalog/contract'
import type { Skipped } from './skipped.ts'

/** Where something was read. */
export interface Place {
  file: string
  line: number
}

/** A row that cannot be loaded, and why. */
export interface RowFault extends Place {
  reason: string
}

export type Taxonomy = InputOf<typeof catalog.importTaxonomy>
type Imported = InputOf<typeof catalog.importProducts>['products'][number]

export interface CatalogueVariant extends Place {
  sku: string
  /** Value key by option key. */
  options: Record<string, string>
  /** Each price that the catalogue states, in its own currency; one at least. */
  prices: Money[]
  onHand: number
  /** 0 where the catalogue does not say. */
  weightGrams: number
  lengthMm?: number
  widthMm?: number
  heightMm?: number
  gtin?: string
  /** Files below the folder. */
  pictures: string[]
}

export interface CatalogueProduct extends Place {
  /** Stays the same from one reading to the next. */
  key: string
  categoryKey: string
  brandKey?: string
  name: LocalizedText
  description: LocalizedText
  attributes: Imported['attributes']
  optionKeys: string[]
  /** Absent where the catalogue does not say; never guessed. */
  originCountry?: string
  hsCode?: string
  taxCategory: Imported['taxCategory']
  tags: string[]
  pictures: string[]
  variants: CatalogueVariant[]
}

export interface CatalogueReview extends Place {
  key: string
  productKey: string
  author: string
  rating: number
  title: string
  body: string
  locale: Locale
  createdAt: string
}

/** What one reader found in a folder, in the shape that all readers share. */
export interface Catalogue {
  /** Names the source, and begins the keys of its categories and attributes. */
  name: string
  folder: string
  taxonomy: Taxonomy
  products: CatalogueProduct[]
  reviews: CatalogueReview[]
  skipped: Skipped
  faults: RowFault[]
}

/** How catalogues of one kind are told and read. */
export interface CatalogueFormat {
  name: string
  /** Whether the files of a folder are of this kind. */
  fits(folder: string): boolean
  read(folder: string): Catalogue
}
