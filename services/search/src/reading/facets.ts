import type { Static } from 'typebox'
import { cachedBy, intlLocale, pickText, type Locale } from '@tradewind/kernel'
import { measureText } from '@tradewind/locales'
import { translate } from '@tradewind/locales/node'
import type { FacetGroup as FacetGroupSchema } from '../contract/index.ts'
import type { FacetGroup, NamedFacet, Names } from '../names/names.ts'
import { BRAND } from '../names/names.queries.ts'
import type { Counts, FacetTexts } from './facets.queries.ts'
import { chosenFacets, type Filters } from './scope.ts'

type Group = Static<typeof FacetGroupSchema>

const MOST_VALUES = 30

/**
 * Counts by facet number as groups in the reader's language: groups and their values in the order of the taxonomy,
 * numbers by size, brands by how many goods they have. Chosen values stay, even where nothing is left of them.
 */
export function groupsOf(
  { facets: texts, more, moreOf }: Pick<Counts, 'facets' | 'more' | 'moreOf'>,
  names: Names,
  filters: Filters,
  locale: Locale,
): Group[] {
  const chosen = chosenFacets(filters)
  const byKey = new Map<string, { facet: NamedFacet; count: number }[]>()
  const put = (facet: NamedFacet, count: number) => {
    const known = byKey.get(facet.key)
    if (known) known.push({ facet, count })
    else byKey.set(facet.key, [{ facet, count }])
  }
  const seen = new Set<number>()
  for (const [number, count] of countFacets(texts, names)) {
    const facet = names.facets.get(number)
    if (!facet) continue
    seen.add(number)
    put(facet, count)
  }
  for (const [key, values] of chosen) {
    for (const value of values) {
      const facet = names.facetsByKey.get(`${key}:${value}`)
      if (facet && !seen.has(facet.facet)) put(facet, 0)
    }
  }
  return [...byKey]
    .map(([key, values]) => ({ key, group: names.groups.get(key), values }))
    .sort((a, b) => placeOf(a.key, a.group) - placeOf(b.key, b.group))
    .map(({ key, group, values }) => ({
      key,
      name: groupName(key, group, locale),
      more: more || moreOf === 'all' || moreOf.includes(key),
      values: values
        .slice(0, MOST_VALUES)
        .sort((a, b) => inOrder(a.facet, b.facet))
        .map(({ facet, count }) => ({
          key: facet.value,
          name: valueName(facet, group, locale),
          count,
          selected: chosen.get(key)?.includes(facet.value) ?? false,
          ...(facet.swatch === null ? {} : { swatch: facet.swatch }),
        })),
    }))
}

/** All brands with how many goods each has, in the order of the reader's alphabet. */
export function brandsOf(
  texts: FacetTexts,
  names: Names,
  locale: Locale,
): { key: string; name: string; count: number }[] {
  const { compare } = collator(locale)
  return countFacets(texts, names)
    .flatMap(([number, count]) => {
      const facet = names.facets.get(number)
      if (facet?.key !== BRAND) return []
      return [{ key: facet.value, name: pickText(facet.name, locale)?.text ?? facet.value, count }]
    })
    .sort((a, b) => compare(a.name, b.name))
}

/** How many goods have each facet, the most frequent first; goods that miss one of the choice count for its values only. */
function countFacets(texts: FacetTexts, names: Names): [number: number, count: number][] {
  const counts = new Map<number, number>()
  const highest = Math.max(0, ...names.facets.keys())
  for (const [missed, facets] of texts)
    countNumbers(facets, highest).forEach((count, number) => {
      if (count > 0 && (missed === null || names.facets.get(number)?.key === missed))
        counts.set(number, (counts.get(number) ?? 0) + count)
    })
  return [...counts].sort(([a, many], [b, more]) => more - many || a - b)
}

const COMMA = 44
const ZERO = 48

/** How often each number stands in a text of numbers with commas between, up to the highest. */
function countNumbers(text: string, highest: number): Uint32Array {
  const counts = new Uint32Array(highest + 1)
  let number = 0
  for (let index = 0; index <= text.length; index += 1) {
    const code = index < text.length ? text.charCodeAt(index) : COMMA
    if (code === COMMA) {
      if (number > 0 && number <= highest) counts[number] = (counts[number] ?? 0) + 1
      number = 0
    } else number = number * 10 + code - ZERO
  }
  return counts
}

const placeOf = (key: string, group: FacetGroup | undefined): number =>
  key === BRAND ? -1 : (group?.position ?? Number.MAX_SAFE_INTEGER)

/** Brands keep the order of their counts, in which they come. */
function inOrder(a: NamedFacet, b: NamedFacet): number {
  if (a.number !== null && b.number !== null) return a.number - b.number
  return a.key === BRAND ? 0 : a.position - b.position
}

const groupName = (key: string, group: FacetGroup | undefined, locale: Locale): string =>
  key === BRAND ? translate(locale, 'common.brand') : (group && pickText(group.name, locale)?.text) || key

const collator = cachedBy((locale: Locale) => new Intl.Collator(intlLocale(locale), { numeric: true }))
const numberFormat = cachedBy((locale: Locale) => new Intl.NumberFormat(intlLocale(locale)))

function valueName(facet: NamedFacet, group: FacetGroup | undefined, locale: Locale): string {
  if (facet.number !== null) {
    const number = numberFormat(locale).format(facet.number)
    return group?.unit
      ? measureText((key, params) => translate(locale, key, params), number, group.unit)
      : number
  }
  if (group?.type === 'boolean') return translate(locale, facet.value === 'true' ? 'common.yes' : 'common.no')
  return pickText(facet.name, locale)?.text ?? facet.value
}
