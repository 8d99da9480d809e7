import {
  ADDRESS_PARTS,
  LATIN_PARTS,
  type AddressPart,
  type LatinPart,
  type PostalAddress,
} from './address.ts'
import { foreignParts, latinFaults } from './latin.ts'
import { shapeOf } from './shapes.ts'
import { tidyPostcode, type AddressFaults } from './tidy.ts'

/** What a form holds: every part as text, empty where nothing was written; `region` as its code where one is chosen. */
export type AddressDraft = Record<AddressPart, string> & { country: string; latin: Record<LatinPart, string> }

/** What a form sends: parts that were written, the region by code or name, the phone as it is dialled there. */
export type SentAddress = Partial<Omit<PostalAddress, 'regionCode'>> &
  Pick<PostalAddress, 'name' | 'line1' | 'country'>

export const emptyDraft = (country: string): AddressDraft => ({
  ...unwritten(ADDRESS_PARTS),
  country,
  latin: unwritten(LATIN_PARTS),
})

const unwritten = <Part extends string>(parts: readonly Part[]): Record<Part, string> =>
  Object.fromEntries(parts.map((part) => [part, ''])) as Record<Part, string>

/** A form that begins with an address that was kept. */
export const draftOf = ({ regionCode, latin, ...address }: PostalAddress): AddressDraft => ({
  ...emptyDraft(address.country),
  ...address,
  region: regionCode ?? address.region ?? '',
  latin: { ...unwritten(LATIN_PARTS), ...latin },
})

/** The parts of a form that are not in Latin script, and are asked for once more; of its shape, in its order. */
export function partsForLatin(draft: AddressDraft): LatinPart[] {
  const { rows, hasRegions } = shapeOf(draft.country)
  const foreign = foreignParts(draft, hasRegions)
  return rows.flat().filter((part): part is LatinPart => foreign.some((one) => one === part))
}

/** The address that a form holds: parts that the country does not use, or that are empty, left out. */
export function sentAddress(draft: AddressDraft): SentAddress {
  const parts = shapeOf(draft.country).rows.flat()
  const written = parts.map((part) => [part, draft[part].trim()]).filter(([, text]) => text !== '')
  const latin = partsForLatin(draft)
    .map((part) => [part, draft.latin[part].trim()])
    .filter(([, text]) => text !== '')
  return {
    name: '',
    line1: '',
    ...Object.fromEntries(written),
    country: draft.country,
    ...(latin.length > 0 && { latin: Object.fromEntries(latin) }),
  }
}

/** What is wrong with a form before it is sent; regions and phones are for the server to judge. */
export function draftFaults(draft: AddressDraft, needsLatin = false): AddressFaults {
  const shape = shapeOf(draft.country)
  const faults: AddressFaults = latinFaults(partsForLatin(draft), draft.latin, needsLatin)
  for (const part of shape.required) if (draft[part].trim() === '') faults[part] = 'platform.required'
  if (tidyPostcode(draft.postcode.trim(), shape) === undefined) faults.postcode = 'platform.invalid-format'
  return faults
}
