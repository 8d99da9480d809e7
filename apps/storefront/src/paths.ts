import { cachedBy, isLocale, type Locale } from '@tradewind/kernel'
import type { LegalKind } from './legal/kinds.ts'

/** Query of a page's address; undefined and empty values are left out. */
export type Query = Readonly<Record<string, string | number | readonly string[] | undefined>>

/** Every address of the mall in one language. */
export interface Paths {
  home: string
  category(slug: string, query?: Query): string
  search(query?: Query): string
  /** All goods. */
  goods(query?: Query): string
  product(slug: string, query?: Query): string
  store(slug: string, query?: Query): string
  /** Products side by side; only where they differ, if wished. */
  compare(productIds: readonly string[], onlyDifferences?: boolean): string
  /** Whether what the reader looks at is remembered. */
  suggestions: string
  /** What the reader keeps, and the stores they follow. */
  favourites: string
  stores: string
  brands: string
  brand(key: string, query?: Query): string
  /** How to buy here, in questions and answers. */
  help: string
  /** What the law wants said, as it holds in the reader's market, or as it held in a market at a moment. */
  legal(kind: LegalKind, of?: { market: string; at: string }): string
  place(to: string): string
  placeSet: string
  /** Remembers a look, or forgets it, and leads back. */
  lookSet(look: string, to: string): string
  cart: string
  checkout: string
  order(orderId: string): string
  /** Where an order's money is waited for; or the provider, where it did not answer. */
  orderPaid(orderId: string, isSilent?: boolean): string
  returnRequest(orderId: string, subOrderId: string): string
  logIn(to?: string): string
  register(to?: string): string
  reset: string
  account: string
  orders: string
  addresses: string
  security: string
  /** What is held of the reader. */
  privacy: string
  /** What somebody wrote, and may still write. */
  reviews: string
  review(productId: string): string
  /** An address that content names without a language, such as `/c/tea`. */
  content(href: string): string
}

/** The addresses of the mall in a language: nothing else puts one together. */
export const pathsIn = cachedBy((locale: Locale): Paths => {
  const at = (path: string, query: Query = {}) => `/${locale}${path}${queryText(query)}`
  return {
    home: at(''),
    category: (slug, query) => at(`/c/${encodeURIComponent(slug)}`, query),
    search: (query) => at('/search', query),
    goods: (query) => at('/goods', query),
    product: (slug, query) => at(`/p/${encodeURIComponent(slug)}`, query),
    store: (slug, query) => at(`/s/${encodeURIComponent(slug)}`, query),
    compare: (productIds, onlyDifferences = false) =>
      at('/compare', { p: productIds.join(','), only: onlyDifferences ? 'differences' : undefined }),
    suggestions: at('/suggestions'),
    favourites: at('/favourites'),
    stores: at('/stores'),
    brands: at('/brands'),
    brand: (key, query) => at(`/b/${encodeURIComponent(key)}`, query),
    help: at('/help'),
    legal: (kind, of) => at(`/legal/${kind}`, { of: of?.market, at: of?.at }),
    place: (to) => at('/place', { to }),
    placeSet: at('/place/set'),
    lookSet: (look, to) => at('/look/set', { look, to }),
    cart: at('/cart'),
    checkout: at('/checkout'),
    order: (orderId) => at(`/order/${orderId}`),
    orderPaid: (orderId, isSilent = false) =>
      at(`/order/${orderId}/paid`, { provider: isSilent ? 'silent' : undefined }),
    returnRequest: (orderId, subOrderId) => at(`/order/${orderId}/return/${subOrderId}`),
    logIn: (to) => at('/log-in', { to }),
    register: (to) => at('/register', { to }),
    reset: at('/reset'),
    account: at('/account'),
    orders: at('/account/orders'),
    addresses: at('/account/addresses'),
    security: at('/account/security'),
    privacy: at('/account/privacy'),
    reviews: at('/account/reviews'),
    review: (productId) => at(`/review/${productId}`),
    content: (href) =>
      isLocale(href.split('/')[1]) || !isInternal(href) ? href : at(href === '/' ? '' : href),
  }
})

/** `?a=1&b=2&b=3`, or nothing. */
export function queryText(query: Query): string {
  let text = ''
  for (const [name, value] of Object.entries(query))
    for (const one of Array.isArray(value) ? value : [value])
      if (one !== undefined && one !== '')
        text += `${text === '' ? '?' : '&'}${encoded(name)}=${encoded(String(one))}`
  return text
}

/** As forms do it; `URLSearchParams` takes several times as long, and a page has a hundred such addresses. */
const encoded = (text: string): string => encodeURIComponent(text.toWellFormed()).replaceAll('%20', '+')

/** The same page in another language: the first part of the path is the language. */
export const inLanguage = (fullPath: string, locale: Locale): string =>
  fullPath.replace(/^\/[^/?#]*/, `/${locale}`)

/** Whether a text is an address on this site, and safe to go to after a log-in. */
export const isInternal = (to: unknown): to is string =>
  typeof to === 'string' && /^\/(?![/\\])[^\\\s]*$/.test(to)
