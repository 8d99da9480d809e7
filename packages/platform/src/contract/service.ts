import type { CallContext } from './context.ts'
import type { Contract, InputOf, OutputOf } from './operation.ts'

/** A service as its callers see it: the local object or the remote client, the same types. */
export type Service<C extends Contract> = {
  [K in keyof C]: (ctx: CallContext, input: InputOf<C[K]>) => Promise<OutputOf<C[K]>>
}
