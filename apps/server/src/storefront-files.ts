import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { RenderedPage, Renderer } from '@tradewind/storefront/renderer'
import type { FastifyInstance } from 'fastify'
import { THEME_COLOURS } from './storefront-look.ts'
import { KEPT_FOR_EVER, listBuiltFiles, sendBuiltFile, type BuiltFiles } from './built-files.ts'

/** The built storefront: what renders it, and the files it is made of. */
export interface Storefront {
  renderer: Renderer
  files: BuiltFiles
  shell(page: RenderedPage): string
}

interface ManifestEntry {
  file: string
  css?: string[]
  imports?: string[]
}
type Manifest = Readonly<Record<string, ManifestEntry>>

const DIST = fileURLToPath(new URL('../../storefront/dist/', import.meta.url))
const BASE = '/assets/mall/'
const ENTRY = 'src/entry-client.ts'
/** Files that browsers look for at the root. */
const AT_ROOT = [
  'sw.js',
  'favicon.svg',
  'icon-192.png',
  'icon-512.png',
  'icon-maskable.png',
  'apple-touch-icon.png',
  'social.png',
]

/** The build; undefined before the first one. */
export async function loadStorefront(): Promise<Storefront | undefined> {
  const renderer = join(DIST, 'server/entry-server.js')
  const client = join(DIST, 'client')
  if (!existsSync(renderer) || !existsSync(join(client, '.vite/manifest.json'))) return undefined
  const manifest = JSON.parse(readFileSync(join(client, '.vite/manifest.json'), 'utf8')) as Manifest
  const { default: built } = (await import(renderer)) as { default: Renderer }
  return { renderer: built, files: listBuiltFiles(client), shell: shellOf(manifest) }
}

/** Serves scripts and styles, which are named by their content and kept for ever, and what lies at the root. */
export function mountStorefrontFiles(app: FastifyInstance, { files }: Storefront): void {
  const config = { operation: 'mall.file', unlimited: true }
  app.get<{ Params: { '*': string } }>(`${BASE}*`, { config }, (request, reply) =>
    sendBuiltFile(request, reply, files.get(request.params['*']), KEPT_FOR_EVER),
  )
  for (const name of AT_ROOT)
    app.get(`/${name}`, { config }, (request, reply) => {
      // A service worker asks for pages under the policy it came with.
      if (name === 'sw.js') void reply.header('content-security-policy', "default-src 'self'")
      return sendBuiltFile(request, reply, files.get(name), 'public, max-age=3600')
    })
}

/** The document around a page: its head, its text, its state, and the scripts that take it over. */
function shellOf(manifest: Manifest): (page: RenderedPage) => string {
  const styles = Object.values(manifest)
    .filter(({ file }) => file.endsWith('.css'))
    .map(({ file }) => `<link rel="stylesheet" href="${BASE}${file}">`)
    .join('')
  const entry = manifest[ENTRY]?.file ?? ''
  return ({ htmlAttrs, head, body, state, modules }) => {
    const scripts = scriptsOf(manifest, [ENTRY, ...modules])
    const preloads = [...scripts]
      .map((file) => `<link rel="modulepreload" fetchpriority="low" href="${BASE}${file}">`)
      .join('')
    return (
      `<!doctype html><html ${htmlAttrs}><head><meta charset="utf-8">` +
      '<meta name="viewport" content="width=device-width, initial-scale=1">' +
      THEME_COLOURS +
      `${styles}` +
      `${head}${preloads}</head><body><div id="mall">${body}</div>` +
      `<script type="application/json" id="state">${state}</script>` +
      `<script type="module" src="${BASE}${entry}"></script></body></html>`
    )
  }
}

/** The script files of these sources, with everything they import. */
function scriptsOf(manifest: Manifest, sources: readonly string[], found = new Set<string>()): Set<string> {
  for (const source of sources) {
    const entry = manifest[source]
    if (!entry || found.has(entry.file)) continue
    if (entry.file.endsWith('.js')) found.add(entry.file)
    scriptsOf(manifest, entry.imports ?? [], found)
  }
  return found
}
