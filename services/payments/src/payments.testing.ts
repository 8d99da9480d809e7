import { createHmac } from 'node:crypto'
import { newId } from '@tradewind/kernel'
import type { InputOf } from '@tradewind/platform/contract'
import { identityService } from '@tradewind/identity/service'
import { testHost } from '@tradewind/platform/testing'
import { sql } from 'kysely'
import type { payments } from './contract/index.ts'
import { freeSandboxUrl, startSandbox } from './sandbox.testing.ts'
import { paymentsService } from './service.ts'
import type { PaymentsTables } from './tables.ts'

interface Told {
  type: string
  payload: { orderId: string; amount?: { minor: number; currency: string }; key?: string; code?: string }
}

/** The service with its real provider, and the short forms its stories are told in. */
export async function paymentsStory() {
  const host = await testHost({
    services: [identityService, paymentsService],
    env: { SANDBOX_PSP_URL: await freeSandboxUrl(), TRADEWIND_SEED: 'none' },
  })
  const sandbox = await startSandbox(host)
  const db = host.db.kysely<PaymentsTables>()
  const ctx = host.ctx({ actor: host.system() })
  const { payments: calls } = host.calls

  const begin = (over: Partial<InputOf<typeof payments.startIntent>> = {}) =>
    calls.startIntent(ctx, {
      orderId: newId('ord'),
      orderNumber: 'TW-1',
      amount: { minor: 4999, currency: 'EUR' },
      method: 'card',
      returnUrl: 'http://localhost:4000/en/orders/1',
      locale: 'en',
      email: 'buyer@example.com',
      ...over,
    })

  return {
    host,
    sandbox,
    db,
    ctx,
    calls,
    begin,
    /** A payment and its refunds as other services see them. */
    async see(orderId: string) {
      const [found] = await calls.getByOrder(ctx, { orderIds: [orderId] })
      if (!found) throw new Error(`${orderId} has no payment`)
      return found
    },
    /** Brings forward when the provider is asked about a payment, which is not at once. */
    async askSoon(paymentId: string): Promise<void> {
      await sql`update payments.payments set next_check_at = now() where id = ${paymentId}`.execute(db)
    },
    /** Facts told of an order, in order. */
    async told(orderId: string): Promise<Told[]> {
      const { rows } = await sql<Told>`
        select type, payload from payments.outbox where key = ${orderId} order by id`.execute(db)
      return rows
    },
    refund: (orderId: string, minor: number, key: string, currency = 'EUR') =>
      calls.refund(ctx, { orderId, amount: { minor, currency }, key, reason: 'returned' }),
    /** Delivers a webhook signed as the provider signs it, or forged as the test wishes. */
    async deliver(body: object | string, over: Delivery = {}): Promise<number> {
      const text = typeof body === 'string' ? body : JSON.stringify(body)
      const id = over.id ?? newId('evt')
      const timestamp = String(Math.floor(Date.now() / 1000) - (over.ageSeconds ?? 0))
      const secret = over.secret ?? host.config.sandboxPspWebhookSecret
      const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
      const mac = createHmac('sha256', key).update(`${id}.${timestamp}.${text}`).digest('base64')
      const answer = await fetch(`${host.http}/api/payments/webhooks/sandbox`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'webhook-id': id,
          'webhook-timestamp': timestamp,
          'webhook-signature': over.signature ?? `v1,${mac}`,
        },
        body: over.sent ?? text,
      })
      return answer.status
    },
  }
}

interface Delivery {
  id?: string
  ageSeconds?: number
  secret?: string
  signature?: string
  /** Body that is sent instead of the one that is signed. */
  sent?: string
}

/** An event as the provider words it. */
export const eventOf = (
  payment: { id: string; providerReference: string | null; amount: { minor: number; currency: string } },
  status: 'requires_action' | 'processing' | 'succeeded' | 'failed' | 'canceled',
  captured = payment.amount,
) => ({
  type: `intent.${status}`,
  timestamp: new Date().toISOString(),
  data: {
    intent: {
      id: payment.providerReference,
      status,
      reference: payment.id,
      captured: status === 'succeeded' ? captured : { minor: 0, currency: payment.amount.currency },
      failureCode: status === 'failed' ? 'card_declined' : null,
      pageUrl: null,
    },
    refund: null,
  },
})
