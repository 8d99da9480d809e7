import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import type { catalog } from '@tradewind/catalog/contract'
import { LEGAL_KINDS, type content } from '@tradewind/content/contract'
import { AppError, LOCALES, notFound, type Locale } from '@tradewind/kernel'
import type { merchants } from '@tradewind/merchants/contract'
import type { AppConfig } from '@tradewind/platform/config'
import { systemContext, type Service } from '@tradewind/platform/contract'
import type { Host } from '@tradewind/platform/host'
import type { pricing } from '@tradewind/pricing/contract'
import type { search } from '@tradewind/search/contract'
import { pathsIn } from '@tradewind/storefront/paths'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { packIndex, packPages } from './sitemap.ts'

/** For how long a list is sent as it was made. */
const KEPT_SECONDS = 3_600
const AT_ONCE = 1_000
const STORES_AT_ONCE = 100

/** Where a search engine has no business: pages of one reader. Told apart by language, since patterns with `*` would close categories too. */
const CLOSED = [
  '/api/',
  '/merchant/',
  '/admin/',
  ...LOCALES.flatMap((locale) => {
    const { cart, checkout, account } = pathsIn(locale)
    return [cart, checkout, account, `/${locale}/order/`, `/${locale}/place`]
  }),
]

/** Serves what search engines read first: which pages not to ask for, and lists of all others in each language. */
export function mountSitemaps(app: FastifyInstance, host: Host, { publicUrl }: AppConfig): void {
  const robots = [
    'User-agent: *',
    ...CLOSED.map((path) => `Disallow: ${path}`),
    '',
    `Sitemap: ${publicUrl}/sitemap.xml`,
    '',
  ].join('\n')
  app.get('/robots.txt', { config: { operation: 'mall.robots', unlimited: true } }, (_request, reply) =>
    reply.header('cache-control', 'public, max-age=3600').type('text/plain; charset=utf-8').send(robots),
  )
  const config = { operation: 'mall.sitemap' }
  app.get('/sitemap.xml', { config }, (request, reply) =>
    sendKept(request, reply, host, 'index', () => packIndex(listsOf(host, publicUrl))),
  )
  app.get<{ Params: { locale: string; list: string } }>(
    '/sitemaps/:locale/:list.xml',
    { config },
    (request, reply) => {
      const { params } = request
      const locale = LOCALES.find((one) => one === params.locale)
      const paths = locale && pathsOf(host, locale, params.list)
      if (!paths) throw notFound()
      return sendKept(request, reply, host, `${locale}|${params.list}`, () =>
        packPages(below(publicUrl, paths)),
      )
    },
  )
}

async function sendKept(
  request: FastifyRequest,
  reply: FastifyReply,
  { cache }: Host,
  key: string,
  make: () => Promise<Buffer>,
): Promise<FastifyReply> {
  const kept = await cache.wrap<Uint8Array>(`sitemap|${key}`, KEPT_SECONDS, make)
  const packed = Buffer.from(kept.buffer, kept.byteOffset, kept.byteLength)
  void reply
    .type('application/xml; charset=utf-8')
    .headers({ 'cache-control': `public, max-age=${KEPT_SECONDS}`, vary: 'Accept-Encoding' })
  return /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))
    ? reply.header('content-encoding', 'gzip').send(packed)
    : reply.send(await promisify(gunzip)(packed))
}

/** The addresses of all lists. */
async function* listsOf(host: Host, publicUrl: string): AsyncGenerator<string> {
  const { parts } = await searchOf(host).listAddressParts(context(), {})
  const lists = ['pages', 'categories', 'stores', 'brands', ...parts.map((part) => `products-${part}`)]
  for (const locale of LOCALES) for (const list of lists) yield `${publicUrl}/sitemaps/${locale}/${list}.xml`
}

/** The paths of one list in a language; undefined when there is no such list. */
function pathsOf(host: Host, locale: Locale, list: string): AsyncIterable<string> | undefined {
  if (list === 'pages') return pagesIn(host, locale)
  if (list === 'categories') return categoriesIn(host, locale)
  if (list === 'stores') return storesIn(host, locale)
  if (list === 'brands') return brandsIn(host, locale)
  const part = /^products-(\d{1,5})$/.exec(list)?.[1]
  return part === undefined ? undefined : productsIn(host, locale, Number(part))
}

async function* pagesIn(host: Host, locale: Locale): AsyncGenerator<string> {
  const { home, goods, stores, brands, help, legal } = pathsIn(locale)
  yield* [home, goods(), stores, brands, help]
  const market = await firstMarket(host)
  for (const kind of LEGAL_KINDS) if (await isWrittenIn(host, locale, { kind, market })) yield legal(kind)
}

/**
 * Where somebody buys who has not said where, as search engines do not. A legal page has one address in each language,
 * whatever the reader's market, so the texts of other markets have none of their own to list.
 */
async function firstMarket(host: Host): Promise<string | undefined> {
  const calls = host.calls['pricing'] as unknown as Service<typeof pricing>
  const { items } = await calls.listMarkets(context(), {})
  return items[0]?.code
}

/** Whether a legal text stands in the language itself; elsewhere its page belongs to another one's. */
async function isWrittenIn(
  host: Host,
  locale: Locale,
  which: { kind: (typeof LEGAL_KINDS)[number]; market: string | undefined },
): Promise<boolean> {
  const calls = host.calls['content'] as unknown as Service<typeof content>
  try {
    return (await calls.getLegalText(context(locale), which)).locale === locale
  } catch (error) {
    if (error instanceof AppError && error.status === 404) return false
    throw error
  }
}

async function* categoriesIn(host: Host, locale: Locale): AsyncGenerator<string> {
  const calls = host.calls['catalog'] as unknown as Service<typeof catalog>
  const { items } = await calls.listCategories(context(locale), {})
  for (const { slug } of items) yield pathsIn(locale).category(slug)
}

async function* storesIn(host: Host, locale: Locale): AsyncGenerator<string> {
  const calls = host.calls['merchants'] as unknown as Service<typeof merchants>
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await calls.listOpenStores(context(locale), {
      limit: STORES_AT_ONCE,
      ...(cursor && { cursor }),
    })
    for (const { slug } of page.items) yield pathsIn(locale).store(slug)
    cursor = page.nextCursor
  }
}

async function* brandsIn(host: Host, locale: Locale): AsyncGenerator<string> {
  const { items } = await searchOf(host).listBrands(context(locale), {})
  for (const { key } of items) yield pathsIn(locale).brand(key)
}

async function* productsIn(host: Host, locale: Locale, part: number): AsyncGenerator<string> {
  for (let after: number | null = 0; after !== null;) {
    const page = await searchOf(host).listAddresses(context(locale), { part, after, limit: AT_ONCE })
    for (const slug of page.slugs) yield pathsIn(locale).product(slug)
    after = page.next
  }
}

async function* below(publicUrl: string, paths: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const path of paths) yield publicUrl + path
}

const searchOf = (host: Host) => host.calls['search'] as unknown as Service<typeof search>
const context = (locale?: Locale) => systemContext('server', locale && { locale })
