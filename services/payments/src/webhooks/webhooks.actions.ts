import type { PaymentsDeps } from '../payments.deps.ts'
import type { ProviderEvent } from '../providers/provider.types.ts'
import { PROCESS_WEBHOOK } from './process-webhook.ts'
import { keepWebhook, type Arrival } from './webhooks.queries.ts'

/** Keeps a verified webhook once and queues its processing with it, in one round trip: the provider waits. */
export const receiveWebhook = (
  { db }: Pick<PaymentsDeps, 'db'>,
  provider: string,
  event: ProviderEvent,
  body: { type: string; text: string },
): Promise<Arrival> => keepWebhook(db, provider, event, body, `payments.${PROCESS_WEBHOOK}`)
