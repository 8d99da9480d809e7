import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import type { Cache } from '@tradewind/platform/cache'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { inLook, lookOf } from './storefront-look.ts'

/** A page as it is sent. */
export interface Page {
  status: number
  redirect?: string
  html: string
}

/** For how long a public page is shown as it was rendered. */
const KEPT_SECONDS = 10

const compress = promisify(brotliCompress)

/** A page that says something went wrong is shown once, and rendered anew for the next reader. */
class PassingPage extends Error {
  readonly page: Page
  constructor(page: Page) {
    super('not to be kept')
    this.page = page
  }
}

/** Sends what only its reader may see. */
export const sendOnce = (request: FastifyRequest, reply: FastifyReply, page: Page): FastifyReply =>
  send(reply, page, inLook(page.html, lookOf(request.headers.cookie)))

/** Sends a page that is the same for everybody in one language and place; `key` names all that it depends on. */
export async function sendKept(
  request: FastifyRequest,
  reply: FastifyReply,
  cache: Cache,
  key: string,
  load: () => Promise<Page>,
): Promise<FastifyReply> {
  const page = await keptPage(cache, `page|${key}`, load)
  const look = lookOf(request.headers.cookie)
  const html = () => inLook(page.html, look)
  void reply.header('cache-control', 'private, no-cache')
  if (page.redirect !== undefined || page.status >= 500) return send(reply, page, html())
  const packed = /\bbr\b/.test(String(request.headers['accept-encoding'] ?? ''))
  if (packed) void reply.header('content-encoding', 'br')
  const bytes = await cache.wrap<Uint8Array>(
    `page|${packed ? 'br' : 'plain'}|${look}|${key}`,
    KEPT_SECONDS,
    () => (packed ? pack(html()) : Promise.resolve(Buffer.from(html()))),
  )
  return send(reply, page, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
}

async function keptPage(cache: Cache, key: string, load: () => Promise<Page>): Promise<Page> {
  try {
    return await cache.wrap(key, KEPT_SECONDS, async () => {
      const page = await load()
      if (page.status >= 500) throw new PassingPage(page)
      return page
    })
  } catch (thrown) {
    if (thrown instanceof PassingPage) return thrown.page
    throw thrown
  }
}

function send(reply: FastifyReply, { status, redirect }: Page, body: string | Buffer): FastifyReply {
  if (redirect !== undefined) return reply.redirect(redirect, status === 301 ? 301 : 302)
  return reply.code(status).type('text/html; charset=utf-8').send(body)
}

const pack = (html: string): Promise<Buffer> =>
  compress(html, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
