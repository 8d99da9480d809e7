import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** A file of a built front. */
interface BuiltFile {
  type: string
  path: string
  /** In memory from the first time it is asked for. */
  bytes?: Promise<Buffer>
  /** Packed as small as brotli can; packing all at start would take longer than starting. */
  packed?: Promise<Buffer>
}

/** Files of a build by their path in it, such as `assets/entry-3f2a.js`. */
export type BuiltFiles = ReadonlyMap<string, BuiltFile>

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
}

/** For files that are named by their content. */
export const KEPT_FOR_EVER = 'public, max-age=31536000, immutable'

const compress = promisify(brotliCompress)

/** What browsers ask for of a build; its pages and notes are left out. */
export function listBuiltFiles(folder: string): BuiltFiles {
  const files = new Map<string, BuiltFile>()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const type = TYPES[extname(entry.name)]
    const path = join(entry.parentPath, entry.name)
    if (entry.isFile() && type !== undefined)
      files.set(relative(folder, path).replaceAll(sep, '/'), { type, path })
  }
  return files
}

/** Sends a file of a build, packed to whoever can unpack it. */
export async function sendBuiltFile(
  request: FastifyRequest,
  reply: FastifyReply,
  file: BuiltFile | undefined,
  cacheControl: string,
): Promise<FastifyReply> {
  if (!file) {
    reply.callNotFound()
    return reply
  }
  file.bytes ??= readFile(file.path)
  const bytes = await file.bytes
  void reply.type(file.type).headers({ 'cache-control': cacheControl, vary: 'Accept-Encoding' })
  if (!/\bbr\b/.test(String(request.headers['accept-encoding'] ?? ''))) return reply.send(bytes)
  file.packed ??= compress(bytes)
  return reply.header('content-encoding', 'br').send(await file.packed)
}
