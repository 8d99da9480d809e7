import { createHmac, timingSafeEqual } from 'node:crypto'
import { AppError } from '@tradewind/kernel'
import type { ProviderEvent } from './provider.types.ts'

const PREFIX = 'whsec_'

/**
 * Checks the headers `webhook-id`, `webhook-timestamp` and `webhook-signature` over the raw body; throws 401
 * `payments.bad-signature`. Source: Standard Webhooks, HMAC-SHA256 over `id.timestamp.body`.
 */
export function verifySignature(
  secret: string,
  headers: Readonly<Record<string, unknown>>,
  body: Buffer,
): ProviderEvent {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': given } = headers
  if (typeof id !== 'string' || typeof timestamp !== 'string' || typeof given !== 'string') throw forged()
  if (!/^[\w.-]{1,100}$/.test(id) || !/^\d{1,12}$/.test(timestamp)) throw forged()

  const mac = createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.`).update(body).digest()
  const candidates = given.split(' ', MAX_SIGNATURES).filter((part) => part.startsWith('v1,'))
  if (!candidates.some((candidate) => sameBytes(Buffer.from(candidate.slice(3), 'base64'), mac)))
    throw forged()
  return { id, sentAt: new Date(Number(timestamp) * 1000) }
}

/** Room for keys being changed, and no more work than that. */
const MAX_SIGNATURES = 8

const sameBytes = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b)

const keyOf = (secret: string): Buffer =>
  secret.startsWith(PREFIX) ? Buffer.from(secret.slice(PREFIX.length), 'base64') : Buffer.from(secret)

const forged = (): AppError => new AppError(401, 'payments.bad-signature')
