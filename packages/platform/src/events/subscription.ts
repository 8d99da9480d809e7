import { sql, type Kysely, type RawBuilder } from 'kysely'
import type { Fact } from '../contract/index.ts'
import type { Consumer } from '../service/definition.ts'
import { producerOf } from './emit.ts'
import { runWithin } from './within.ts'

/** One consumer's reading of one outbox. */
export interface Subscription {
  /** Service, consumer and producer, such as `search.listings<catalog`; the key of its cursor. */
  name: string
  producer: string
  types: ReadonlySet<string>
  consumer: Consumer
}

/** What became of one look into an outbox. */
export interface Progress {
  /** Facts passed, wanted or not. */
  read: number
}

interface OutboxRow {
  id: number
  xid: string
  type: string
  key: string
  payload: unknown
  occurred_at: Date
}

const BATCH = 200

/** The outboxes a consumer reads, one subscription each. */
export function subscriptionsOf(service: string, consumer: Consumer): Subscription[] {
  const producers = new Set(consumer.events.map(producerOf))
  return [...producers].map((producer) => ({
    name: `${service}.${consumer.name}<${producer}`,
    producer,
    types: new Set(
      consumer.events.filter((event) => producerOf(event) === producer).map((event) => event.name),
    ),
    consumer,
  }))
}

/**
 * Hands the next facts to the consumer; the cursor moves in the transaction of their effects, so that each takes
 * effect once. Another process that reads the same subscription meanwhile makes this a no-op.
 */
export async function readOn(
  db: Kysely<unknown>,
  subscription: Subscription,
  limit = BATCH,
): Promise<Progress> {
  const { consumer } = subscription
  if ('prepare' in consumer) {
    const batch = await nextBatch(db, subscription, limit, sql``)
    if (!batch) return NOTHING
    const write = batch.facts.length > 0 ? await consumer.prepare(batch.facts) : undefined
    return db.transaction().execute(async (tx) => {
      if (!(await isStillAt(tx, subscription, batch.from))) return NOTHING
      if (write) await runWithin(subscription.name, () => write(tx))
      return moveOn(tx, subscription, batch)
    })
  }
  return db.transaction().execute(async (tx) => {
    const batch = await nextBatch(tx, subscription, limit, sql`for update skip locked`)
    if (!batch) return NOTHING
    if (batch.facts.length > 0) await runWithin(subscription.name, () => consumer.handle(batch.facts, tx))
    return moveOn(tx, subscription, batch)
  })
}

const NOTHING: Progress = { read: 0 }

/** A place in an outbox. */
interface Place {
  xid: string
  id: number
}

interface Batch {
  from: Place
  to: Place
  /** Those that the consumer wants. */
  facts: Fact[]
  read: number
}

async function nextBatch(
  db: Kysely<unknown>,
  { name, producer, types }: Subscription,
  limit: number,
  lock: RawBuilder<unknown>,
): Promise<Batch | undefined> {
  const cursor = await sql<Place>`
    select xid::text as xid, id from platform.cursors where consumer = ${name} ${lock}`.execute(db)
  const [from] = cursor.rows
  if (!from) return undefined
  // What is below the snapshot's xmin is complete: no earlier fact can still appear.
  const { rows } = await sql<OutboxRow>`
    select id, xid::text as xid, type, key, payload, occurred_at from ${sql.table(`${producer}.outbox`)}
    where (xid, id) > (${from.xid}::xid8, ${from.id}::bigint) and xid < pg_snapshot_xmin(pg_current_snapshot())
    order by xid, id limit ${sql.lit(limit)}`.execute(db)
  const to = rows.at(-1)
  if (!to) return undefined
  const facts = rows.filter((row) => types.has(row.type)).map(factOf(producer))
  return { from, to, facts, read: rows.length }
}

/** Locks the cursor, unless another process has it or moved it on. */
async function isStillAt(tx: Kysely<unknown>, { name }: Subscription, { xid, id }: Place): Promise<boolean> {
  const { rows } = await sql`select from platform.cursors
    where consumer = ${name} and xid = ${xid}::xid8 and id = ${id}::bigint for update skip locked`.execute(tx)
  return rows.length > 0
}

async function moveOn(tx: Kysely<unknown>, { name }: Subscription, { to, read }: Batch): Promise<Progress> {
  await sql`update platform.cursors set xid = ${to.xid}::xid8, id = ${to.id} where consumer = ${name}`.execute(
    tx,
  )
  return { read }
}

/** Puts the first waiting fact aside, with the reason, so that those behind it move on. */
export async function setAside(
  db: Kysely<unknown>,
  subscription: Subscription,
  reason: string,
): Promise<void> {
  await sql`with at as (select xid, id from platform.cursors where consumer = ${subscription.name} for update),
    dead as (select o.* from ${sql.table(`${subscription.producer}.outbox`)} o, at where (o.xid, o.id) > (at.xid, at.id) order by o.xid, o.id limit 1),
    kept as (insert into platform.dead_facts (consumer, producer, fact_id, type, key, payload, error, occurred_at)
      select ${subscription.name}, ${subscription.producer}, id, type, key, payload, ${reason}, occurred_at from dead on conflict do nothing)
    update platform.cursors c set xid = dead.xid, id = dead.id from dead where c.consumer = ${subscription.name}`.execute(
    db,
  )
}

/** Makes sure every subscription has a cursor; a new one starts before the first fact. */
export async function openCursors(
  db: Kysely<unknown>,
  subscriptions: readonly Subscription[],
): Promise<void> {
  for (const { name, producer } of subscriptions)
    await sql`insert into platform.cursors (consumer, producer, xid, id) values (${name}, ${producer}, '0', 0) on conflict do nothing`.execute(
      db,
    )
}

/** Names of the subscriptions that have facts waiting, complete or not yet. */
export async function waiting(
  db: Kysely<unknown>,
  subscriptions: readonly Subscription[],
): Promise<Set<string>> {
  if (subscriptions.length === 0) return new Set()
  const producers = [...new Set(subscriptions.map(({ producer }) => producer))]
  const ends = producers.map(
    (
      producer,
    ) => sql`(select ${sql.lit(producer)} as producer, xid, id from ${sql.table(`${producer}.outbox`)}
      order by xid desc, id desc limit 1)`,
  )
  const { rows } = await sql<{ name: string }>`
    select c.consumer as name from (${sql.join(ends, sql` union all `)}) as newest
    join platform.cursors c on c.producer = newest.producer and (newest.xid, newest.id) > (c.xid, c.id)
    where c.consumer = any(${subscriptions.map(({ name }) => name)}::text[])`.execute(db)
  return new Set(rows.map((row) => row.name))
}

const factOf =
  (producer: string) =>
  (row: OutboxRow): Fact => ({
    id: `${producer}:${row.id}`,
    type: row.type as Fact['type'],
    key: row.key,
    payload: row.payload,
    occurredAt: row.occurred_at.toISOString(),
  })
