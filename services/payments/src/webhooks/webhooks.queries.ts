import { sql, type Kysely, type Selectable, type Transaction } from 'kysely'
import type { ProviderEvent } from '../providers/provider.types.ts'
import type { PaymentsTables, WebhooksTable } from '../tables.ts'

type Db = Kysely<PaymentsTables>
type Tx = Transaction<PaymentsTables>

/** What became of a webhook that came in; the database's clock says whether it is too old. */
export type Arrival = 'stored' | 'known' | 'too-old'

const MAX_AGE = sql.lit('5 minutes')

/** Keeps an event unless it is here already, or was signed longer than five minutes ago or ahead. */
export async function insertWebhook(
  tx: Tx,
  provider: string,
  { id, sentAt }: ProviderEvent,
  type: string,
  body: string,
): Promise<Arrival> {
  const { rows } = await sql<{ in_time: boolean; is_new: boolean }>`
    with arrival as (select ${sentAt}::timestamptz between now() - ${MAX_AGE}::interval and now() + ${MAX_AGE}::interval as in_time),
    kept as (insert into payments.webhooks (provider, event_id, type, body)
      select ${provider}, ${id}, ${type}, ${body}::jsonb from arrival where in_time on conflict do nothing returning 1)
    select in_time, exists (select from kept) as is_new from arrival`.execute(tx)
  const row = rows[0]
  if (!row?.in_time) return 'too-old'
  return row.is_new ? 'stored' : 'known'
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
