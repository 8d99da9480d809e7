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
  /** What stands above in another script, in Latin: carriers abroad read no other. */
  latin?: LatinParts
}

/** The parts that are written in letters. */
export const LATIN_PARTS = ['name', 'company', 'line1', 'line2', 'district', 'city', 'region'] as const
export type LatinPart = (typeof LATIN_PARTS)[number]
/** Of the parts that are not in Latin script, how they are written in it. */
export type LatinParts = Partial<Record<LatinPart, string>>

/** What people fill in besides the country. */
export type AddressPart = Exclude<keyof PostalAddress, 'country' | 'regionCode' | 'latin'>

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

/** Whether a text holds letters of Latin script only, so that a carrier anywhere can read it; `ʻ` and `ʼ` are among them. */
export const isLatin = (text: string): boolean => !/(?![\p{Script=Latin}\u02b9-\u02bc])\p{L}/u.test(text)

/** Digits of any script as those of ASCII; in each of them ten stand in a row from a multiple of what Unicode gives. */
export const asciiDigits = (text: string): string =>
  text.replaceAll(/\p{Nd}/gu, (digit) => {
    let zero = digit.codePointAt(0) ?? 0
    const value = zero
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && value - zero < 9) zero -= 1
    return String(value - zero)
  })
