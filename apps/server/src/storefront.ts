import { brotliCompress, constants } from 'node:zlib'
import { promisify } from 'node:util'
import { LOCALES, negotiateLocale, type Locale } from '@tradewind/kernel'
import type { AppConfig } from '@tradewind/platform/config'
import type { Host } from '@tradewind/platform/host'
import type { Place, RenderedPage, RenderRequest } from '@tradewind/storefront/renderer'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { fetchWithin } from './storefront-fetch.ts'
import { choosePlace, placeCookie, wantedPlace, type PlaceMarket } from './storefront-place.ts'
import { loadStorefront, mountStorefrontFiles, type Storefront } from './storefront-files.ts'

const compress = promisify(brotliCompress)

/** For how long a public page is shown as it was rendered. */
const KEPT_SECONDS = 10
const MARKETS_SECONDS = 30
/** What a page's address may say; anything else neither changes the page nor is kept apart. */
const QUERY = ['q', 'tag', 'f', 'sort', 'min', 'max', 'available', 'n', 'variant', 'to', 'key', 'token']

/** A page as it is sent. */
interface Page {
  status: number
  redirect?: string
  html: string
}

/** A page that says something went wrong is shown once, and rendered anew for the next reader. */
class PassingPage extends Error {
  readonly page: Page
  constructor(page: Page) {
    super('not to be kept')
    this.page = page
  }
}

/** Serves the mall: pages rendered here, by language; a path without one leads to the reader's. */
export async function mountStorefront(app: FastifyInstance, host: Host, config: AppConfig): Promise<void> {
  const storefront = await loadStorefront()
  if (!storefront) {
    app.log.warn('the storefront is not built: npm run build -w @tradewind/storefront')
    return
  }
  mountStorefrontFiles(app, storefront)
  for (const locale of LOCALES) {
    const page = (request: FastifyRequest, reply: FastifyReply) =>
      sendPage(request, reply, { app, host, config, storefront, locale })
    app.get(`/${locale}`, { config: { operation: 'mall.page' } }, page)
    app.get(`/${locale}/*`, { config: { operation: 'mall.page' } }, page)
    app.get(`/${locale}/place/set`, { config: { operation: 'mall.place' } }, (request, reply) =>
      setPlace(request, reply, { app, host, config, storefront, locale }),
    )
  }
  app.get('/*', { config: { operation: 'mall.language' } }, async (request, reply) => {
    if (!isForPeople(request)) return reply.callNotFound()
    const locale = negotiateLocale(request.headers['accept-language'])
    const path = request.url === '/' ? '' : request.url
    return reply.header('vary', 'Accept-Language').redirect(`/${locale}${path}`, 302)
  })
}

interface Serving {
  app: FastifyInstance
  host: Host
  config: AppConfig
  storefront: Storefront
  locale: Locale
}

async function sendPage(
  request: FastifyRequest,
  reply: FastifyReply,
  serving: Serving,
): Promise<FastifyReply> {
  const { host, storefront, locale } = serving
  const address = new URL(request.url, 'http://mall')
  const place = await placeOf(request, serving)
  const wanted = wantedPlace(address.searchParams)
  const url = pageAddress(address)
  if (wanted) void reply.header('set-cookie', placeCookie(place, isSecure(serving)))
  void reply.header('vary', 'Accept-Language, Cookie').header('content-language', locale)

  if (storefront.renderer.isPrivate(url)) {
    const page = await render(request, { ...serving, url, place, cookies: request.headers.cookie })
    return send(reply, page, page.html)
  }
  const key = `page|${url}|${place.market}|${place.country}|${place.currency}`
  const page = await keptPage(host, key, () => render(request, { ...serving, url, place }))
  void reply.header('cache-control', 'private, no-cache')
  if (page.redirect !== undefined || !takesBrotli(request)) return send(reply, page, page.html)
  const packed = await host.cache.wrap(`${key}|br`, KEPT_SECONDS, () => pack(page.html))
  return send(reply.header('content-encoding', 'br'), page, Buffer.from(packed))
}

async function keptPage(host: Host, key: string, load: () => Promise<Page>): Promise<Page> {
  try {
    return await host.cache.wrap(key, KEPT_SECONDS, async () => {
      const page = await load()
      if (page.status >= 500) throw new PassingPage(page)
      return page
    })
  } catch (thrown) {
    if (thrown instanceof PassingPage) return thrown.page
    throw thrown
  }
}

async function setPlace(
  request: FastifyRequest,
  reply: FastifyReply,
  serving: Serving,
): Promise<FastifyReply> {
  const { searchParams } = new URL(request.url, 'http://mall')
  const place = await placeOf(request, serving)
  const wanted = searchParams.get('locale') ?? ''
  const locale = LOCALES.find((one) => one === wanted) ?? serving.locale
  const to = searchParams.get('to') ?? ''
  const back = /^\/(?![/\\])[^\\\s]*$/.test(to) ? to : `/${serving.locale}`
  const target = new URL(back, 'http://mall')
  const path = target.pathname.replace(/^\/[^/]*/, `/${locale}`)
  target.searchParams.set('market', place.market)
  return reply
    .header('set-cookie', placeCookie(place, isSecure(serving)))
    .redirect(`${path}?${target.searchParams.toString()}`, 303)
}

async function placeOf(request: FastifyRequest, serving: Serving): Promise<Place> {
  const { cookie, 'accept-language': acceptLanguage } = request.headers
  const query = new URL(request.url, 'http://mall').searchParams
  return choosePlace(await listMarkets(serving), { query, cookie, acceptLanguage })
}

function listMarkets({ app, host }: Serving): Promise<readonly PlaceMarket[]> {
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

const isSecure = ({ config }: Serving): boolean => config.publicUrl.startsWith('https:')

interface Rendering extends Serving {
  url: string
  place: Place
  cookies?: string
}

async function render(request: FastifyRequest, rendering: Rendering): Promise<Page> {
  const { app, config, storefront, locale, url, place, cookies } = rendering
  const asked: RenderRequest = {
    locale,
    url,
    place,
    origin: config.publicUrl,
    fetch: fetchWithin(app, { remoteAddress: request.ip, cookies }),
  }
  const page: RenderedPage = await storefront.renderer.render(asked)
  return { status: page.status, redirect: page.redirect, html: storefront.shell(page) }
}

function send(reply: FastifyReply, { status, redirect }: Page, body: string | Buffer): FastifyReply {
  if (redirect !== undefined) return reply.redirect(redirect, 302)
  return reply.code(status).type('text/html; charset=utf-8').send(body)
}

/** The address as the page sees it: its path, and of its query what a page understands, in one order. */
function pageAddress({ pathname, searchParams }: URL): string {
  const kept = new URLSearchParams()
  for (const name of QUERY) for (const value of searchParams.getAll(name)) kept.append(name, value)
  const query = kept.toString()
  return query === '' ? pathname : `${pathname}?${query}`
}

const pack = (html: string): Promise<Uint8Array> =>
  compress(html, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })

const takesBrotli = ({ headers }: FastifyRequest): boolean =>
  /(^|[\s,])br($|[\s,;])/.test(String(headers['accept-encoding'] ?? ''))

/** Whether a page is wanted, rather than a file or an operation that is not there. */
const isForPeople = ({ headers, url }: FastifyRequest): boolean =>
  (headers.accept ?? '').includes('text/html') && !/^\/(api|files|assets|merchant|admin)(\/|$)/.test(url)
