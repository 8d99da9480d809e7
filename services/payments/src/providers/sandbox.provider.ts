import { withDeadline } from '@tradewind/platform/service'
import type { DisputeState, IntentState, PaymentProvider, RefundState } from './provider.types.ts'
import { ProviderRefusal, ProviderUnavailable } from './provider.types.ts'
import {
  readDispute,
  readEvent,
  readFile,
  readIntent,
  readRefund,
  type SandboxDispute,
  type SandboxIntent,
  type SandboxRefund,
} from './sandbox.schema.ts'
import { verifySignature } from './signature.ts'

/** Longest single attempt. */
const ATTEMPT_MS = 2_500

const METHODS: Readonly<Record<string, string>> = {
  card: 'card',
  'sandbox-wallet': 'wallet',
  'sandbox-voucher': 'voucher',
  'sandbox-bank': 'bank',
}

export interface SandboxOptions {
  url: string
  apiKey: string
  webhookSecret: string
}

/** The adapter to `apps/sandbox-psp`. */
export function sandboxProvider({ url, apiKey, webhookSecret }: SandboxOptions): PaymentProvider {
  const call = async (
    method: 'GET' | 'POST',
    path: string,
    signal: AbortSignal,
    body?: object | Blob,
    key?: string,
  ): Promise<unknown> => {
    const request: RequestInit = {
      method,
      headers: {
        authorization: `Bearer ${apiKey}`,
        ...(body && { 'content-type': body instanceof Blob ? body.type : 'application/json' }),
        ...(key && { 'idempotency-key': key }),
      },
      body: body instanceof Blob ? body : body && JSON.stringify(body),
      redirect: 'error',
    }
    const answer = await withDeadline(
      ATTEMPT_MS,
      (ours) => reach(url + path, { ...request, signal: ours }),
      () => new ProviderUnavailable('the provider does not answer'),
      signal,
    )
    if (answer.status >= 200 && answer.status < 300) return answer.body
    if (answer.status >= 500 || answer.status === 429 || answer.status === 401) {
      throw new ProviderUnavailable(`the provider answered ${answer.status}`)
    }
    throw new ProviderRefusal(codeIn(answer.body))
  }

  return {
    name: 'sandbox',
    capabilities: [
      {
        code: 'card',
        kind: 'card',
        nameKey: 'payments.method.card',
        currencies: 'all',
        countries: 'all',
      },
      {
        code: 'sandbox-wallet',
        kind: 'wallet',
        nameKey: 'payments.method.sandbox-wallet',
        currencies: 'all',
        countries: 'all',
      },
      {
        code: 'sandbox-voucher',
        kind: 'voucher',
        nameKey: 'payments.method.sandbox-voucher',
        currencies: 'all',
        countries: 'all',
      },
      {
        code: 'sandbox-bank',
        kind: 'bank',
        nameKey: 'payments.method.sandbox-bank',
        currencies: ['EUR'],
        countries: ['AT', 'DE', 'ES', 'FR', 'IT', 'PT'],
      },
    ],
    async createIntent({ paymentId, orderId, orderNumber, amount, method, returnUrl, locale }, signal) {
      const body = {
        amount,
        method: METHODS[method] ?? method,
        reference: paymentId,
        order: orderId,
        description: orderNumber,
        returnUrl,
        locale,
      }
      return intentState(readIntent(await call('POST', '/v1/intents', signal, body, paymentId)))
    },
    async fetchStatus(reference, signal) {
      return intentState(
        readIntent(await call('GET', `/v1/intents/${encodeURIComponent(reference)}`, signal)),
      )
    },
    async cancel(reference, signal) {
      const path = `/v1/intents/${encodeURIComponent(reference)}/cancel`
      return intentState(readIntent(await call('POST', path, signal)))
    },
    async refund({ reference, key, amount, reason }, signal) {
      const path = `/v1/intents/${encodeURIComponent(reference)}/refunds`
      return refundState(readRefund(await call('POST', path, signal, { amount, reason }, key)))
    },
    async answerDispute({ reference, disputeReference, evidence }, signal) {
      const files: string[] = []
      for (const { contentType, bytes } of evidence?.files ?? []) {
        const file = new Blob([new Uint8Array(bytes)], { type: contentType })
        files.push(readFile(await call('POST', '/v1/files', signal, file)).id)
      }
      const path = `/v1/intents/${encodeURIComponent(reference)}/disputes/${encodeURIComponent(disputeReference)}/answer`
      return disputeState(
        readDispute(await call('POST', path, signal, { evidence: evidence?.text ?? null, files })),
      )
    },
    verifyWebhook(headers, body) {
      return verifySignature(webhookSecret, headers, body)
    },
    parseWebhook(body) {
      const { intent, refund, dispute } = readEvent(body).data
      return {
        intent: intent && intentState(intent),
        refund: refund && refundState(refund),
        dispute: dispute ? disputeState(dispute) : null,
      }
    },
  }
}

/** Any failure to get a whole answer leaves the outcome unknown. */
async function reach(url: string, init: RequestInit): Promise<{ status: number; body: unknown }> {
  try {
    const answer = await fetch(url, init)
    const text = await answer.text()
    return { status: answer.status, body: text === '' ? null : (JSON.parse(text) as unknown) }
  } catch (cause) {
    throw new ProviderUnavailable('the provider does not answer', { cause })
  }
}

function codeIn(body: unknown): string {
  if (typeof body !== 'object' || body === null || !('error' in body)) return 'refused'
  const { error } = body
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'refused'
}

const STATUS: Readonly<Record<SandboxIntent['status'], IntentState['status']>> = {
  requires_action: 'pending',
  requires_capture: 'pending',
  processing: 'pending',
  succeeded: 'captured',
  failed: 'failed',
  canceled: 'cancelled',
}

const intentState = (intent: SandboxIntent): IntentState => ({
  reference: intent.id,
  paymentId: intent.reference,
  status: STATUS[intent.status],
  settling: intent.status === 'processing' || intent.status === 'requires_capture',
  captured: intent.captured,
  pageUrl: intent.pageUrl,
  failureCode: intent.failureCode,
})

const refundState = ({ id, status, failureCode }: SandboxRefund): RefundState => ({
  reference: id,
  status,
  failureCode,
})

const disputeState = ({ id, amount, reason, status, dueAt }: SandboxDispute): DisputeState => ({
  reference: id,
  amount,
  reason,
  status,
  dueAt: dueAt ? new Date(dueAt) : null,
})
