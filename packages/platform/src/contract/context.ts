import { forbidden, type Locale } from '@tradewind/kernel'

/** Who acts. A guest is anonymous with an unguessable key of the browser's own, which owns carts and orders. */
export type Actor =
  | { kind: 'anonymous'; guestId?: string }
  | { kind: 'buyer'; userId: string; sessionId: string }
  | { kind: 'merchant'; userId: string; sessionId: string; storeId: string; permissions: readonly string[] }
  | { kind: 'operator'; userId: string; sessionId: string; permissions: readonly string[] }
  | { kind: 'system'; service: string }

/** What travels with every call, local or remote. */
export interface CallContext {
  actor: Actor
  /** The browser's guest key, also after a log-in, so that what the guest had can be taken along. */
  guestId?: string
  /** Language of the answer. */
  locale: Locale
  /** Market code such as `DE`; the ship-to country follows it unless the input says otherwise. */
  market?: string
  /** Currency the caller wishes to see, ISO 4217; the market's own when absent. */
  currency?: string
  traceId: string
  /** Epoch milliseconds after which the answer is of no use. */
  deadline: number
  idempotencyKey?: string
  /** Version from `If-Match`. */
  ifMatch?: number
  /** Caller's address, for rate limits; never stored beside a person. */
  ip?: string
  /** What the caller's program says it is, at most 300 characters. */
  userAgent?: string
  /** Hash of the browser's own key, where the operation tells browsers apart. */
  browserId?: string
}

/** The key under which a buyer's or guest's things are owned: `usr_…` or `gst_…`; undefined when unknown. */
export function ownerKey(actor: Actor): string | undefined {
  if (actor.kind === 'anonymous') return actor.guestId
  if (actor.kind === 'system') return undefined
  return actor.userId
}

/**
 * Every key under which the caller's things may be owned: the person's own, then that of the browser they came with as
 * a guest; each once, none when unknown.
 */
export const ownersOf = ({ actor, guestId }: Pick<CallContext, 'actor' | 'guestId'>): string[] => [
  ...new Set([ownerKey(actor), guestId].filter((owner) => owner !== undefined)),
]

/** The store that a merchant's staff acts for; throws 403 for anyone else. */
export function storeOf(actor: Actor): string {
  if (actor.kind !== 'merchant') throw forbidden()
  return actor.storeId
}

/** The context in which a service acts on its own account, such as in a job or for a fact. */
export function systemContext(service: string, over: Partial<CallContext> = {}): CallContext {
  return {
    actor: { kind: 'system', service },
    locale: 'en',
    traceId: crypto.randomUUID(),
    deadline: Date.now() + 10_000,
    ...over,
  }
}
