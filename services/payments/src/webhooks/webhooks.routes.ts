import { AppError, invalid, notFound } from '@tradewind/kernel'
import { acceptRawBodies, brokenTexts } from '@tradewind/platform/http'
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
      const arrival = await receiveWebhook(deps, provider.name, event, readBody(body))
      if (arrival === 'too-old') throw new AppError(401, 'payments.webhook-too-old')
      return reply.code(200).send({ received: true })
    },
  )
}

/** The type is for people who look into the inbox; the adapter reads the rest later. */
function readBody(body: Buffer): { text: string; type: string } {
  const { text, value } = parse(body)
  const broken = brokenTexts(value)
  if (broken.length > 0) throw invalid(broken)
  const type = typeof value === 'object' && value !== null && 'type' in value ? value.type : undefined
  return { text, type: typeof type === 'string' ? type : 'unknown' }
}

function parse(body: Buffer): { text: string; value: unknown } {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body)
    return { text, value: JSON.parse(text) }
  } catch {
    throw invalid([])
  }
}
