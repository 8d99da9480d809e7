import { LISTED, WORDS } from './goods.ts'
import { getJson } from './http.ts'

/** What a bench asks of a mall, as paths. */
export interface Addresses {
  list: string
  /** The same list, forty-nine pages further on. */
  list50: string
  /** The listed category as a page for people. */
  page: string
  /** A product as a page for people. */
  product: string
  /** Some products. */
  details: readonly string[]
  /** Every word in its language. */
  searches: readonly string[]
}

interface CardPage {
  items: { slug: string }[]
  nextCursor: string | null
}

const IN_ENGLISH = 'market=DE&locale=en'

export async function addressesOf(base: string, category = LISTED): Promise<Addresses> {
  const { items } = await getJson<{ items: { id: string; key: string; slug: string }[] }>(
    base,
    `/api/catalog/categories?${IN_ENGLISH}`,
  )
  const listed = items.find(({ key }) => key === category)
  if (!listed) throw new Error(`there is no category ${category}`)
  const list = `/api/search/products?categoryId=${listed.id}&limit=24&${IN_ENGLISH}`
  const [slugs, cursor] = await walk(base, list, 49)
  return {
    list,
    list50: `${list}&cursor=${encodeURIComponent(cursor)}`,
    page: `/en/c/${listed.slug}?market=DE`,
    product: `/en/p/${encodeURIComponent(slugs[0] ?? '')}?market=DE`,
    details: slugs.map((slug) => `/api/catalog/products/${encodeURIComponent(slug)}?${IN_ENGLISH}`),
    searches: WORDS.flatMap(([english, german]) => [
      `/api/search/query?q=${encodeURIComponent(english)}&${IN_ENGLISH}`,
      `/api/search/query?q=${encodeURIComponent(german)}&market=DE&locale=de`,
    ]),
  }
}

/** The slugs on the first pages of a list, and what leads on. */
async function walk(base: string, list: string, pages: number): Promise<[slugs: string[], cursor: string]> {
  const slugs: string[] = []
  let cursor = ''
  for (let page = 1; page <= pages; page += 1) {
    const read: CardPage = await getJson(base, cursor ? `${list}&cursor=${encodeURIComponent(cursor)}` : list)
    slugs.push(...read.items.map(({ slug }) => slug))
    cursor = read.nextCursor ?? cursor
  }
  return [slugs, cursor]
}
