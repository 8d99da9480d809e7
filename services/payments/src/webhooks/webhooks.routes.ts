import { AppError, invalid, notFound } from '@tradewind/kernel'
import { acceptRawBodies } from '@tradewind/platform/http'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { PaymentsDeps } from '../payments.deps.ts'
import { receiveWebhook } from './webhooks.actions.ts'

const MAX_BYTES = 262_144

/** `POST /api/payments/webhooks/<provider>`: verified on the raw body, kept once, answered; processed by a task. */
export function webhookRoutes(app: FastifyInstance, deps: PaymentsDeps): void {
  acceptRawBodies(app)
  app.post(
    '/webhooks/:provider',
    { bodyLimit: MAX_BYTES, config: { operation: 'payment.webhook', unlimited: true } },
    async (request: FastifyRequest<{ Params: { provider: string } }>, reply) => {
      const provider = deps.providers.get(request.params.provider)
      if (!provider) throw notFound()
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
      const event = provider.verifyWebhook(request.headers, body)
      const { text, type } = readBody(body)
      const arrival = await receiveWebhook(deps, provider.name, event, type, text)
      if (arrival === 'too-old') throw new AppError(401, 'payments.webhook-too-old')
      return reply.code(200).send({ received: true })
    },
  )
}

/** The type is for people who look into the inbox; the adapter reads the rest later. */
function readBody(body: Buffer): { text: string; type: string } {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body)
    const parsed: unknown = JSON.parse(text)
    const type = typeof parsed === 'object' && parsed !== null && 'type' in parsed ? parsed.type : undefined
    return { text, type: typeof type === 'string' ? type : 'unknown' }
  } catch {
    throw invalid([])
  }
}
