import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync } from 'node:zlib'
import type { RenderedPage, Renderer } from '@tradewind/storefront/renderer'
import type { FastifyInstance } from 'fastify'

/** The built storefront: what renders it, and the files it is made of. */
export interface Storefront {
  renderer: Renderer
  files: ReadonlyMap<string, StaticFile>
  shell(page: RenderedPage): string
}

interface StaticFile {
  type: string
  bytes: Buffer
  brotli: Buffer
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
const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
}
/** Files that browsers look for at the root. */
const AT_ROOT = ['sw.js', 'favicon.svg', 'robots.txt', 'mall.webmanifest']

/** Reads the build into memory: some hundred kilobytes that every visit asks for; undefined before the first build. */
export async function loadStorefront(): Promise<Storefront | undefined> {
  const renderer = join(DIST, 'server/entry-server.js')
  const client = join(DIST, 'client')
  if (!existsSync(renderer) || !existsSync(join(client, '.vite/manifest.json'))) return undefined
  const manifest = JSON.parse(readFileSync(join(client, '.vite/manifest.json'), 'utf8')) as Manifest
  const { default: built } = (await import(renderer)) as { default: Renderer }
  const files = new Map(
    readdirSync(client, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && Object.hasOwn(TYPES, extname(entry.name)))
      .map((entry) => readStatic(client, join(entry.parentPath, entry.name))),
  )
  return { renderer: built, files, shell: shellOf(manifest) }
}

function readStatic(root: string, path: string): [string, StaticFile] {
  const bytes = readFileSync(path)
  const type = TYPES[extname(path)] ?? 'application/octet-stream'
  return [relative(root, path).replaceAll(sep, '/'), { type, bytes, brotli: brotliCompressSync(bytes) }]
}

/** Serves scripts and styles, which are named by their content and kept for ever, and what lies at the root. */
export function mountStorefrontFiles(app: FastifyInstance, { files }: Storefront): void {
  const serve = (url: string, file: StaticFile, cacheControl: string) =>
    app.get(url, { config: { operation: 'mall.file', unlimited: true } }, (request, reply) => {
      void reply.type(file.type).headers({ 'cache-control': cacheControl, vary: 'Accept-Encoding' })
      // A service worker asks for pages under the policy it came with.
      if (url === '/sw.js') void reply.header('content-security-policy', "default-src 'self'")
      const packed = /\bbr\b/.test(String(request.headers['accept-encoding'] ?? ''))
      return packed ? reply.header('content-encoding', 'br').send(file.brotli) : reply.send(file.bytes)
    })
  for (const [name, file] of files)
    if (AT_ROOT.includes(name)) serve(`/${name}`, file, 'public, max-age=3600')
    else serve(BASE + name, file, 'public, max-age=31536000, immutable')
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
    const preloads = [...scripts].map((file) => `<link rel="modulepreload" href="${BASE}${file}">`).join('')
    return (
      `<!doctype html><html ${htmlAttrs}><head><meta charset="utf-8">` +
      '<meta name="viewport" content="width=device-width, initial-scale=1">' +
      '<meta name="theme-color" content="#ffffff" media="(prefers-color-scheme: light)">' +
      '<meta name="theme-color" content="#141412" media="(prefers-color-scheme: dark)">' +
      `<link rel="icon" href="/favicon.svg" type="image/svg+xml"><link rel="manifest" href="/mall.webmanifest">${styles}` +
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
