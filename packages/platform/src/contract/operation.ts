import type { Static, TObject, TSchema } from 'typebox'

/** Who may call an operation. `anonymous` is everybody, guests included; `system` is other services only. */
export type Role = 'anonymous' | 'buyer' | 'merchant' | 'operator' | 'system'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** One operation of a service as data: what HTTP serves, what OpenAPI says and what other services call. */
export interface Operation<I extends TObject = TObject, O extends TSchema = TSchema> {
  method: Method
  /** Below `/api/<service>`; `{name}` is taken from the input's property of that name. */
  path: string
  summary: string
  /** Stable dotted name, such as `cart.create`; paths may change, capabilities do not. */
  capability: string
  role: Role
  /** Permission that a merchant's or operator's staff needs, such as `products.write`. */
  permission?: string
  /** The input property that names the owned object; another's object answers 404. */
  owner?: string
  /** Takes an `Idempotency-Key`: the same key and body give the first answer again for 24 hours. */
  idempotent?: boolean
  /** Needs `If-Match` with the version last read; a stale one answers 412. */
  ifMatch?: boolean
  /** Makes a caller without an account and without a guest key a guest; the answer's `guestToken` is the key. */
  makesGuest?: boolean
  /** Portal cookies: `set` puts the answered session into the cookie, `clear` removes it. */
  session?: 'set' | 'clear'
  /** Tells browsers apart: one that comes without a key of its own gets one, and the context says its hash. */
  knowsBrowser?: boolean
  /** Seconds for which the answer to an anonymous caller may be kept by the response cache. */
  cacheSeconds?: number
  input: I
  output: O
  /** Error codes beside those of the platform that every operation may answer. */
  errors: readonly string[]
}

export type Contract = Record<string, Operation>

/** Declares an operation; unknown input properties are refused, so that nothing can be assigned unseen. */
export function route<I extends TObject, O extends TSchema>(
  operation: Omit<Operation<I, O>, 'errors'> & { errors?: readonly string[] },
): Operation<I, O> {
  return { ...operation, errors: operation.errors ?? [] }
}

export type InputOf<T extends Operation> = Static<T['input']>
export type OutputOf<T extends Operation> = Static<T['output']>
