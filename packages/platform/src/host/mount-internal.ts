import { timingSafeEqual } from 'node:crypto'
import { notFound } from '@tradewind/kernel'
import type { FastifyInstance } from 'fastify'
import type { CallContext, Contract } from '../contract/index.ts'
import { INTERNAL_KEY_HEADER } from './remote.ts'
import { assertFits } from './validate.ts'

/** Serves all operations of the local services to other processes of the same installation, behind its key. */
export function mountInternal(
  app: FastifyInstance,
  services: ReadonlyMap<
    string,
    { contract: Contract; operations: Record<string, (ctx: CallContext, input: unknown) => Promise<unknown>> }
  >,
  key: string,
): void {
  const expected = Buffer.from(key)
  app.post<{ Params: { service: string; operation: string }; Body: { ctx: CallContext; input: unknown } }>(
    '/internal/:service/:operation',
    { bodyLimit: 16 * 1024 * 1024 },
    async (request, reply) => {
      const given = Buffer.from(String(request.headers[INTERNAL_KEY_HEADER] ?? ''))
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw notFound()
      const service = services.get(request.params.service)
      const operation = service?.contract[request.params.operation]
      const run = service?.operations[request.params.operation]
      if (!operation || !run) throw notFound()
      assertFits(operation.input, request.body.input)
      const answer = await run(request.body.ctx, request.body.input)
      if (answer === undefined) return reply.code(204).send()
      return reply.type('application/json').send(JSON.stringify(answer))
    },
  )
}
