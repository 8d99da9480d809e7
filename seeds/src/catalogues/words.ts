import { hash } from 'node:crypto'
import { COUNTRIES, countryName } from '@tradewind/kernel'
import { decodeHTML } from 'entities'

/** A name as a key among machines: `Crème & Co.` → `creme-co`; long ones end in a hash. */
export function keyOf(name: string, maxLength = 64): string {
  const key = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
  if (key !== '' && key.length <= maxLength) return key
  return `${key.slice(0, maxLength - 9)}-${digestOf(name).slice(0, 8)}`.replace(/^-+/, '')
}

export const digestOf = (text: string): string => hash('sha256', text)

/** What a browser would show of HTML, a line for each paragraph and item. */
export function plainText(html: string): string {
  const broken = html
    .replaceAll(/<li\b[^>]*>/gi, '\n• ')
    .replaceAll(/<br\s*\/?>|<\/?(?:p|ul|ol|div|h[1-6])\b[^>]*>/gi, '\n')
    .replaceAll(/<\/?[a-z][^>]*>/gi, '')
  return decodeHTML(broken)
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .join('\n')
}

/** At most so many characters, ending in an ellipsis where something was cut. */
export function shortened(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text
  const cut = text.slice(0, maxLength - 1)
  const words = cut.slice(0, Math.max(cut.lastIndexOf(' '), maxLength / 2))
  return `${words.replace(/[\s\p{P}]+$/u, '')}…`
}

/** Names that CLDR writes otherwise. */
const ALIASES: Readonly<Record<string, string>> = {
  'czech republic': 'CZ',
  'hong kong': 'HK',
  macau: 'MO',
  turkey: 'TR',
  uk: 'GB',
  usa: 'US',
}
const CODES = new Map(COUNTRIES.map((code) => [countryName(code, 'en').toLowerCase(), code]))

/** The code of a country by its English name; undefined for none or an unknown one. */
export function countryOf(name: string): string | undefined {
  const key = name.trim().toLowerCase()
  return ALIASES[key] ?? CODES.get(key)
}

/** The first that is a trade item number: 8, 12, 13 or 14 digits of which the last checks the others. */
export function gtinOf(candidates: readonly string[]): string | undefined {
  return candidates.find((text) => {
    if (!/^(\d{8}|\d{12,14})$/.test(text)) return false
    const sum = [...text]
      .toReversed()
      .reduce((total, digit, index) => total + Number(digit) * (index % 2 === 1 ? 3 : 1), 0)
    return sum % 10 === 0
  })
}
