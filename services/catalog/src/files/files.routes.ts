import type { FastifyInstance } from 'fastify'
import { forbidden, invalid, newId, unauthorized } from '@tradewind/kernel'
import { ownerKey, type Actor } from '@tradewind/platform/contract'
import { authenticate } from '@tradewind/platform/host'
import { readUpload } from '@tradewind/platform/http'
import type { RouteTools } from '@tradewind/platform/service'
import type { CatalogParts } from '../parts.ts'
import { insertFiles } from './files.queries.ts'

/** `POST /api/catalog/files`: one file of a person who is logged in; answers the contract's `UploadedFile`. */
export function fileRoutes(
  app: FastifyInstance,
  { findSession, cookies }: RouteTools,
  parts: CatalogParts,
): void {
  app.post('/files', async (request, reply) => {
    const { actor } = await authenticate(request, 'buyer', cookies, findSession)
    const ownerId = actor.kind === 'anonymous' ? undefined : ownerKey(actor)
    if (ownerId === undefined) throw unauthorized()
    const upload = await readUpload(request)
    const { purpose } = upload.fields
    if (purpose !== 'picture' && purpose !== 'document')
      throw invalid([{ path: 'purpose', code: 'platform.not-allowed' }])
    if (purpose === 'picture' && !mayShow(actor)) throw forbidden()

    const file = { id: newId('fil'), name: upload.name, bytes: upload.bytes, contentType: upload.contentType }
    const kept =
      purpose === 'picture'
        ? { picture: await parts.deps.storage.putPicture(file) }
        : { document: await parts.deps.storage.putDocument(file) }
    const storeId = actor.kind === 'merchant' ? actor.storeId : null
    await insertFiles(parts.db, [{ id: file.id, ownerId, storeId, name: file.name, kept }])
    return reply
      .code(201)
      .send({ id: file.id, purpose, picture: 'picture' in kept ? kept.picture : null, name: file.name })
  })
}

/** Pictures are public, so only those who sell may put them up. */
const mayShow = (actor: Actor): boolean =>
  (actor.kind === 'merchant' && actor.permissions.includes('products.write')) ||
  (actor.kind === 'operator' && actor.permissions.includes('catalog.write'))
