import { invalid } from '@tradewind/kernel'
import type { PostalAddress } from './address.ts'
import { readPhone } from './phones.ts'
import { regionsOf } from './regions.ts'
import { tidyAddress, type WrittenAddress } from './tidy.ts'

/** The address in the form that is kept; 400 with a path below `path` for each part that its country does not take. */
export async function checkedAddress(input: WrittenAddress, path: string): Promise<PostalAddress> {
  const { address, faults } = tidyAddress(input, await regionsOf(input.country))
  const phone = address.phone === undefined ? undefined : readPhone(address.phone, address.country)
  if (address.phone !== undefined && phone === undefined) faults.phone = 'platform.invalid-format'
  const fields = Object.entries(faults).map(([part, code]) => ({ path: `${path}.${part}`, code }))
  if (fields.length > 0) throw invalid(fields)
  return phone === undefined ? address : { ...address, phone }
}
