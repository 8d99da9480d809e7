import { createHash, timingSafeEqual } from 'node:crypto'
import { isCurrency, LOCALES } from '@tradewind/kernel'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { Type, type Static } from 'typebox'
import type { Books } from './books.ts'
import { ControlRequest, type ApiOperation, type Control } from './control.ts'
import type { createDisputes } from './disputes.ts'
import { disputeView, intentView, refundView } from './intents.ts'
import type { Provider } from './provider.ts'
import { Refusal } from './refusal.ts'

const Amount = Type.Object(
  {
    minor: Type.Integer({ minimum: 1, maximum: 1_000_000_000_000 }),
    currency: Type.String({ pattern: '^[A-Z]{3}$' }),
  },
  { additionalProperties: false },
)
const CreateBody = Type.Object(
  {
    amount: Amount,
    method: Type.Enum(['card', 'wallet', 'voucher', 'bank']),
    reference: Type.String({ minLength: 1, maxLength: 80 }),
    order: Type.String({ minLength: 1, maxLength: 80 }),
    description: Type.String({ minLength: 1, maxLength: 200 }),
    returnUrl: Type.String({ pattern: '^https?://', maxLength: 500 }),
    locale: Type.Enum([...LOCALES]),
    capture: Type.Optional(Type.Enum(['automatic', 'manual'])),
  },
  { additionalProperties: false },
)
const RefundBody = Type.Object(
  { amount: Amount, reason: Type.String({ maxLength: 200 }) },
  { additionalProperties: false },
)
const CaptureBody = Type.Object({ amount: Type.Optional(Amount) }, { additionalProperties: false })
const OpenDisputeBody = Type.Object(
  {
    intentId: Type.String({ maxLength: 80 }),
    amount: Type.Optional(Amount),
    reason: Type.Optional(Type.String({ maxLength: 60 })),
  },
  { additionalProperties: false },
)
/** With null the shop gives in. */
const AnswerDisputeBody = Type.Object(
  {
    evidence: Type.Union([Type.String({ minLength: 1, maxLength: 5_000 }), Type.Null()]),
    files: Type.Optional(Type.Array(Type.String({ maxLength: 80 }), { maxItems: 10 })),
  },
  { additionalProperties: false },
)
const DisputeById = Type.Object({
  id: Type.String({ maxLength: 80 }),
  disputeId: Type.String({ maxLength: 80 }),
})
const ById = Type.Object({ id: Type.String({ maxLength: 80 }) })
const Keyed = Type.Object({ 'idempotency-key': Type.String({ minLength: 1, maxLength: 200 }) })

export interface ApiOptions {
  apiKey: string
  publicUrl(): string
  books: Books
  provider: Provider
  disputes: ReturnType<typeof createDisputes>
  control: Control
}

