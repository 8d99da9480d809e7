import { isLocale, LOCALES, negotiateLocale, type Locale } from '@tradewind/kernel'
import type { AppConfig } from '@tradewind/platform/config'
import type { Host } from '@tradewind/platform/host'
import type { Place, RenderRequest } from '@tradewind/storefront/renderer'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { loadStorefront, mountStorefrontFiles, type Storefront } from './storefront-files.ts'
import { mountBrandStyles } from './brand-styles.ts'
import { sendKept, sendOnce, type Page } from './storefront-pages.ts'
import { fetchWithin } from './storefront-fetch.ts'
import { mountSitemaps } from './storefront-sitemaps.ts'
import { lookCookie, lookOf } from './storefront-look.ts'
import { choosePlace, placeCookie, wantedPlace, type PlaceMarket } from './storefront-place.ts'

/** Until pages know what an operator changed of markets. */
const MARKETS_SECONDS = 3
/** What a page's address may say; anything else neither changes the page nor is kept apart. */
const QUERY = [
  'q',
  'tag',
  'f',
  'sort',
  'min',
  'max',
  'available',
  'n',
  'variant',
  'to',
  'key',
  'token',
  'of',
  'at',
]

interface Mall {
  app: FastifyInstance
  host: Host
  config: AppConfig
  storefront: Storefront
}

/** Serves the mall: pages rendered here, by language; a path without one leads to the reader's. */
export async function mountStorefront(app: FastifyInstance, host: Host, config: AppConfig): Promise<void> {
  const storefront = await loadStorefront()
  if (!storefront) {
    app.log.warn('the storefront is not built: npm run build -w @tradewind/storefront')
    return
  }
  const mall: Mall = { app, host, config, storefront }
  mountStorefrontFiles(app, storefront)
  mountSitemaps(app, host, config)
  mountBrandStyles(app)
  for (const locale of LOCALES) {
    const page = (request: FastifyRequest, reply: FastifyReply) => sendPage(request, reply, mall, locale)
    app.get(`/${locale}`, { config: { operation: 'mall.page' } }, page)
    app.get(`/${locale}/*`, { config: { operation: 'mall.page' } }, page)
    app.get(
      `/${locale}/mall.webmanifest`,
      { config: { operation: 'mall.manifest' } },
      async (request, reply) =>
        reply
          .type('application/manifest+json; charset=utf-8')
          .header('cache-control', 'public, max-age=300')
          .send(
            await storefront.renderer.manifest(
              asked(request, mall, { locale, url: `/${locale}`, place: await placeOf(request, mall) }),
            ),
          ),
    )
    app.get(`/${locale}/look/set`, { config: { operation: 'mall.look' } }, (request, reply) =>
      setLook(request, reply, mall),
    )
    app.get(`/${locale}/place/set`, { config: { operation: 'mall.place' } }, (request, reply) =>
      setPlace(request, reply, mall, locale),
    )
  }
  app.get('/*', { config: { operation: 'mall.language' } }, async (request, reply) => {
    if (!isForPeople(request)) return reply.callNotFound()
    const locale = languageBefore(request) ?? negotiateLocale(request.headers['accept-language'])
    const path = request.url.replace(/^\/(?=$|\?)/, '')
    return reply.header('vary', 'Accept-Language').redirect(`/${locale}${path}`, 302)
  })
}

/** The language in which somebody set out who comes back from an issuer, as the state says. */
function languageBefore(request: FastifyRequest): Locale | undefined {
  const { pathname, searchParams } = new URL(request.url, 'http://mall')
  if (pathname !== '/log-in/return') return undefined
  const [, locale] = searchParams.get('state')?.split('.') ?? []
  return isLocale(locale) ? locale : undefined
}

async function sendPage(
  request: FastifyRequest,
  reply: FastifyReply,
  mall: Mall,
  locale: Locale,
): Promise<FastifyReply> {
  const address = new URL(request.url, 'http://mall')
  const place = await placeOf(request, mall)
  const url = pageAddress(address)
  void reply.header('vary', 'Accept-Language, Cookie').header('content-language', locale)
  if (wantedPlace(address.searchParams)) void reply.header('set-cookie', placeCookie(place, isSecure(mall)))

  if (mall.storefront.renderer.isPrivate(url)) {
    const { cookie } = request.headers
    return sendOnce(request, reply, await render(request, mall, { locale, url, place, cookie }))
  }
  // A search shows what was published seconds ago; the API keeps its answers for a moment.
  if (address.pathname === `/${locale}/search`)
    return sendOnce(request, reply, await render(request, mall, { locale, url, place }))
  const key = [url, place.market, place.country, place.currency, place.unserved].join('|')
  return sendKept(request, reply, mall.host.cache, key, () => render(request, mall, { locale, url, place }))
}

