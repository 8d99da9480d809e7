import { sql, type QueryExecutorProvider } from 'kysely'
import type { EventType, PayloadOf } from '../contract/index.ts'
import type { Pulse } from './pulse.ts'

/** Writes facts of one type into the outbox of the service that says them, inside the caller's transaction. */
export async function emitFacts<E extends EventType>(
  tx: QueryExecutorProvider,
  event: E,
  facts: readonly { key: string; payload: PayloadOf<E> }[],
  pulse: Pulse,
): Promise<void> {
  if (facts.length === 0) return
  const outbox = sql.table(`${producerOf(event)}.outbox`)
  const keys = facts.map((fact) => fact.key)
  const payloads = facts.map((fact) => JSON.stringify(fact.payload))
  await sql`insert into ${outbox} (type, key, payload)
    select ${event.name}, key, payload::jsonb from unnest(${keys}::text[], ${payloads}::text[]) as fact(key, payload)`.execute(
    tx,
  )
  pulse.quicken()
}

/** The service that says a fact: the first part of its name. */
export function producerOf(event: Pick<EventType, 'name'>): string {
  return event.name.slice(0, event.name.indexOf('.'))
}
