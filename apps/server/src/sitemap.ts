import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { createGzip } from 'node:zlib'

/** How many addresses a sitemap may hold. Source: sitemaps.org/protocol.html. */
export const MOST_ADDRESSES = 50_000

const NAMESPACE = 'http://www.sitemaps.org/schemas/sitemap/0.9'

/** A list of pages, packed by gzip as it comes in, so that it never stands in memory as a whole. */
export const packPages = (addresses: AsyncIterable<string>): Promise<Buffer> =>
  pack(elements('urlset', 'url', addresses))

/** A list of such lists, packed by gzip. */
export const packIndex = (addresses: AsyncIterable<string>): Promise<Buffer> =>
  pack(elements('sitemapindex', 'sitemap', addresses))

async function* elements(
  root: string,
  element: string,
  addresses: AsyncIterable<string>,
): AsyncGenerator<string> {
  let count = 0
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${NAMESPACE}">\n`
  for await (const address of addresses) {
    if ((count += 1) > MOST_ADDRESSES) break
    yield `<${element}><loc>${escaped(address)}</loc></${element}>\n`
  }
  yield `</${root}>\n`
}

const pack = (text: AsyncIterable<string>): Promise<Buffer> => buffer(Readable.from(text).pipe(createGzip()))

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}
const escaped = (text: string): string => text.replace(/[&<>"']/g, (letter) => ENTITIES[letter] ?? letter)
