import type { Static, TSchema } from 'typebox'

/** A fact: something that happened, past tense, versioned; its name begins with the service that says it. */
export interface EventType<S extends TSchema = TSchema> {
  name: `${string}.${string}.v${number}`
  schema: S
}

/** Declares a fact, such as `event('catalog.product-published.v1', Type.Object({ productId }))`. */
export function event<S extends TSchema>(name: EventType['name'], schema: S): EventType<S> {
  return { name, schema }
}

export type PayloadOf<E extends EventType> = Static<E['schema']>

/** A fact as a consumer receives it: at least once, in order per key. */
export interface Fact<E extends EventType = EventType> {
  id: string
  type: E['name']
  key: string
  payload: PayloadOf<E>
  occurredAt: string
}
