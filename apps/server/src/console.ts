import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress } from 'node:zlib'
import type { AppConfig } from '@tradewind/platform/config'
import type { FastifyInstance } from 'fastify'

const DIST = fileURLToPath(new URL('../../console/dist/', import.meta.url))
const BASE = '/assets/console/'
const PORTALS = ['merchant', 'admin'] as const
const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
}

const compress = promisify(brotliCompress)

/**
 * Serves the merchant and the admin portal: scripts and styles named by their content, and one page for every address
 * of a portal, which its scripts then read.
 */
export function mountConsole(app: FastifyInstance, { demo }: Pick<AppConfig, 'demo'>): void {
  if (!PORTALS.every((portal) => existsSync(join(DIST, `${portal}.html`)))) {
    app.log.warn('the console is not built: npm run build -w @tradewind/console')
    return
  }
  for (const name of readdirSync(DIST)) {
    const type = TYPES[extname(name)]
    if (type !== undefined) serveFile(app, name, type)
  }
  for (const portal of PORTALS) servePages(app, portal, demo)
}

function serveFile(app: FastifyInstance, name: string, type: string): void {
  const bytes = readFileSync(join(DIST, name))
  let packed: Promise<Buffer> | undefined
  app.get(BASE + name, { config: { operation: 'console.file', unlimited: true } }, async (request, reply) => {
    void reply
      .type(type)
      .headers({ 'cache-control': 'public, max-age=31536000, immutable', vary: 'Accept-Encoding' })
    if (!/\bbr\b/.test(String(request.headers['accept-encoding'] ?? ''))) return reply.send(bytes)
    packed ??= compress(bytes)
    return reply.header('content-encoding', 'br').send(await packed)
  })
}

function servePages(app: FastifyInstance, portal: (typeof PORTALS)[number], demo: boolean): void {
  const built = readFileSync(join(DIST, `${portal}.html`), 'utf8')
  const html = demo ? built.replace('<html ', '<html data-demo ') : built
  const config = { operation: 'console.page' }
  app.get(`/${portal}`, { config }, (_request, reply) => reply.redirect(`/${portal}/`, 308))
  app.get(`/${portal}/*`, { config }, (_request, reply) =>
    reply.header('cache-control', 'private, no-cache').type('text/html; charset=utf-8').send(html),
  )
}
