import { ADDRESS_PARTS, shapeOf, tidyPostcode, type AddressPart } from '@tradewind/addresses'
import type { Body } from '@tradewind/api-client'

export type Address = Body<'orders.setAddress'>['address']

/** What a form holds: every part as text, empty where nothing was written; `region` as its code where one is chosen. */
export type AddressDraft = Record<AddressPart, string> & { country: string }

export const emptyDraft = (country: string): AddressDraft => ({
  ...(Object.fromEntries(ADDRESS_PARTS.map((part) => [part, ''])) as Record<AddressPart, string>),
  country,
})

export const draftOf = ({ regionCode, ...address }: Address): AddressDraft => ({
  ...emptyDraft(address.country),
  ...address,
  region: regionCode ?? address.region ?? '',
})

/** The address that a form holds: parts that the country does not use, or that are empty, left out. */
export function addressOf(draft: AddressDraft): Address {
  const parts = shapeOf(draft.country).rows.flat()
  const written = parts.map((part) => [part, draft[part].trim()]).filter(([, text]) => text !== '')
  return { name: '', line1: '', ...Object.fromEntries(written), country: draft.country }
}

/** What is wrong with a form before it is sent, as codes of the namespace `errors` by part. */
export function faultsOf(draft: AddressDraft): Partial<Record<AddressPart, string>> {
  const shape = shapeOf(draft.country)
  const faults: Partial<Record<AddressPart, string>> = {}
  for (const part of shape.required) if (draft[part].trim() === '') faults[part] = 'platform.required'
  if (tidyPostcode(draft.postcode.trim(), shape) === undefined) faults.postcode = 'platform.invalid-format'
  return faults
}
