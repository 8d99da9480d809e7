import { createHash, createHmac, randomBytes } from 'node:crypto'

/** The owner key of a guest, `gst_…`: a hash, so that who reads the database cannot become the guest. */
export function guestIdOf(token: string): string {
  return `gst_${createHash('sha256').update(token).digest('base64url').slice(0, 32)}`
}

/** A new guest key; the same for a repeated request with the same idempotency key, so that it need not be stored. */
export function newGuestToken(secret: Buffer, idempotencyKey: string | undefined): string {
  if (idempotencyKey === undefined) return randomBytes(32).toString('base64url')
  return createHmac('sha256', secret).update(`guest:${idempotencyKey}`).digest('base64url')
}
