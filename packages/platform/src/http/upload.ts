import type { FastifyInstance, FastifyRequest } from 'fastify'
import { AppError, invalid } from '@tradewind/kernel'
import { refusedFile } from '../storage/refused-file.ts'
import { brokenTexts } from './broken-text.ts'
import {
  createUploadPlaces,
  type UploadLimits,
  type UploadPlace,
  type UploadPlaces,
} from './upload-places.ts'

/** Most bytes of one upload. */
export const MAX_UPLOAD_BYTES = 12 * 1000 * 1000

/** Each upload stands in memory as a whole until it is kept. */
export const UPLOAD_LIMITS: UploadLimits = {
  most: 16,
  mostOfOne: 4,
  leastBytesPerSecond: 64_000,
  graceMs: 2_000,
}

declare module 'fastify' {
  interface FastifyInstance {
    uploadPlaces: UploadPlaces
  }
  interface FastifyRequest {
    uploadPlace: UploadPlace | undefined
  }
}

/** Lets `readUpload` take places, and frees them when the answer has gone out or the caller has gone away. */
export function limitUploads(app: FastifyInstance, limits: UploadLimits): void {
  app.decorate('uploadPlaces', createUploadPlaces(limits))
  app.decorateRequest('uploadPlace')
  app.addHook('onRequest', (request, reply, done) => {
    if (request.routeOptions.config.upload) {
      const leave = () => request.uploadPlace?.leave()
      // Who goes away midway never sees a finish.
      reply.raw.once('finish', leave).once('close', leave)
    }
    done()
  })
  app.addHook('onSend', async (request, reply) => {
    // What still comes of an upload that lost its place is not waited for.
    if (request.uploadPlace?.isLost) void reply.header('connection', 'close')
  })
}

export interface Upload {
  name: string
  bytes: Buffer
  /** The client's word, see storage. */
  contentType: string
  /** The other fields of the form. */
  fields: Readonly<Record<string, string>>
}

/**
 * The one file of a multipart form, field `file`, with the form's other fields; the route needs `config.upload`, and
 * `account` is who was let in, such as `usr_…`: strangers get no place in memory.
 * Throws 429 where there is no place for it (see `UploadLimits`), 413 `storage.too-large` over 12 MB, 413
 * `storage.too-many-files`, 400 without a file or with a name that no database keeps, each naming its field; 415 for
 * anything but a form.
 */
export async function readUpload(request: FastifyRequest, account: string): Promise<Upload> {
  if (!request.isMultipart()) throw new AppError(415, 'platform.unsupported-type')
  const { socket } = request.raw
  const before = socket.bytesRead
  const place = request.server.uploadPlaces.take(account, () => socket.bytesRead - before)
  request.uploadPlace = place
  const { file, fields } = await Promise.race([readForm(request), place.lost])
  place.received()
  if (!file) throw invalid([{ path: 'file', code: 'platform.required' }])
  const broken = brokenTexts({ ...Object.fromEntries(fields), file: file.name })
  if (broken.length > 0) throw invalid(broken)
  return { ...file, fields: Object.fromEntries(fields) }
}

async function readForm(request: FastifyRequest) {
  const fields = new Map<string, string>()
  let file: Omit<Upload, 'fields'> | undefined
  try {
    for await (const part of request.parts()) {
      if (part.type === 'field') fields.set(part.fieldname, String(part.value))
      else file = { name: part.filename, bytes: await part.toBuffer(), contentType: part.mimetype }
    }
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined
    if (code === 'FST_REQ_FILE_TOO_LARGE')
      throw refusedFile(413, 'storage.too-large', { bytes: MAX_UPLOAD_BYTES })
    if (code === 'FST_FILES_LIMIT') throw refusedFile(413, 'storage.too-many-files', { most: 1 })
    // Who goes away midway is no fault of ours.
    if (request.raw.errored) throw new AppError(400, 'platform.bad-request')
    throw thrown
  }
  return { file, fields }
}
