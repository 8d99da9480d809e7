import { join } from 'node:path'
import { decodeHTML } from 'entities'
import type { Fact } from './taxonomy-builder.ts'

/** The base currency of a fresh Magento. */
export const CURRENCY = 'USD'

/** What its sales campaigns call goods is no property of theirs. */
const CAMPAIGNS = new Set(['has_options', 'required_options', 'erin_recommends', 'new', 'sale'])
const YES_OR_NO = new Set(['eco_collection', 'performance_fabric'])

/** What a row of either file says of a product, by Magento's attribute codes; several values are split by `separator`. */
export function factsOf(values: Readonly<Record<string, string>>, separator: string): Fact[] {
  return Object.entries(values).flatMap(([code, text]): Fact[] => {
    if (CAMPAIGNS.has(code)) return []
    const name = titled(code)
    if (YES_OR_NO.has(code)) return text === '' ? [] : [{ name, value: text === 'Yes', filter: true }]
    const parts = text
      .split(separator)
      .map((part) => decodeHTML(part.trim()))
      .filter(Boolean)
    return [{ name, value: parts.join(', ') }]
  })
}

/** `style_general` → `Style`: the second word only tells Magento's sets of attributes apart. */
export const titled = (code: string): string => {
  const words = code.replace(/_(general|bottom|bags)$/, '').replaceAll('_', ' ')
  return words === 'category gear' ? 'Use' : words.charAt(0).toUpperCase() + words.slice(1)
}

export const imageOf = (path: string): string => (path === '' ? '' : join('images', path))
