import { ADDRESS_PARTS, type AddressPart, type PostalAddress } from './address.ts'
import { shapeOf } from './shapes.ts'
import { tidyPostcode, type AddressFaults } from './tidy.ts'

/** What a form holds: every part as text, empty where nothing was written; `region` as its code where one is chosen. */
export type AddressDraft = Record<AddressPart, string> & { country: string }

/** What a form sends: parts that were written, the region by code or name, the phone as it is dialled there. */
export type SentAddress = Partial<Omit<PostalAddress, 'regionCode'>> &
  Pick<PostalAddress, 'name' | 'line1' | 'country'>

export const emptyDraft = (country: string): AddressDraft => ({
  ...(Object.fromEntries(ADDRESS_PARTS.map((part) => [part, ''])) as Record<AddressPart, string>),
  country,
})

/** A form that begins with an address that was kept. */
export const draftOf = ({ regionCode, ...address }: PostalAddress): AddressDraft => ({
  ...emptyDraft(address.country),
  ...address,
  region: regionCode ?? address.region ?? '',
})

/** The address that a form holds: parts that the country does not use, or that are empty, left out. */
export function sentAddress(draft: AddressDraft): SentAddress {
  const parts = shapeOf(draft.country).rows.flat()
  const written = parts.map((part) => [part, draft[part].trim()]).filter(([, text]) => text !== '')
  return { name: '', line1: '', ...Object.fromEntries(written), country: draft.country }
}

/** What is wrong with a form before it is sent; regions and phones are for the server to judge. */
export function draftFaults(draft: AddressDraft): AddressFaults {
  const shape = shapeOf(draft.country)
  const faults: AddressFaults = {}
  for (const part of shape.required) if (draft[part].trim() === '') faults[part] = 'platform.required'
  if (tidyPostcode(draft.postcode.trim(), shape) === undefined) faults.postcode = 'platform.invalid-format'
  return faults
}
