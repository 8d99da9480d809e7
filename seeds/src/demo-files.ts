import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { PostalAddress } from '@tradewind/addresses'
import { LOCALES, type LocalizedText } from '@tradewind/kernel'

const DEMO = new URL('../demo/', import.meta.url)

export interface DemoVariant {
  sku: string
  options: Record<string, string>
  weightGrams: number
  lengthMm?: number
  widthMm?: number
  heightMm?: number
  price: { minor: number; currency: string }
  picture?: string
}

export interface DemoProduct {
  key: string
  category: string
  brand: string | null
  origin: string
  hsCode: string
  gtin: string
  attributes: Record<string, string | number | boolean>
  options: string[]
  variants: DemoVariant[]
  pictures: string[]
  tags?: string[]
}

export interface DemoStore {
  slug: string
  key: string
  country: string
  currency: string
  businessModel: 'own' | 'consignment' | 'outright' | 'recruited'
  commissionBasisPoints: number
  regions: string[]
  near: string[]
  returnAddress: PostalAddress
}

export interface DemoReview {
  product: string
  rating: number
  title: string
  body: string
}

export function readDemo<T>(path: string): T {
  return JSON.parse(readFileSync(new URL(path, DEMO), 'utf8')) as T
}

/** The goods of each region, such as `jp`. */
export function readGoods(): Map<string, DemoProduct[]> {
  const regions = readdirSync(new URL('goods/', DEMO))
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
  return new Map(regions.sort().map((region) => [region, readDemo<DemoProduct[]>(`goods/${region}.json`)]))
}

/** Texts by key in all languages that have the file, such as `vocabulary/<locale>.json`. */
export function readTexts(pattern: string): (key: string) => LocalizedText {
  const files = LOCALES.flatMap((locale) => {
    const path = pattern.replace('<locale>', locale)
    return existsSync(new URL(path, DEMO)) ? [[locale, readDemo<Record<string, string>>(path)] as const] : []
  })
  return (key) =>
    Object.fromEntries(
      files.flatMap(([locale, texts]) => (texts[key] === undefined ? [] : [[locale, texts[key]]])),
    )
}

/** Names and descriptions of products in all languages. */
export function readProductTexts(
  regionNames: Iterable<string>,
): (key: string) => { name: LocalizedText; description: LocalizedText } {
  const regions = [...regionNames]
  const byLocale = LOCALES.map((locale) => {
    const texts: Record<string, { name: string; description: string }> = {}
    for (const region of regions) {
      const path = `texts/${locale}/${region}.json`
      if (existsSync(new URL(path, DEMO))) Object.assign(texts, readDemo(path))
    }
    return [locale, texts] as const
  })
  return (key) => {
    const known = byLocale.flatMap(([locale, texts]) => (texts[key] ? [[locale, texts[key]] as const] : []))
    return {
      name: Object.fromEntries(known.map(([locale, text]) => [locale, text.name])),
      description: Object.fromEntries(known.map(([locale, text]) => [locale, text.description])),
    }
  }
}

/** The file of a picture, or undefined while it has not been made. */
export function pictureFile(name: string): string | undefined {
  const url = new URL(`pictures/${name}.webp`, DEMO)
  return existsSync(url) ? fileURLToPath(url) : undefined
}
