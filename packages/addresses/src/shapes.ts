import { cachedBy } from '@tradewind/kernel'
import type { AddressPart } from './address.ts'
import { addressLabels } from './labels.ts'
import data from './data/shapes.json' with { type: 'json' }
import type { ShapeRow } from './source.ts'

const SHAPES: Readonly<Record<string, ShapeRow>> = data

/** The letters of the metadata's notation; `A` is street and house, in as many lines as there are. */
export type FieldLetter = 'N' | 'O' | 'A' | 'D' | 'C' | 'S' | 'Z'

const PARTS: Readonly<Record<FieldLetter, readonly AddressPart[]>> = {
  N: ['name'],
  O: ['company'],
  A: ['line1', 'line2'],
  D: ['district'],
  C: ['city'],
  S: ['region'],
  Z: ['postcode'],
}

/** How addresses of a country are written. */
export interface AddressShape {
  country: string
  /** Fields of a form, in rows from top to bottom. */
  rows: readonly (readonly AddressPart[])[]
  required: ReadonlySet<AddressPart>
  /** What postcodes look like; `examples` one for each way to write them. */
  postcode?: { pattern: RegExp; examples: readonly string[] }
  /** Postcodes are digits, with marks that we set, so that a phone may offer nothing else. */
  digitsOnly: boolean
  /** One of its known regions is chosen. */
  hasRegions: boolean
  /** A region is printed as its code, such as `NY`. */
  codePrinted: boolean
  /** The order on a parcel, in the country's script and in Latin. */
  format: string
  latinFormat: string
  /** The language of the country's own names, where it is known. */
  language?: string
  /** Text keys of the namespace `addresses`, by part. */
  labels: Readonly<Record<AddressPart, string>>
}

const GENERIC: ShapeRow = { fmt: '%N%n%O%n%A%n%Z %C%n%S', require: 'AC' }

/** The shape of a country's addresses; a general one where none is known. */
export const shapeOf = cachedBy((country: string): AddressShape => {
  const row = SHAPES[country] ?? GENERIC
  const { zip, zipExamples: examples = [] } = row
  return {
    country,
    rows: rowsOf(row),
    required: new Set<AddressPart>([
      'name',
      ...lettersIn(row.require ?? 'AC').flatMap((letter) => PARTS[letter].slice(0, 1)),
    ]),
    ...(zip !== undefined && { postcode: { pattern: new RegExp(`^(?:${zip})$`, 'i'), examples } }),
    digitsOnly: examples.length > 0 && examples.every((example) => /^[\d\s-]+$/.test(example)),
    hasRegions: row.regions === true,
    codePrinted: row.codePrinted === true,
    format: row.fmt,
    latinFormat: row.lfmt ?? row.fmt,
    ...(row.lang !== undefined && { language: row.lang }),
    labels: addressLabels(row),
  }
})

const isLetter = (letter: string): letter is FieldLetter => letter in PARTS
const lettersIn = (text: string): FieldLetter[] => [...text].filter(isLetter)

/** Who it is for comes first everywhere, how to call them last; between them the country's own order. */
function rowsOf({ fmt, form = fmt }: ShapeRow): AddressPart[][] {
  const place = form.split('%n').flatMap((line): AddressPart[][] => {
    const letters = [...line.matchAll(/%([A-Z])/g)]
      .map(([, letter]) => letter ?? '')
      .filter(isLetter)
      .filter((letter) => letter !== 'N' && letter !== 'O')
    const short = letters.filter((letter) => letter !== 'A').flatMap((letter) => PARTS[letter])
    const street = letters.includes('A') ? PARTS.A.map((part) => [part]) : []
    const rows = short.length > 2 ? [short.slice(0, -2), short.slice(-2)] : [short]
    return [...street, ...rows].filter((row) => row.length > 0)
  })
  return [['name'], ['company'], ...place, ['phone']]
}
