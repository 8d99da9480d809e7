import { pickText, type Locale, type LocalizedText } from '@tradewind/kernel'

export interface NamedCategory {
  id: string
  parentId: string | null
  name: LocalizedText
  slug: LocalizedText
}

export interface NamedFacet {
  facet: number
  key: string
  value: string
  /** What the value of a number stands for. */
  number: number | null
  position: number
  name: LocalizedText
  swatch: string | null
}

export interface FacetGroup {
  key: string
  type: string
  unit: string | null
  position: number
  name: LocalizedText
}

export interface NamedStore {
  id: string
  slug: string
  name: LocalizedText
  open: boolean
  /** Countries it ships to; `*` are all, null is not known yet. */
  shipsTo: string[] | null
  /** How heavy a parcel to a country may be, `*` being all others; null is not known yet. */
  shipsGrams: Readonly<Record<string, number>> | null
}

/** Names of categories, facets and stores of one version, as they are held in memory. */
export interface Names {
  version: number
  categories: ReadonlyMap<string, NamedCategory>
  groups: ReadonlyMap<string, FacetGroup>
  facets: ReadonlyMap<number, NamedFacet>
  /** By `key:value`. */
  facetsByKey: ReadonlyMap<string, NamedFacet>
  stores: ReadonlyMap<string, NamedStore>
  /** Languages in which goods may be hidden. */
  ruled: ReadonlySet<Locale>
}

export interface NamesRow {
  version: number
  categories: NamedCategory[]
  groups: FacetGroup[]
  facets: NamedFacet[]
  stores: NamedStore[]
  ruled: Locale[]
}

export const assembleNames = ({ version, categories, groups, facets, stores, ruled }: NamesRow): Names => ({
  version,
  categories: new Map(categories.map((category) => [category.id, category])),
  groups: new Map(groups.map((group) => [group.key, group])),
  facets: new Map(facets.map((facet) => [facet.facet, facet])),
  facetsByKey: new Map(facets.map((facet) => [`${facet.key}:${facet.value}`, facet])),
  stores: new Map(stores.map((store) => [store.id, store])),
  ruled: new Set(ruled),
})

/** A store's name for a reader. */
export const storeName = ({ stores }: Names, storeId: string, locale: Locale): string => {
  const store = stores.get(storeId)
  return (store && pickText(store.name, locale)?.text) ?? store?.slug ?? storeId
}
