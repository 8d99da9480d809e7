import { countryName } from '@tradewind/kernel'
import {
  ADDRESS_PARTS,
  asciiDigits,
  isLatin,
  LATIN_PARTS,
  type AddressPart,
  type LatinParts,
  type PostalAddress,
} from './address.ts'
import { foreignParts, latinFaults, type LatinFaults } from './latin.ts'
import { findRegion, type Region } from './regions.ts'
import { shapeOf, type AddressShape } from './shapes.ts'

/** An address as somebody wrote it: any part may be missing, `region` is a code or a name, `phone` as they dial it. */
export type WrittenAddress = Partial<Record<AddressPart | 'regionCode', string>> & {
  country: string
  latin?: LatinParts
}

/** What is wrong, by part, as codes of the namespace `errors`. */
export type AddressFaults = Partial<Record<AddressPart, string>> & LatinFaults

/**
 * The address in the form that is kept, and what is wrong with it by part (codes of the namespace `errors`).
 * Phones are kept as they are: see `readPhone`. `regions` are those of its country.
 */
export function tidyAddress(
  input: WrittenAddress,
  regions: readonly Region[],
): { address: PostalAddress; faults: AddressFaults } {
  const shape = shapeOf(input.country)
  const texts = Object.fromEntries(
    ADDRESS_PARTS.map((part) => [part, spaced((input[part] ?? '').normalize('NFC'))]),
  ) as Record<AddressPart, string>
  const faults: AddressFaults = {}
  for (const part of shape.required) if (texts[part] === '') faults[part] = 'platform.required'

  const postcode = tidyPostcode(texts.postcode, shape)
  if (postcode === undefined) faults.postcode = 'platform.invalid-format'

  const region = regionTold(input, texts, regions)
  if (shape.hasRegions && texts.region !== '' && !region) faults.region = 'platform.not-allowed'

  const printed = region ? regionFor(texts, region) : texts.region
  const city = texts.city || printed || countryName(input.country, 'en')
  const foreign = foreignParts(texts, region !== undefined)
  const written = latinParts(input.latin ?? {})
  Object.assign(faults, latinFaults(foreign, written, false))
  const latin = Object.fromEntries(foreign.flatMap((part) => (written[part] ? [[part, written[part]]] : [])))
  // What was chosen from a list has its Latin name from there, and a city that stands for it too.
  const named = region?.latin !== undefined && !isLatin(printed) && { region: region.latin }
  const whole = { ...texts, region: printed, postcode: postcode ?? texts.postcode, city }
  const parts = ADDRESS_PARTS.filter((part) => whole[part] !== '').map((part) => [part, whole[part]])
  const address: PostalAddress = {
    name: '',
    line1: '',
    city,
    ...Object.fromEntries(parts),
    ...(region && { regionCode: region.code }),
    country: input.country,
    ...(Object.keys(latin).length > 0 && {
      latin: { ...latin, ...named, ...(named && texts.city === '' && { city: named.region }) },
    }),
  }
  return { address, faults }
}

const spaced = (text: string): string => text.trim().replaceAll(/\s+/g, ' ')

/** Wide letters, and digits of any script, as everybody can read them. */
const latinParts = (latin: LatinParts): LatinParts =>
  Object.fromEntries(
    LATIN_PARTS.map((part) => [part, spaced(asciiDigits((latin[part] ?? '').normalize('NFKC')))]),
  )

/** The name counts before the code: somebody may have changed one without knowing of the other. */
const regionTold = (
  { regionCode }: WrittenAddress,
  { region }: Record<AddressPart, string>,
  regions: readonly Region[],
): Region | undefined =>
  findRegion(regions, region) ?? (region === '' ? findRegion(regions, regionCode ?? '') : undefined)

/** The region in the script in which the rest is written. */
const regionFor = ({ line1, city, district }: Record<AddressPart, string>, { name, latin }: Region): string =>
  latin !== undefined && !isLatin(name) && isLatin(`${line1}${city}${district}`) ? latin : name

/** A postcode as its country writes it (`1000001` as `100-0001`); nothing where it cannot be one. */
export function tidyPostcode(written: string, { country, postcode }: AddressShape): string | undefined {
  if (written === '' || !postcode) return written
  const { pattern, examples } = postcode
  const text = asciiDigits(written.normalize('NFKC').toUpperCase()).replaceAll(/[‐-―−ー]/g, '-')
  const bare = text.replace(new RegExp(`^${country[0]}${country[1]}?[- ]?(?=\\d)`), '')
  for (const candidate of [text, bare]) {
    const letters = candidate.replaceAll(/[\s-]/g, '')
    const fitting = examples
      .map((example) => spacedLike(letters, example))
      .find((spaced) => spaced !== undefined && pattern.test(spaced))
    if (fitting !== undefined) return fitting
    if (pattern.test(candidate)) return candidate
  }
  return undefined
}

/** Letters with the blanks and hyphens of an example that is as long as they are. */
function spacedLike(letters: string, example: string): string | undefined {
  if (example.replaceAll(/[\s-]/g, '').length !== letters.length) return undefined
  let next = 0
  return [...example].map((sign) => (/[\s-]/.test(sign) ? sign : (letters[next++] ?? ''))).join('')
}
