import type { Answer, Api, Item } from '@tradewind/api-client'
import type { Locale } from '@tradewind/kernel'
import type { Translator } from '@tradewind/locales'
import { inject, type InjectionKey } from 'vue'
import type { Paths } from '../paths.ts'
import type { Brand } from './brand.ts'
import type { Place } from '../renderer.ts'

export type Market = Pick<
  Item<'pricing.listMarkets'>,
  | 'code'
  | 'name'
  | 'countries'
  | 'currency'
  | 'currencies'
  | 'taxDisplay'
  | 'priorPriceDays'
  | 'paymentMethods'
>
/** A category; its names in other languages' and in former addresses are known on the server alone. */
export type Category = Pick<Item<'catalog.listCategories'>, 'id' | 'key' | 'slug' | 'name' | 'parentId'> &
  Partial<Pick<Item<'catalog.listCategories'>, 'alternates' | 'formerly'>>
export type Money = Answer<'search.listOffers'>['items'][number]['price']
export type Picture = NonNullable<Item<'search.listProducts'>['picture']>

/** What a page found out while it was rendered, by key: the page's own data, or why there is none. */
export type Kept = { data: unknown } | { problem: { status: number; code: string; params: object } }

/** Everything a page stands in: the reader's language and place, the way to the API, and the mall's own lists. */
export interface Mall {
  readonly locale: Locale
  readonly place: Readonly<Place>
  readonly origin: string
  readonly t: Translator
  readonly api: Api
  readonly paths: Paths
  readonly brand: Brand
  readonly markets: readonly Market[]
  readonly categories: readonly Category[]
  readonly kept: Map<string, Kept>
  /** What the server is to answer with the page; of no meaning in a browser. */
  readonly answer: { status: number; redirect?: string }
}

/** What the server hands over to the browser. */
export interface MallState {
  locale: Locale
  place: Place
  brand: Brand
  markets: readonly Market[]
  categories: readonly Category[]
  kept: [string, Kept][]
}

export const mallKey: InjectionKey<Mall> = Symbol('mall')

export function useMall(): Mall {
  const mall = inject(mallKey)
  if (!mall) throw new Error('the mall is not provided')
  return mall
}

/** The texts of the reader's language. */
export const useText = (): Translator => useMall().t
