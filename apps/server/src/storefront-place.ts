import type { AppConfig } from '@tradewind/platform/config'
import type { Host } from '@tradewind/platform/host'
import type { Place } from '@tradewind/storefront/renderer'
import type { FastifyInstance, FastifyRequest } from 'fastify'

interface Market {
  code: string
  countries: readonly string[]
  currency: string
  currencies: readonly string[]
}

interface Wish {
  market?: string
  country?: string
  currency?: string
}

interface Surroundings {
  app: FastifyInstance
  host: Host
}

const COOKIE = 'tw-place'
const YEAR_SECONDS = 31_536_000
const MARKETS_SECONDS = 30

/** Where a reader buys: as the address wishes, else as the cookie remembers, else as the browser's language hints. */
export async function placeOf(request: FastifyRequest, surroundings: Surroundings): Promise<Place> {
  const markets = await listMarkets(surroundings)
  const remembered = cookieOf(request)
  const wanted = wantedPlace(new URL(request.url, 'http://mall'))
  // A country or market wished for stands alone; a currency alone leaves the rest as it was.
  const wishes =
    wanted?.market === undefined && wanted?.country === undefined ? { ...remembered, ...wanted } : wanted
  return (
    fit(markets, wishes) ??
    fit(markets, remembered) ??
    fit(markets, { country: regionOf(request) }) ??
    fit(markets, { market: markets[0]?.code }) ?? { market: '', country: '', currency: '' }
  )
}

/** What an address wishes for, if it does. */
export function wantedPlace({ searchParams }: URL): Wish | undefined {
  const read = (name: string) => {
    const value = searchParams.get(name) ?? ''
    return /^[A-Z][A-Z0-9-]{1,15}$/.test(value) ? { [name]: value } : {}
  }
  const wish: Wish = { ...read('market'), ...read('country'), ...read('currency') }
  return Object.keys(wish).length > 0 ? wish : undefined
}

/** The header that remembers a place; it tells nothing of the reader, so scripts may read it too. */
export const placeCookie = (
  { market, country, currency }: Place,
  { publicUrl }: Pick<AppConfig, 'publicUrl'>,
): string =>
  `${COOKIE}=${market}.${country}.${currency}; Path=/; SameSite=Lax; Max-Age=${YEAR_SECONDS}` +
  (publicUrl.startsWith('https:') ? '; Secure' : '')

function fit(markets: readonly Market[], wish: Wish | undefined): Place | undefined {
  if (!wish) return undefined
  const { country, currency } = wish
  const market =
    markets.find(({ countries }) => country !== undefined && countries.includes(country)) ??
    markets.find(({ code }) => code === wish.market)
  if (!market) return undefined
  const [first = ''] = market.countries
  return {
    market: market.code,
    country: country !== undefined && market.countries.includes(country) ? country : first,
    currency: currency !== undefined && market.currencies.includes(currency) ? currency : market.currency,
  }
}

function listMarkets({ app, host }: Surroundings): Promise<readonly Market[]> {
  return host.cache
    .wrap('mall.markets', MARKETS_SECONDS, async () => {
      const answer = await app.inject({ url: '/api/pricing/markets?locale=en' })
      if (answer.statusCode !== 200) throw new Error(`the list of markets answered ${answer.statusCode}`)
      const { items } = answer.json<{ items: Market[] }>()
      return items.map(({ code, countries, currency, currencies }) => ({
        code,
        countries,
        currency,
        currencies,
      }))
    })
    .catch((thrown: unknown) => {
      // The page says itself that a part of the mall does not answer.
      app.log.warn({ err: thrown }, 'no markets for the storefront')
      return []
    })
}

function cookieOf({ headers }: FastifyRequest): Wish | undefined {
  const match = new RegExp(`(?:^|;\\s*)${COOKIE}=([A-Z0-9-]+)\\.([A-Z]{2})\\.([A-Z]{3})(?:;|$)`).exec(
    headers.cookie ?? '',
  )
  const [, market, country, currency] = match ?? []
  return match ? { market, country, currency } : undefined
}

/** The country of a browser's first language, such as AT of `de-AT`. */
const regionOf = ({ headers }: FastifyRequest): string | undefined =>
  /^[a-z]{2,3}(?:-[a-z]{4})?-([a-z]{2})\b/i.exec(headers['accept-language'] ?? '')?.[1]?.toUpperCase()
