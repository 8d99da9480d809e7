import { expect, test } from '@playwright/test'
import { directionOf, formatMoney, LOCALES, money, parseMoney } from '@tradewind/kernel'
import { addressesIn, crawl, type Fact } from '../src/crawler.ts'
import { goodsOf, mallUrl } from '../src/mall.ts'

/** These stand for all languages where nothing depends on which. */
const FEW = ['en', 'ar', 'zh-TW'] as const

const typed = (facts: readonly Fact[], type: string): Fact => {
  const all = facts.flatMap((one) => (one['@graph'] as Fact[] | undefined) ?? [one])
  const fact = all.find((one) => one['@type'] === type)
  if (!fact) throw new Error(`the page tells of no ${type}`)
  return fact
}

test('a page names itself in every language, and each is found where it is said to be', async ({ page }) => {
  const { slug } = await goodsOf('kiri-and-rain', 'DE', 'de')
  const productPath = `/de/p/${encodeURIComponent(slug)}`
  const product = await crawl(page, productPath)
  const crumbs = typed(product.facts, 'BreadcrumbList')['itemListElement'] as { item: string }[]
  const categoryPath = new URL(crumbs.at(-2)?.item ?? '').pathname

  for (const path of ['/de', '/de/s/kiri-and-rain', '/de/legal/imprint', categoryPath, productPath]) {
    const { alternates } = await crawl(page, path)
    expect(Object.keys(alternates).sort()).toEqual([...LOCALES, 'x-default'].sort())
    // What is named by the same word everywhere is looked at in a few languages.
    for (const locale of /\/[cp]\//.test(path) ? LOCALES : FEW) {
      const found = await crawl(page, alternates[locale] ?? '')
      expect(found).toMatchObject({ status: 200, lang: locale, dir: directionOf(locale) })
      expect(found.canonical).toBe(alternates[locale])
      expect(found.alternates).toEqual(alternates)
      expect(found.meta['robots']).toBeUndefined()
      expect(found.meta).toMatchObject({
        'og:url': alternates[locale],
        'og:locale': expect.stringMatching(/^[a-z]{2}_[A-Z]{2}$/),
        'twitter:card': 'summary_large_image',
      })
      for (const name of ['description', 'og:title', 'og:description', 'og:image:alt'])
        expect(found.meta[name], name).toMatch(/\S/)
    }
    const any = await page.request.get(alternates['x-default'] ?? '', {
      headers: { 'accept-language': 'ja', accept: 'text/html' },
    })
    expect(any.url()).toBe(alternates['ja'])
  }
  const picture = await page.request.get(product.meta['og:image'] ?? '')
  expect(picture.headers()['content-type']).toMatch(/^image\//)
})

test('parts of a list, other orders of it and a reader’s own pages stay out of search engines', async ({
  page,
}) => {
  const hidden = ['?sort=price-up', '?available=1', '?n=48', '?f=material:stoneware', '?min=10'].map(
    (query) => `/en/c/tableware${query}`,
  )
  const own = [
    '/cart',
    '/log-in',
    '/register',
    '/reset',
    '/place',
    '/offline',
    '/search?q=tea',
    '/nothing',
  ].map((path) => `/en${path}`)
  for (const path of [...hidden, '/en/goods?sort=new', '/en/s/kiri-and-rain?sort=new', ...own]) {
    const { meta, canonical, alternates } = await crawl(page, path)
    expect({ path, robots: meta['robots'], canonical, alternates }).toEqual({
      path,
      robots: 'noindex',
      canonical: null,
      alternates: {},
    })
  }
  const elsewhere = await crawl(page, '/en/c/tableware?market=JP')
  expect(elsewhere.canonical).toBe(`${mallUrl()}/en/c/tableware`)
})

test('goods, the way to them and the mall are told in the words of schema.org', async ({ page }) => {
  const home = await crawl(page, '/en')
  expect(typed(home.facts, 'Organization')).toMatchObject({ name: 'Tradewind', url: `${mallUrl()}/` })
  const logo = await page.request.get(String(typed(home.facts, 'Organization')['logo']))
  expect(logo.headers()['content-type']).toBe('image/png')
  const action = typed(home.facts, 'WebSite')['potentialAction'] as { target: { urlTemplate: string } }
  const search = await crawl(page, action.target.urlTemplate.replace('{words}', 'tea'))
  expect(search.status).toBe(200)

  for (const [market, currency] of [
    ['DE', 'EUR'],
    ['JP', 'JPY'],
  ] as const) {
    const { slug } = await goodsOf('kiri-and-rain', market, 'en')
    const { facts, text } = await crawl(page, `/en/p/${slug}?market=${market}`)
    const product = typed(facts, 'Product')
    expect(product).toMatchObject({ '@context': 'https://schema.org', name: expect.any(String) })
    expect(product['image']).toEqual(expect.arrayContaining([expect.stringMatching(/^http/)]))
    const offers = product['offers'] as Fact
    const each = (offers['@type'] === 'AggregateOffer' ? offers['offers'] : [offers]) as Fact[]
    for (const offer of each) {
      expect(offer).toMatchObject({
        '@type': 'Offer',
        priceCurrency: currency,
        availability: expect.stringMatching(/^https:\/\/schema\.org\/(InStock|OutOfStock)$/),
        seller: { '@type': 'Organization', name: expect.any(String) },
      })
      expect(String(offer['price'])).toMatch(/^\d+(\.\d+)?$/)
    }
    const { minor } = parseMoney(String(each[0]?.['price']), currency)
    expect(text).toContain(formatMoney(money(minor, currency), 'en'))
    const trail = typed(facts, 'BreadcrumbList')['itemListElement'] as Fact[]
    expect(trail.map(({ position }) => position)).toEqual(trail.map((_one, index) => index + 1))
    for (const { item, name } of trail) {
      expect(String(item)).toMatch(/^http/)
      expect(text).toContain(String(name))
    }
  }
  expect(typed((await crawl(page, '/en/s/kiri-and-rain')).facts, 'OnlineStore')['url']).toBe(
    `${mallUrl()}/en/s/kiri-and-rain`,
  )
})

test('a rated product says how it is rated, one with several sellers between which prices', async ({
  page,
}) => {
  const answer = await page.request.get(`${mallUrl()}/api/search/products?market=DE&locale=en&limit=96`)
  const { items } = (await answer.json()) as {
    items: { slug: string; rating: number | null; ratingCount: number; offerCount: number }[]
  }
  const rated = items.find(({ rating }) => rating !== null)
  const { facts } = await crawl(page, `/en/p/${rated?.slug}?market=DE`)
  const rating = typed(facts, 'Product')['aggregateRating']
  expect(rating).toMatchObject({ '@type': 'AggregateRating', reviewCount: rated?.ratingCount, bestRating: 5 })

  const shared = items.find(({ offerCount }) => offerCount > 1)
  const offers = typed((await crawl(page, `/en/p/${shared?.slug}?market=DE`)).facts, 'Product')[
    'offers'
  ] as Fact
  const prices = (offers['offers'] as { price: string }[]).map(({ price }) => Number(price))
  expect(offers).toMatchObject({ '@type': 'AggregateOffer', offerCount: prices.length, priceCurrency: 'EUR' })
  expect(Number(offers['lowPrice'])).toBe(Math.min(...prices))
  expect(Number(offers['highPrice'])).toBe(Math.max(...prices))
})

test('sitemaps list every page of every language once, and robots.txt leads to them', async ({ page }) => {
  const robots = await (await page.request.get(`${mallUrl()}/robots.txt`)).text()
  const index = /^Sitemap: (\S+)$/m.exec(robots)?.[1] ?? ''
  const lists = await addressesIn(page, index)
  expect(lists.length % LOCALES.length).toBe(0)

  const closed = [...robots.matchAll(/^Disallow: (\S+)$/gm)].map(([, path = '']) => path)
  const listed: string[] = []
  for (const list of lists) {
    const addresses = await addressesIn(page, list)
    expect(addresses.length).toBeLessThanOrEqual(50_000)
    const locale = new URL(list).pathname.split('/')[2]
    const astray = addresses.filter((address) => {
      const { pathname } = new URL(address)
      return !`${pathname}/`.startsWith(`/${locale}/`) || closed.some((path) => pathname.startsWith(path))
    })
    expect(astray).toEqual([])
    listed.push(...addresses)
    const one = addresses[Math.floor(addresses.length / 2)] ?? ''
    if (FEW.some((few) => few === locale))
      expect(await crawl(page, one)).toMatchObject({ status: 200, canonical: one })
  }
  expect(new Set(listed).size).toBe(listed.length)

  for (const locale of FEW)
    for (const kind of ['imprint', 'terms', 'withdrawal', 'privacy'])
      expect(listed).toContain(`${mallUrl()}/${locale}/legal/${kind}`)
  for (const locale of FEW)
    for (const path of ['help', 'brands', 'b/kiri-kiln'])
      expect(listed).toContain(`${mallUrl()}/${locale}/${path}`)
  // All markets share the address of a language: a market's own text is read there by who buys in it, and nowhere else.
  expect(listed.filter((address) => address.includes('/legal/') && address.includes('?'))).toEqual([])
  const ofMarket = await crawl(page, '/en/legal/imprint?of=JP')
  expect(ofMarket).toMatchObject({ canonical: null, meta: { robots: 'noindex' } })

  const facets = await page.request.get(`${mallUrl()}/api/search/facets?market=DE&locale=en`)
  const { total } = (await facets.json()) as { total: number }
  expect(listed.filter((address) => address.includes('/en/p/')).length).toBeGreaterThanOrEqual(total)
  for (const path of ['/sitemaps/xx/pages.xml', '/sitemaps/en/products-x.xml', '/sitemaps/en/secrets.xml'])
    expect((await page.request.get(mallUrl() + path)).status()).toBe(404)
})
