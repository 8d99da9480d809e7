import type { FastifyInstance } from 'fastify'
import { notFound } from '@tradewind/kernel'
import type { DiskStorage } from './disk.ts'
import { isIconName } from './icons.ts'
import { DOCUMENT_TYPES } from './storage.types.ts'

const FOR_EVER = 'public, max-age=31536000, immutable'
const NOTHING_RUNS = "default-src 'none'; sandbox"

/** Serves `/files/…`: pictures to everybody, kept for ever; documents by signed address, as attachments. */
export function fileRoutes(app: FastifyInstance, storage: DiskStorage): void {
  app.get<{ Params: { hash: string; file: string } }>(
    '/files/:hash/:file',
    { config: { operation: 'file.picture', unlimited: true } },
    async (request, reply) => {
      const { hash, file } = request.params
      const width = /^(\d{1,4})\.webp$/.exec(file)?.[1]
      const asked = /^[0-9a-f]{40}$/.test(hash)
        ? width === undefined
          ? isIconName(file) && storage.findIcon(hash, file)
          : storage.findPicture(hash, Number(width))
        : undefined
      const bytes = await asked
      if (!bytes) throw notFound('storage.not-found')
      return reply
        .headers({
          'cache-control': FOR_EVER,
          'content-security-policy': NOTHING_RUNS,
          'cross-origin-resource-policy': 'cross-origin',
          'x-content-type-options': 'nosniff',
        })
        .type(width === undefined ? 'image/png' : 'image/webp')
        .send(bytes)
    },
  )

  app.get<{ Params: { path: string }; Querystring: Record<string, string | string[] | undefined> }>(
    '/files/private/:path',
    { config: { operation: 'file.document' } },
    async (request, reply) => {
      const { path } = request.params
      const { name, expires, signature } = request.query
      const type = DOCUMENT_TYPES.find(({ extension }) => path.endsWith(`.${extension}`))
      const complete =
        typeof name === 'string' && typeof expires === 'string' && typeof signature === 'string'
      const bytes = complete
        ? await storage.findDocument({ path, name, expires: Number(expires) }, signature)
        : undefined
      if (!bytes || !type || !complete) throw notFound('storage.not-found')
      return reply
        .headers({
          'cache-control': 'private, no-store',
          'content-disposition': attachment(name),
          'content-security-policy': NOTHING_RUNS,
          'x-content-type-options': 'nosniff',
        })
        .type(type.contentType)
        .send(bytes)
    },
  )
}

/** A download under this name. Source: RFC 6266, RFC 8187; old clients get the ASCII letters of it. */
function attachment(name: string): string {
  const wellFormed = name.toWellFormed()
  const plain = wellFormed.replaceAll(/[^\w .()-]/g, '_').slice(0, 120)
  const encoded = encodeURIComponent(wellFormed.slice(0, 120).toWellFormed()).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}
