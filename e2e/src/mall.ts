import { readFileSync } from 'node:fs'
import type { Locale, Money } from '@tradewind/kernel'
import { createTranslator, type Translator } from '@tradewind/locales'
import { loadMessages } from '@tradewind/locales/node'

export const mallUrl = (): string => process.env['MALL_URL'] ?? ''
const messages = loadMessages([
  'storefront',
  'discovery',
  'reviews',
  'privacy',
  'help',
  'security',
  'console',
  'addresses',
  'common',
  'errors',
  'psp',
  'mail',
])

/** The texts that a person sees in a language, by key. */
export const textsIn = (locale: Locale): Translator => createTranslator(locale, messages)

/** Whether a word is the key of a text, which nobody should see. */
export const isTextKey = (word: string): boolean => Object.hasOwn(messages.en ?? {}, word)

/** What the demo calls its categories, options and values in a language, such as `colour.ash`. */
export function wordsIn(locale: Locale): (key: string) => string {
  const file = new URL(`../../seeds/demo/vocabulary/${locale}.json`, import.meta.url)
  const words = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>
  return (key) => {
    const word = words[key]
    if (word === undefined) throw new Error(`the demo has no word for ${key}`)
    return word
  }
}

/** A card of a list, as far as journeys need it. */
export interface Goods {
  id: string
  slug: string
  name: string
  offerId: string
  storeName: string
  offerCount: number
}

/** Goods that a store, and no other, has on sale in a market. */
export async function goodsOf(storeSlug: string, market: string, locale: Locale): Promise<Goods> {
  const store = await read<{ id: string }>(`/api/merchants/stores/${storeSlug}`)
  const query = new URLSearchParams({ market, locale, availableOnly: 'true', storeId: store.id, limit: '20' })
  const { items } = await read<{ items: Goods[] }>(`/api/search/products?${query}`)
  const goods = items.find(({ offerCount }) => offerCount === 1)
  if (!goods) throw new Error(`${storeSlug} alone sells nothing in ${market}`)
  return goods
}

/** Whether a search in a market finds goods of exactly that name. */
export async function isFound(name: string, market: string): Promise<boolean> {
  const query = new URLSearchParams({ q: name, market, locale: 'en' })
  const { items } = await read<{ items: Goods[] }>(`/api/search/query?${query}`)
  return items.some((goods) => goods.name === name)
}

async function read<T>(path: string): Promise<T> {
  const answer = await fetch(mallUrl() + path)
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`)
  return (await answer.json()) as T
}

export interface Mail {
  subject: string
  text: string
  html: string
  locale: string
}

/** The mails that an address got, newest first. */
export const mailsTo = async (address: string): Promise<Mail[]> =>
  (await read<{ items: Mail[] }>(`/mailbox/api?to=${encodeURIComponent(address)}&limit=20`)).items

/** Marks what this run of the journeys makes, since a house may have seen others before. */
export const RUN = Date.now().toString(36)

/** The address that a mail leads to, which holds the key of what it tells of. */
export function linkIn(mail: Mail, path: string): string {
  const link = mail.text.match(/https?:\/\/\S+/g)?.find((one) => one.includes(path))
  if (link === undefined) throw new Error(`no link to ${path} in “${mail.subject}”`)
  return link
}

interface ProviderEntry {
  type: string
  order?: string
  amount?: Money
}

/** What the payment provider has on record for an order. */
export async function providerLog(orderId: string): Promise<ProviderEntry[]> {
  const text = await (await fetch(`${process.env['PSP_URL']}/log`)).text()
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as ProviderEntry)
    .filter((line) => line.order === orderId)
}
