import { isAppError } from '@tradewind/kernel'
import type { CallContext, Contract, Service } from '@tradewind/platform/contract'

const ATTEMPTS = 5
const FIRST_PAUSE_MS = 500
const UNAVAILABLE = 503

/**
 * A service asked again, with as much time anew, while it says that it cannot answer now. For loaders, whose calls change
 * nothing when they are repeated: on a slow machine one that takes too long is no reason to give up.
 */
export function patient<C extends Contract>(service: Service<C>): Service<C> {
  const calls = Object.entries<(ctx: CallContext, input: never) => Promise<unknown>>(service)
  return Object.fromEntries(
    calls.map(([name, call]) => [
      name,
      (ctx: CallContext, input: never) => {
        const time = ctx.deadline - Date.now()
        return insist((deadline) => call({ ...ctx, deadline }, input), time)
      },
    ]),
  ) as Service<C>
}

async function insist<T>(attempt: (deadline: number) => Promise<T>, timeMs: number): Promise<T> {
  for (let made = 1; ; made += 1) {
    try {
      return await attempt(Date.now() + timeMs)
    } catch (error) {
      if (made === ATTEMPTS || !isAppError(error) || error.status !== UNAVAILABLE) throw error
      await new Promise((resolve) => setTimeout(resolve, FIRST_PAUSE_MS * 2 ** (made - 1)))
    }
  }
}
