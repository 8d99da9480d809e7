import type { FastifyRequest } from 'fastify'

/** The one file of a multipart form, field `file`, with the form's other fields; throws 413 `storage.too-large` over `maxBytes` (12 MB). */
export function readUpload(
  _request: FastifyRequest,
  _maxBytes?: number,
): Promise<{ name: string; bytes: Buffer; contentType: string; fields: Readonly<Record<string, string>> }> {
  throw new Error('not built yet')
}
