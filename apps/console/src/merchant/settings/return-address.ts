/** A return address as it is written, with empty fields. */
export interface ReturnAddress {
  name: string
  line1: string
  line2: string
  postcode: string
  city: string
  country: string
}

type Kept = Pick<ReturnAddress, 'name' | 'line1' | 'city' | 'country'> & {
  line2?: string
  postcode?: string
}

/** The address to begin with: the one that holds, or an empty one in the store's country. */
export const writtenAddress = (kept: Kept | null, country: string): ReturnAddress => ({
  name: '',
  line1: '',
  line2: '',
  postcode: '',
  city: '',
  country,
  ...kept,
})

/** What is sent of it; nothing as long as nothing was written. */
export function sentAddress({ line2, postcode, ...address }: ReturnAddress): Kept | undefined {
  const texts = [address.name, address.line1, address.city, line2, postcode]
  if (texts.every((text) => text.trim() === '')) return undefined
  return { ...address, ...(line2.trim() && { line2 }), ...(postcode.trim() && { postcode }) }
}
