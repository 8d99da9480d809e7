import { countryName, type Locale } from '@tradewind/kernel'
import { isLatin, type PostalAddress } from './address.ts'
import { inLatin } from './latin.ts'
import { shapeOf, type AddressShape, type FieldLetter } from './shapes.ts'

/** An address as it stands on a parcel: the country's own order, then its name in the reader's language. */
export const addressLines = (address: PostalAddress, locale: Locale): string[] => [
  ...placeLines(address),
  countryName(address.country, locale),
]

/**
 * The same for a carrier: abroad in Latin script, if somebody wrote it so, and the country last, in English and in
 * capitals, as the Universal Postal Union asks; within the country in its own script and without the country.
 * Without `from` it is sent from abroad.
 */
export const labelLines = (address: PostalAddress, from?: string): string[] =>
  address.country === from
    ? placeLines(address)
    : [...placeLines(inLatin(address)), countryName(address.country, 'en').toUpperCase()]

/** The city as it stands on that label. */
export const labelCity = (address: PostalAddress, from?: string): string =>
  (address.country === from ? address : inLatin(address)).city

/** What stands beneath the label of a parcel for abroad where there is room: the lines that its last carrier reads more easily. */
export function ownScriptLines(address: PostalAddress, from?: string): string[] {
  if (address.country === from || !address.latin) return []
  const inLatinScript = placeLines(inLatin(address))
  return placeLines(address).filter((line) => !inLatinScript.includes(line))
}

function placeLines(address: PostalAddress): string[] {
  const shape = shapeOf(address.country)
  const local = !isLatin(`${address.line1}${address.city}${address.district ?? ''}`)
  const format = local ? shape.format : shape.latinFormat
  const texts = textsOf(address, shape, format)
  const unplaced = (['D', 'C', 'S', 'Z'] as const).filter((letter) => !format.includes(`%${letter}`))
  const rest = unplaced.flatMap((letter) => texts[letter] ?? []).join(', ')
  return format
    .split('%n')
    .flatMap((line) =>
      line.includes('%A') && rest !== '' ? [...written(line, texts), rest] : written(line, texts),
    )
    .filter((line) => line !== '')
}

type Texts = Readonly<Partial<Record<FieldLetter, string[]>>>

function textsOf(address: PostalAddress, { codePrinted, required }: AddressShape, format: string): Texts {
  const { name, company, line1, line2, district, city, region, regionCode, postcode, country } = address
  // A city that stands for the region, or for the whole country, is not written twice.
  const stands = city === region || (!format.includes('%C') && city === countryName(country, 'en'))
  return {
    N: told(name),
    O: told(company),
    A: [...told(line1), ...told(line2)],
    D: told(district),
    C: stands && !required.has('city') ? [] : told(city),
    S: told(codePrinted && regionCode !== undefined ? regionCode.slice(3) : region),
    Z: told(postcode),
  }
}

const told = (text?: string): string[] => (text === undefined || text.trim() === '' ? [] : [text.trim()])

/**
 * One line of a format with its fields filled in. What stands before the first field belongs to it (`〒`, `SI-`);
 * what stands between two is written where something came before.
 */
function written(line: string, texts: Texts): string[] {
  if (line === '%A') return texts.A ?? []
  const pieces = [...line.matchAll(/([^%]*)%([A-Z])/g)]
  if (pieces.length === 0) return [line]
  let text = ''
  for (const [index, [, before = '', letter]] of pieces.entries()) {
    const value = (texts[letter as FieldLetter] ?? []).join(', ')
    if (value === '') continue
    text += text === '' && index > 0 ? value : before + value
  }
  return text === '' ? [] : [text]
}
