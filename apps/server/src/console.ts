import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AppConfig } from '@tradewind/platform/config'
import type { FastifyInstance } from 'fastify'
import { KEPT_FOR_EVER, listBuiltFiles, sendBuiltFile } from './built-files.ts'

const DIST = fileURLToPath(new URL('../../console/dist/', import.meta.url))
const BASE = '/assets/console/'
const PORTALS = ['merchant', 'admin'] as const

/**
 * Serves the merchant and the admin portal: scripts and styles named by their content, and one page for every address
 * of a portal, which its scripts then read.
 */
export function mountConsole(app: FastifyInstance, { demo }: Pick<AppConfig, 'demo'>): void {
  if (!PORTALS.every((portal) => existsSync(join(DIST, `${portal}.html`)))) {
    app.log.warn('the console is not built: npm run build -w @tradewind/console')
    return
  }
  const files = listBuiltFiles(DIST)
  const config = { operation: 'console.file', unlimited: true }
  app.get<{ Params: { '*': string } }>(`${BASE}*`, { config }, (request, reply) =>
    sendBuiltFile(request, reply, files.get(request.params['*']), KEPT_FOR_EVER),
  )
  for (const portal of PORTALS) servePages(app, portal, demo)
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
