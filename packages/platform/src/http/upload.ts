import type { FastifyInstance, FastifyRequest } from 'fastify'
import { AppError, invalid, tooMany } from '@tradewind/kernel'
import { refusedFile } from '../storage/refused-file.ts'
import { brokenTexts } from './broken-text.ts'

/** Most bytes of one upload. */
export const MAX_UPLOAD_BYTES = 12 * 1000 * 1000

/** Most uploads at a time: each stands in memory as a whole until it is kept. */
export const MOST_UPLOADS = 16

/** Answers 429 to an upload that comes while as many as memory is meant for are under way. */
export function limitUploads(app: FastifyInstance): void {
  let running = 0
  app.addHook('onRequest', (request, reply, done) => {
    if (!request.routeOptions.config.upload) return done()
    if (running >= MOST_UPLOADS) throw tooMany(2)
    running += 1
    let isOver = false
    const end = () => {
      if (!isOver) running -= 1
      isOver = true
    }
    // Who goes away midway never sees a finish.
    reply.raw.once('finish', end).once('close', end)
    done()
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
 * The one file of a multipart form, field `file`, with the form's other fields; the route needs `config.upload`.
 * Throws 413 `storage.too-large` over 12 MB, 413 `storage.too-many-files`, 400 without a file or with a name that no
 * database keeps, each naming its field; 415 for anything but a form.
 */
export async function readUpload(request: FastifyRequest): Promise<Upload> {
  if (!request.isMultipart()) throw new AppError(415, 'platform.unsupported-type')
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
    throw thrown
  }
  if (!file) throw invalid([{ path: 'file', code: 'platform.required' }])
  const broken = brokenTexts({ ...Object.fromEntries(fields), file: file.name })
  if (broken.length > 0) throw invalid(broken)
  return { ...file, fields: Object.fromEntries(fields) }
}
