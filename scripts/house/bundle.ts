import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const INTO = join(ROOT, 'dist')

/** What runs code or reads files beside its own: it stays where it is. */
const LEFT_ALONE = ['@fastify/swagger-ui', '@google-cloud/translate', 'graphile-worker', 'pino', 'sharp']

/** Writes each program of the house to one file: to read its two thousand modules one by one takes most of a start. */
const bundle = await rolldown({
  input: {
    server: join(ROOT, 'apps/server/src/main.ts'),
    sandboxes: join(ROOT, 'scripts/house/sandboxes.ts'),
  },
  platform: 'node',
  external: (name) => LEFT_ALONE.some((one) => name === one || name.startsWith(`${one}/`)),
  plugins: [{ name: 'files-where-they-are', transform: findFiles }],
  logLevel: 'warn',
})
await bundle.write({
  dir: INTO,
  format: 'esm',
  sourcemap: true,
  cleanDir: true,
  entryFileNames: '[name].js',
  chunkFileNames: '[name]-[hash].js',
})

/** Migrations, texts and workers are found from their sources, not from the bundle. */
function findFiles(code: string, id: string): string | undefined {
  if (id.includes('node_modules') || !code.includes('import.meta.url')) return undefined
  const source = JSON.stringify(relative(INTO, id).replaceAll('\\', '/'))
  return code.replaceAll('import.meta.url', `new URL(${source}, import.meta.url).href`)
}
