import { createHmac } from 'node:crypto'

const PREFIX = 'whsec_'

/** The key behind a secret: base64 after `whsec_`, or the text itself. Source: Standard Webhooks, section on secrets. */
const keyOf = (secret: string): Buffer =>
  secret.startsWith(PREFIX) ? Buffer.from(secret.slice(PREFIX.length), 'base64') : Buffer.from(secret)

/** The headers of one attempt to deliver an event. Source: Standard Webhooks, HMAC-SHA256 over `id.timestamp.body`. */
export function webhookHeaders(
  secret: string,
  eventId: string,
  body: string,
  now: Date,
): Record<string, string> {
  const timestamp = Math.floor(now.getTime() / 1000)
  const mac = createHmac('sha256', keyOf(secret)).update(`${eventId}.${timestamp}.${body}`).digest('base64')
  return {
    'content-type': 'application/json',
    'webhook-id': eventId,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': `v1,${mac}`,
  }
}
