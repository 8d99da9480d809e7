import { sql, type Kysely, type Selectable, type Transaction } from 'kysely'
import type { ProviderEvent } from '../providers/provider.types.ts'
import type { PaymentsTables, WebhooksTable } from '../tables.ts'

type Db = Kysely<PaymentsTables>
type Tx = Transaction<PaymentsTables>

/** What became of a webhook that came in; the database's clock says whether it is too old. */
export type Arrival = 'stored' | 'known' | 'too-old'

/** Keeps an event once and queues the task that takes it in, unless it was signed longer than five minutes ago or ahead. */
export async function keepWebhook(
  db: Db,
  provider: string,
  { id, sentAt }: ProviderEvent,
  { type, text }: { type: string; text: string },
  task: string,
): Promise<Arrival> {
  const { rows } = await sql<{ arrival: Arrival }>`
    select payments.keep_webhook(${provider}, ${id}, ${type}, ${text}::jsonb, ${sentAt}, ${task}) as arrival`.execute(
    db,
  )
  const [row] = rows
  if (!row) throw new Error('a function always answers a row')
  return row.arrival
}

/** The event, if it is still to be processed; who has the lock processes it. */
export function lockWebhook(
  tx: Tx,
  provider: string,
  eventId: string,
): Promise<Selectable<WebhooksTable> | undefined> {
  return tx
    .selectFrom('payments.webhooks')
    .selectAll()
    .where('provider', '=', provider)
    .where('event_id', '=', eventId)
    .where('processed_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
}

export async function updateProcessed(
  tx: Tx,
  provider: string,
  eventId: string,
  outcome: 'applied' | 'unknown',
): Promise<void> {
  await tx
    .updateTable('payments.webhooks')
    .set({ processed_at: sql<Date>`now()`, outcome })
    .where('provider', '=', provider)
    .where('event_id', '=', eventId)
    .execute()
}

/** Events that were processed long before a provider would still repeat them. */
export async function deleteOldWebhooks(db: Db): Promise<void> {
  await sql`delete from payments.webhooks where (provider, event_id) in (
    select provider, event_id from payments.webhooks where processed_at < now() - interval '30 days' limit 5000)`.execute(
    db,
  )
}
