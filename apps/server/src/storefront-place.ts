import { isCountry } from '@tradewind/kernel'
import type { Place } from '@tradewind/storefront/renderer'

/** What of a market decides where a reader buys. */
export interface PlaceMarket {
  code: string
  countries: readonly string[]
  currency: string
  currencies: readonly string[]
}

/** What a request says of where its reader buys. */
export interface PlaceHints {
  /** The address's query. */
  query: URLSearchParams
  cookie?: string
  acceptLanguage?: string
}

interface Wish {
  market?: string
  country?: string
  currency?: string
}

const COOKIE = 'tw-place'
const YEAR_SECONDS = 31_536_000
const NOWHERE: Place = { market: '', country: '', currency: '' }

/**
 * Where a reader buys: as the address wishes, else as the cookie remembers, else as the browser's language hints, else
 * in the first market. A country or another market wished for stands alone; anything less leaves the rest as it was. A
 * country that no market serves is told beside the place that would hold without it; a browser's language is no reason
 * to speak of one.
 */
export function choosePlace(markets: readonly PlaceMarket[], hints: PlaceHints): Place {
  const wanted = wantedPlace(hints.query)
  const remembered = rememberedPlace(hints.cookie)
  const stays = wanted?.market === undefined || wanted.market === remembered?.market
  const moves = wanted?.country !== undefined || !stays
  const said = moves ? [wanted, remembered] : [remembered]
  const hinted: Wish[] = [{ country: regionOf(hints.acceptLanguage) }, { market: markets[0]?.code }]
  let unserved: string | undefined
  for (const wish of [...said, ...hinted]) {
    const place = wish && fit(markets, wish, wanted?.currency)
    if (said.includes(wish)) unserved ??= unservedBy(markets, wish)
    if (place) return unserved === undefined ? place : { ...place, unserved }
  }
  return NOWHERE
}

/** The country of a wish, where it is one and no market serves it. */
const unservedBy = (markets: readonly PlaceMarket[], wish: Wish | undefined): string | undefined =>
  isCountry(wish?.country) && !markets.some(({ countries }) => countries.includes(wish.country ?? ''))
    ? wish.country
    : undefined

/** What an address wishes for, if it does. */
export function wantedPlace(query: URLSearchParams): Wish | undefined {
  const read = (name: string) => {
    const value = query.get(name) ?? ''
    return /^[A-Z][A-Z0-9-]{1,15}$/.test(value) ? { [name]: value } : {}
  }
  const wish: Wish = { ...read('market'), ...read('country'), ...read('currency') }
  return Object.keys(wish).length > 0 ? wish : undefined
}

/** The header that remembers a place. */
export const placeCookie = ({ market, country, currency, unserved }: Place, secure: boolean): string =>
  `${COOKIE}=${market}.${unserved ?? country}.${currency}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${YEAR_SECONDS}` +
  (secure ? '; Secure' : '')

function fit(
  markets: readonly PlaceMarket[],
  { market: code, country, currency: usual }: Wish,
  wished: string | undefined,
): Place | undefined {
  const market =
    markets.find(({ countries }) => country !== undefined && countries.includes(country)) ??
    markets.find((one) => one.code === code)
  if (!market) return undefined
  const [first = ''] = market.countries
  return {
    market: market.code,
    country: country !== undefined && market.countries.includes(country) ? country : first,
    currency:
      market.currencies.find((one) => one === wished) ??
      market.currencies.find((one) => one === usual) ??
      market.currency,
  }
}

function rememberedPlace(cookie = ''): Wish | undefined {
  const pattern = new RegExp(`(?:^|;\\s*)${COOKIE}=([A-Z0-9-]{2,16})\\.([A-Z]{2})\\.([A-Z]{3})(?:;|$)`)
  const [found, market, country, currency] = pattern.exec(cookie) ?? []
  return found === undefined ? undefined : { market, country, currency }
}

/** The country of a browser's first language, such as AT of `de-AT`. */
const regionOf = (acceptLanguage = ''): string | undefined =>
  /^[a-z]{2,3}(?:-[a-z]{4})?-([a-z]{2})\b/i.exec(acceptLanguage)?.[1]?.toUpperCase()
