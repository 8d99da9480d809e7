import type { Body } from '@tradewind/api-client'
import { countryName, type Locale } from '@tradewind/kernel'

export type Address = Body<'orders.setAddress'>['address']
export type AddressPart = Exclude<keyof Address, 'country'>

/** How addresses of a country are written: rows from top to bottom, what may not be missing, how postcodes look. */
export interface AddressShape {
  rows: readonly (readonly AddressPart[])[]
  required: ReadonlySet<AddressPart>
  postcode?: { pattern: RegExp; example: string }
  /** What the country calls its larger parts. */
  region: 'state' | 'province' | 'prefecture' | 'emirate' | 'region'
  postcodeName: 'postcode' | 'zip'
}

const ALWAYS: readonly AddressPart[] = ['name', 'line1', 'city']
const needs = (...more: AddressPart[]): ReadonlySet<AddressPart> => new Set([...ALWAYS, ...more])
const who: readonly (readonly AddressPart[])[] = [['name'], ['company']]
const street: readonly (readonly AddressPart[])[] = [['line1'], ['line2']]
const five = /^\d{5}$/

const europe = (example: string): AddressShape => ({
  rows: [...who, ...street, ['postcode', 'city'], ['phone']],
  required: needs('postcode'),
  postcode: { pattern: five, example },
  region: 'region',
  postcodeName: 'postcode',
})

/** The demo's markets; source: Universal Postal Union, addressing systems of its members. */
const SHAPES: Readonly<Record<string, AddressShape>> = {
  DE: europe('10115'),
  FR: europe('75001'),
  GB: {
    rows: [...who, ...street, ['city', 'postcode'], ['phone']],
    required: needs('postcode'),
    postcode: { pattern: /^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/i, example: 'SW1A 1AA' },
    region: 'region',
    postcodeName: 'postcode',
  },
  US: {
    rows: [...who, ...street, ['city'], ['region', 'postcode'], ['phone']],
    required: needs('region', 'postcode'),
    postcode: { pattern: /^\d{5}(-\d{4})?$/, example: '10001' },
    region: 'state',
    postcodeName: 'zip',
  },
  JP: {
    rows: [...who, ['postcode', 'region'], ['city'], ...street, ['phone']],
    required: needs('region', 'postcode'),
    postcode: { pattern: /^\d{3}-?\d{4}$/, example: '100-0001' },
    region: 'prefecture',
    postcodeName: 'postcode',
  },
  CN: {
    rows: [...who, ['region', 'city'], ...street, ['postcode'], ['phone']],
    required: needs('region'),
    postcode: { pattern: /^\d{6}$/, example: '100000' },
    region: 'province',
    postcodeName: 'postcode',
  },
  AE: {
    rows: [...who, ...street, ['city', 'region'], ['phone']],
    required: needs('region'),
    region: 'emirate',
    postcodeName: 'postcode',
  },
  ID: {
    rows: [...who, ...street, ['city'], ['region', 'postcode'], ['phone']],
    required: needs('region', 'postcode'),
    postcode: { pattern: five, example: '10110' },
    region: 'province',
    postcodeName: 'postcode',
  },
  TH: {
    rows: [...who, ...street, ['city'], ['region', 'postcode'], ['phone']],
    required: needs('region', 'postcode'),
    postcode: { pattern: five, example: '10200' },
    region: 'province',
    postcodeName: 'postcode',
  },
  BR: {
    rows: [...who, ['postcode'], ...street, ['city', 'region'], ['phone']],
    required: needs('region', 'postcode'),
    postcode: { pattern: /^\d{5}-?\d{3}$/, example: '01310-100' },
    region: 'state',
    postcodeName: 'postcode',
  },
}

const GENERIC: AddressShape = {
  rows: [...who, ...street, ['postcode', 'city'], ['region'], ['phone']],
  required: needs(),
  region: 'region',
  postcodeName: 'postcode',
}

export const shapeOf = (country: string): AddressShape => SHAPES[country] ?? GENERIC

/** What a form holds: every part as text, empty where nothing was written. */
export type AddressDraft = Record<AddressPart, string> & { country: string }

export const emptyDraft = (country: string): AddressDraft => ({
  name: '',
  company: '',
  line1: '',
  line2: '',
  city: '',
  region: '',
  postcode: '',
  phone: '',
  country,
})

export const draftOf = (address: Address): AddressDraft => ({ ...emptyDraft(address.country), ...address })

/** The address that a form holds: parts that the country does not use, or that are empty, left out. */
export function addressOf(draft: AddressDraft): Address {
  const { rows } = shapeOf(draft.country)
  const written = rows
    .flat()
    .map((part) => [part, part === 'phone' ? plainPhone(draft.phone) : draft[part].trim()] as const)
    .filter(([, text]) => text !== '')
  return { name: '', line1: '', city: '', ...Object.fromEntries(written), country: draft.country }
}

/** An address as it stands on a parcel: the country's own order, then its name in the reader's language. */
export function addressLines(address: Address, locale: Locale): string[] {
  const lines = shapeOf(address.country).rows.map((row) =>
    row
      .map((part) => address[part] ?? '')
      .filter((text) => text !== '')
      .join(' '),
  )
  return [...lines.filter((line) => line !== ''), countryName(address.country, locale)]
}

/** A telephone number as the API takes it: `0049 30 123` becomes `+4930123`. */
export const plainPhone = (text: string): string => text.replace(/[\s().-]/g, '').replace(/^00/, '+')

/** What is wrong with a form before it is sent, as codes of the namespace `errors` by part. */
export function faultsOf(draft: AddressDraft): Partial<Record<AddressPart, string>> {
  const { rows, required, postcode } = shapeOf(draft.country)
  const faults: Partial<Record<AddressPart, string>> = {}
  for (const part of rows.flat()) {
    const text = draft[part].trim()
    if (text === '') {
      if (required.has(part)) faults[part] = 'platform.required'
    } else if (part === 'postcode' && postcode && !postcode.pattern.test(text)) {
      faults[part] = 'platform.invalid-format'
    } else if (part === 'phone' && !/^\+[1-9]\d{5,14}$/.test(plainPhone(text))) {
      faults[part] = 'platform.invalid-format'
    }
  }
  return faults
}
