import type { ProviderEvent } from '../providers/provider.types.ts'
import type { PaymentsDeps } from '../payments.deps.ts'
import { PROCESS_WEBHOOK } from './process-webhook.ts'
import { insertWebhook } from './webhooks.queries.ts'

/** Keeps a verified webhook once and queues its processing with it. */
export function receiveWebhook(
  { db, enqueue }: PaymentsDeps,
  provider: string,
  event: ProviderEvent,
  type: string,
  text: string,
): ReturnType<typeof insertWebhook> {
  return db.transaction().execute(async (tx) => {
    const outcome = await insertWebhook(tx, provider, event, type, text)
    if (outcome === 'stored') await enqueue(tx, PROCESS_WEBHOOK, { provider, eventId: event.id })
    return outcome
  })
}
