import { expect, type Page } from '@playwright/test'
import { mallUrl } from './mall.ts'

/** What a search engine takes from a page's document, without running its scripts. */
export interface CrawledPage {
  status: number
  lang: string
  dir: string
  canonical: string | null
  /** Addresses by language. */
  alternates: Record<string, string>
  /** By name or property, such as `og:title`. */
  meta: Record<string, string>
  /** What the page tells in the words of schema.org. */
  facts: Fact[]
  text: string
}

export type Fact = Readonly<Record<string, unknown>>

/** Fetches a page as it is sent, following no redirect, and reads it as browsers do. */
export async function crawl(page: Page, address: string): Promise<CrawledPage> {
  const answer = await page.request.get(new URL(address, mallUrl()).href, {
    maxRedirects: 0,
    headers: { 'accept-language': 'de', accept: 'text/html' },
  })
  const text = JSON.stringify(await answer.text())
  const read = await page.evaluate<Omit<CrawledPage, 'status'>>(`(${readPage})(${text})`)
  return { status: answer.status(), ...read }
}

/** The addresses that a sitemap or an index of them lists. */
export async function addressesIn(page: Page, address: string): Promise<string[]> {
  const answer = await page.request.get(address)
  expect(answer.status(), address).toBe(200)
  expect(answer.headers()['content-type']).toContain('application/xml')
  const text = JSON.stringify(await answer.text())
  return page.evaluate<string[]>(`(${readSitemap})(${text})`)
}

/** Runs in the browser. */
const readPage = `(text) => {
  const page = new DOMParser().parseFromString(text, 'text/html')
  const all = (selector) => [...page.querySelectorAll(selector)]
  const pairs = (elements, name, value) =>
    Object.fromEntries(elements.map((one) => [name(one), one.getAttribute(value)]))
  const facts = all('script[type="application/ld+json"]').map(({ textContent }) => JSON.parse(textContent))
  for (const element of all('script, style, template')) element.remove()
  return {
    lang: page.documentElement.lang,
    dir: page.documentElement.dir,
    canonical: page.querySelector('link[rel="canonical"]')?.getAttribute('href') ?? null,
    alternates: pairs(all('link[hreflang]'), (one) => one.getAttribute('hreflang'), 'href'),
    meta: pairs(all('meta[content]'), (one) => one.getAttribute('property') ?? one.getAttribute('name'), 'content'),
    facts,
    text: page.body.textContent,
  }
}`

/** Runs in the browser. */
const readSitemap = `(text) => {
  const sitemap = new DOMParser().parseFromString(text, 'application/xml')
  const fault = sitemap.querySelector('parsererror')
  if (fault) throw new Error(fault.textContent)
  return [...sitemap.querySelectorAll('loc')].map(({ textContent }) => textContent)
}`