/** Remembers a place and leads back, in the language asked for: what the switch's form sends. */
async function setPlace(
  request: FastifyRequest,
  reply: FastifyReply,
  mall: Mall,
  current: Locale,
): Promise<FastifyReply> {
  const { searchParams } = new URL(request.url, 'http://mall')
  const place = await placeOf(request, mall)
  const locale = LOCALES.find((one) => one === searchParams.get('locale')) ?? current
  const target = new URL(wayBack(searchParams, `/${current}`), 'http://mall')
  target.searchParams.set('market', place.market)
  const path = target.pathname.replace(/^\/[^/]*/, `/${locale}`)
  return reply
    .header('set-cookie', placeCookie(place, isSecure(mall)))
    .redirect(`${path}?${target.searchParams.toString()}`, 303)
}

/** Remembers how the mall is to look and leads back: what its switch's links ask for before scripts arrive. */
function setLook(request: FastifyRequest, reply: FastifyReply, mall: Mall): FastifyReply {
  const { searchParams } = new URL(request.url, 'http://mall')
  const look = lookOf(`tw-look=${searchParams.get('look')}`)
  return reply
    .header('set-cookie', lookCookie(look, isSecure(mall)))
    .redirect(wayBack(searchParams, '/'), 303)
}

/** Where a form leads back to: within the mall. */
const wayBack = (query: URLSearchParams, otherwise: string): string => {
  const to = query.get('to') ?? ''
  return /^\/(?![/\\])[^\\\s]*$/.test(to) ? to : otherwise
}

interface Wanted {
  locale: Locale
  url: string
  place: Place
  /** The reader's cookies, on private pages only. */
  cookie?: string
}

async function render(request: FastifyRequest, mall: Mall, wanted: Wanted): Promise<Page> {
  const { storefront } = mall
  const page = await storefront.renderer.render(asked(request, mall, wanted))
  return { status: page.status, redirect: page.redirect, html: storefront.shell(page) }
}

/** What the renderer needs to know of a request. */
const asked = (
  { ip }: FastifyRequest,
  { app, config }: Mall,
  { cookie, ...wanted }: Wanted,
): RenderRequest => ({
  ...wanted,
  origin: config.publicUrl,
  fetch: fetchWithin(app, { remoteAddress: ip, cookie }),
})

async function placeOf(request: FastifyRequest, mall: Mall): Promise<Place> {
  const { cookie, 'accept-language': acceptLanguage } = request.headers
  const query = new URL(request.url, 'http://mall').searchParams
  return choosePlace(await listMarkets(mall), { query, cookie, acceptLanguage })
}

function listMarkets({ app, host }: Mall): Promise<readonly PlaceMarket[]> {
  return host.cache
    .wrap('mall.markets', MARKETS_SECONDS, async () => {
      const answer = await app.inject({ url: '/api/pricing/markets?locale=en' })
      if (answer.statusCode !== 200) throw new Error(`the list of markets answered ${answer.statusCode}`)
      return answer.json<{ items: PlaceMarket[] }>().items
    })
    .catch((thrown: unknown) => {
      // The page says itself that a part of the mall does not answer.
      app.log.warn({ err: thrown }, 'no markets for the storefront')
      return []
    })
}

/** The address as the page sees it: its path, and of its query what a page understands, in one order. */
function pageAddress({ pathname, searchParams }: URL): string {
  const kept = new URLSearchParams()
  for (const name of QUERY) for (const value of searchParams.getAll(name)) kept.append(name, value)
  const query = kept.toString()
  return query === '' ? pathname : `${pathname}?${query}`
}

const isSecure = ({ config }: Mall): boolean => config.publicUrl.startsWith('https:')

/** Whether a page is wanted, rather than a file or an operation that is not there. */
const isForPeople = ({ headers, url }: FastifyRequest): boolean =>
  (headers.accept ?? '').includes('text/html') && !/^\/(api|files|assets|merchant|admin)(\/|$)/.test(url)
