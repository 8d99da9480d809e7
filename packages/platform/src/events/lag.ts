import { sql, type Kysely } from 'kysely'
import type { ConsumerLag } from '../metrics/index.ts'
import type { Subscription } from './subscription.ts'

/** How far each subscription is behind the outbox it reads. */
export async function lagOf(
  db: Kysely<unknown>,
  subscriptions: readonly Subscription[],
): Promise<ConsumerLag[]> {
  if (subscriptions.length === 0) return []
  const looks = subscriptions.map(
    ({ name, producer }) => sql`select ${sql.lit(name)} as consumer, count(o.id)::int as facts,
        coalesce(extract(epoch from now() - min(o.occurred_at)), 0)::float8 as seconds
      from platform.cursors c join ${sql.table(`${producer}.outbox`)} o on (o.xid, o.id) > (c.xid, c.id)
      where c.consumer = ${sql.lit(name)}`,
  )
  const { rows } = await sql<ConsumerLag>`${sql.join(looks, sql` union all `)}`.execute(db)
  return rows
}
