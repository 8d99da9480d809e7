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
const { output } = await bundle.write({
  dir: INTO,
  format: 'esm',
  sourcemap: true,
  charset: 'ascii',
  comments: { jsdoc: false, legal: false },
  cleanDir: true,
  entryFileNames: '[name].js',
  chunkFileNames: '[name]-[hash].js',
})

// Of a program with one letter that Latin-1 lacks, V8 keeps every letter in two bytes; in tagged templates none is escaped.
for (const chunk of output) {
  const beyond = chunk.type === 'chunk' && /.{0,60}[^\0-\xff]/.exec(chunk.code)?.[0]
  if (beyond)
    throw new Error(
      `${chunk.fileName} has a letter beyond Latin-1, which must not stand in a template: ${beyond}`,
    )
}

/** Migrations, texts and workers are found from their sources, not from the bundle. */
function findFiles(code: string, id: string): string | undefined {
  if (id.includes('node_modules') || !code.includes('import.meta.url')) return undefined
  const source = JSON.stringify(relative(INTO, id).replaceAll('\\', '/'))
  return code.replaceAll('import.meta.url', `new URL(${source}, import.meta.url).href`)
}
