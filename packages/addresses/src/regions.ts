import { collatorOf, type Locale } from '@tradewind/kernel'
import { isLatin } from './address.ts'
import { REGION_FILES } from './region-files.gen.ts'
import { shapeOf } from './shapes.ts'
import type { RegionRow } from './source.ts'

/** A region of a country: `code` of ISO 3166-2, `name` in the country's script, `latin` where that is another. */
export interface Region extends Omit<RegionRow, 'zip'> {
  /** Begins the region's postcodes, where they tell it. */
  postcodes?: RegExp
}

const isListed = (country: string): country is keyof typeof REGION_FILES => country in REGION_FILES

/** The regions of a country, such as the prefectures of Japan; none where they are not part of addresses. */
export async function regionsOf(country: string): Promise<readonly Region[]> {
  if (!isListed(country)) return []
  const { default: rows }: { default: readonly RegionRow[] } = await REGION_FILES[country]()
  return rows.map(({ code, zip, ...names }) => ({
    code: `${country}-${code}`,
    ...names,
    ...(zip !== undefined && { postcodes: new RegExp(`^(?:${zip})`) }),
  }))
}

/** The region that somebody means: by code, by name in either script, or by how the name begins in its own script. */
export function findRegion(regions: readonly Region[], text: string): Region | undefined {
  const wanted = folded(text)
  if (wanted === '') return undefined
  const exact = regions.find(({ code, name, latin = '', also = [] }) =>
    [code, code.slice(3), name, latin, ...also].some((known) => folded(known) === wanted),
  )
  if (exact || isLatin(wanted) || wanted.length < 2) return exact
  const begun = regions.filter(({ name }) => folded(name).startsWith(wanted))
  return begun.length === 1 ? begun[0] : undefined
}

/** The region whose postcodes begin like this one, where there is just one. */
export function regionOfPostcode(regions: readonly Region[], postcode: string): Region | undefined {
  const found = regions.filter(({ postcodes }) => postcodes?.test(postcode))
  return found.length === 1 ? found[0] : undefined
}

/** A region's name for a reader: in its own script to those who read the language, else in Latin with its own beside it. */
export function regionName({ code, name, latin }: Region, locale: string): string {
  const { language = '' } = shapeOf(code.slice(0, 2))
  const readsIt = language.slice(0, 2) === locale.slice(0, 2)
  return latin === undefined || readsIt ? name : isLatin(name) ? name : `${latin} (${name})`
}

/**
 * Regions in the order in which a reader looks for them: by letter, but in the country's own order for those who read
 * its script.
 */
export function regionChoices(regions: readonly Region[], locale: Locale): { code: string; name: string }[] {
  const named = regions.map((region) => ({ code: region.code, name: regionName(region, locale) }))
  const { language = '' } = shapeOf(regions[0]?.code.slice(0, 2) ?? '')
  const isKnown =
    language.slice(0, 2) === locale.slice(0, 2) && regions.some(({ latin }) => latin !== undefined)
  return isKnown ? named : named.toSorted((a, b) => collatorOf(locale).compare(a.name, b.name))
}

const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[\s.'’–-]/g, '')
