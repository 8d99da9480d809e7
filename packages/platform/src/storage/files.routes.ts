import type { FastifyInstance } from 'fastify'
import type { DiskStorage } from './disk.ts'

/** Serves `/files/…`: pictures to everybody, kept for ever; documents by signed address, as attachments. */
export function fileRoutes(_app: FastifyInstance, _storage: DiskStorage): void {
  throw new Error('not built yet')
}
