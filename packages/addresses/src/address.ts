/** A postal address as components; `region` as it is printed, `regionCode` of ISO 3166-2, `phone` of E.164. */
export interface PostalAddress {
  /** The whole name as its bearer writes it; nothing is assumed of its parts. */
  name: string
  company?: string
  line1: string
  line2?: string
  /** A part of the city that the country's addresses name: a district, a suburb, a bairro. */
  district?: string
  city: string
  region?: string
  regionCode?: string
  postcode?: string
  country: string
  phone?: string
}

/** What people fill in besides the country. */
export type AddressPart = Exclude<keyof PostalAddress, 'country' | 'regionCode'>

/** Every part, in no order that a country would know. */
export const ADDRESS_PARTS: readonly AddressPart[] = [
  'name',
  'company',
  'line1',
  'line2',
  'district',
  'city',
  'region',
  'postcode',
  'phone',
]

/** Whether a text holds letters of Latin script only, so that a carrier anywhere can read it. */
export const isLatin = (text: string): boolean => !/(?!\p{Script=Latin})\p{L}/u.test(text)
