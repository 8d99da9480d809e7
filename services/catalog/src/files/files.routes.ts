import type { FastifyInstance } from 'fastify'
import { forbidden, invalid, unauthorized } from '@tradewind/kernel'
import { ownerKey, type Actor } from '@tradewind/platform/contract'
import { authenticate } from '@tradewind/platform/host'
import { readUpload } from '@tradewind/platform/http'
import type { RouteTools } from '@tradewind/platform/service'
import type { CatalogParts } from '../parts.ts'
import { assertFewPictures, keepUpload } from './files.actions.ts'

/** `POST /api/catalog/files`: one file of a person who is logged in; answers the contract's `UploadedFile`. */
export function fileRoutes(
  app: FastifyInstance,
  { findSession, cookies }: RouteTools,
  parts: CatalogParts,
): void {
  app.post('/files', { config: { upload: true, operation: 'file.upload' } }, async (request, reply) => {
    const { actor } = await authenticate(request, 'buyer', cookies, findSession)
    const ownerId = actor.kind === 'anonymous' ? undefined : ownerKey(actor)
    if (ownerId === undefined) throw unauthorized()
    const upload = await readUpload(request, ownerId)
    const { purpose } = upload.fields
    if (purpose !== 'picture' && purpose !== 'review' && purpose !== 'document')
      throw invalid([{ path: 'purpose', code: 'platform.not-allowed' }])
    if (purpose === 'picture' && !mayShow(actor)) throw forbidden()
    if (purpose === 'review') await assertFewPictures(parts, ownerId)

    const storeId = actor.kind === 'merchant' ? actor.storeId : null
    const kept = await keepUpload(parts, { ownerId, storeId }, purpose, upload)
    return reply.code(201).send(kept)
  })
}

/** Pictures of goods are the mall's face, so only those who sell may put them up. */
const mayShow = (actor: Actor): boolean =>
  (actor.kind === 'merchant' && actor.permissions.includes('products.write')) ||
  (actor.kind === 'operator' && actor.permissions.includes('catalog.write'))