/** The API of the shop, behind its key; and the log, which is open to whoever reaches this machine. */
export function apiRoutes(
  app: FastifyInstance,
  { apiKey, publicUrl, books, provider, disputes, control }: ApiOptions,
) {
  app.get('/log', (_request, reply) => reply.type('application/x-ndjson').send(books.readLog()))

  app.register(async (api) => {
    api.addHook('onRequest', async (request) => {
      if (!sameText(request.headers.authorization ?? '', `Bearer ${apiKey}`)) {
        throw new Refusal(401, 'bad_api_key')
      }
    })

    /** Does the work, waits for the disk, answers; or misbehaves as told. */
    const answer = async (
      reply: FastifyReply,
      operation: ApiOperation,
      names: readonly string[],
      work: () => object,
    ) => {
      const { api: fault } = control.of(names)
      const faulty =
        fault && (fault.operations ?? [operation]).includes(operation) && Math.random() < (fault.share ?? 1)
      if (faulty && !fault.afterEffect && (await misbehave(reply, fault))) return reply
      const body = work()
      await books.settled()
      if (faulty && fault.afterEffect && (await misbehave(reply, fault))) return reply
      return body
    }

    api.post<{ Body: Static<typeof CreateBody>; Headers: Static<typeof Keyed> }>(
      '/v1/intents',
      { schema: { body: CreateBody, headers: Keyed } },
      ({ body, headers }, reply) =>
        answer(reply, 'create', [body.order, body.reference], () => {
          if (!isCurrency(body.amount.currency)) throw new Refusal(422, 'unknown_currency')
          return intentView(provider.create(headers['idempotency-key'], body), publicUrl())
        }),
    )

    api.get<{ Params: Static<typeof ById> }>(
      '/v1/intents/:id',
      { schema: { params: ById } },
      ({ params }, reply) => {
        const intent = books.get(params.id)
        return answer(reply, 'status', [intent.id, intent.order, intent.reference], () =>
          intentView(intent, publicUrl()),
        )
      },
    )

    api.post<{ Params: Static<typeof ById>; Body: Static<typeof CaptureBody> }>(
      '/v1/intents/:id/capture',
      { schema: { params: ById, body: CaptureBody } },
      ({ params, body }, reply) => {
        const intent = books.get(params.id)
        return answer(reply, 'capture', [intent.id, intent.order, intent.reference], () => {
          provider.capture(intent, body.amount)
          return intentView(intent, publicUrl())
        })
      },
    )

    api.post<{ Params: Static<typeof DisputeById>; Body: Static<typeof AnswerDisputeBody> }>(
      '/v1/intents/:id/disputes/:disputeId/answer',
      { schema: { params: DisputeById, body: AnswerDisputeBody } },
      ({ params, body }, reply) => {
        const intent = books.get(params.id)
        return answer(reply, 'dispute', [intent.id, intent.order, intent.reference], () =>
          disputeView(intent, disputes.answer(intent, params.disputeId, body.evidence, body.files ?? [])),
        )
      },
    )

    const fileTypes = ['application/pdf', 'image/jpeg', 'image/png']
    api.addContentTypeParser(fileTypes, { parseAs: 'buffer' }, (_request, bytes, done) => done(null, bytes))
    api.post<{ Body: Buffer; Headers: { 'content-type': string } }>(
      '/v1/files',
      { bodyLimit: 12_000_000 },
      ({ body, headers }, reply) => {
        if (!Buffer.isBuffer(body)) throw new Refusal(415, 'unsupported_file')
        return answer(reply, 'dispute', [], () => disputes.receiveFile(headers['content-type'], body))
      },
    )

    api.post<{ Body: Static<typeof OpenDisputeBody> }>(
      '/control/disputes',
      { schema: { body: OpenDisputeBody } },
      async ({ body }) => {
        const intent = books.get(body.intentId)
        const dispute = disputes.open(intent, body.reason ?? 'fraudulent', body.amount)
        await books.settled()
        return disputeView(intent, dispute)
      },
    )

    api.post<{ Params: Static<typeof ById> }>(
      '/v1/intents/:id/cancel',
      { schema: { params: ById } },
      ({ params }, reply) => {
        const intent = books.get(params.id)
        return answer(reply, 'cancel', [intent.id, intent.order, intent.reference], () => {
          provider.cancel(intent)
          return intentView(intent, publicUrl())
        })
      },
    )

    api.post<{
      Params: Static<typeof ById>
      Body: Static<typeof RefundBody>
      Headers: Static<typeof Keyed>
    }>(
      '/v1/intents/:id/refunds',
      { schema: { params: ById, body: RefundBody, headers: Keyed } },
      ({ params, body, headers }, reply) => {
        const intent = books.get(params.id)
        return answer(reply, 'refund', [intent.id, intent.order, intent.reference], () => {
          const refund = provider.refund(headers['idempotency-key'], intent, body.amount, body.reason)
          return refundView(intent, refund)
        })
      },
    )

    api.get('/control', () => control.all())
    api.post<{ Body: ControlRequest }>('/control', { schema: { body: ControlRequest } }, ({ body }) => {
      control.set(body)
      return control.all()
    })
    api.delete('/control', () => {
      control.clear()
      return control.all()
    })
  })
}

/** Fails, or falls silent until the caller gives up; true when the request is done with. A slow answer still comes. */
async function misbehave(
  reply: FastifyReply,
  fault: { mode: 'fail' | 'hang' | 'slow'; seconds?: number },
): Promise<boolean> {
  if (fault.mode === 'fail') throw new Refusal(503, 'told_to_fail')
  if (fault.mode === 'slow') {
    await new Promise((resolve) => setTimeout(resolve, (fault.seconds ?? 2) * 1000))
    return false
  }
  reply.hijack()
  return true
}

const sameText = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b))
const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
