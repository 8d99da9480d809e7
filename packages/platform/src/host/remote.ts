import { unavailable } from '@tradewind/kernel'
import {
  ConsecutiveBreaker,
  ExponentialBackoff,
  bulkhead,
  circuitBreaker,
  handleWhen,
  retry,
  wrap,
  BrokenCircuitError,
  BulkheadRejectedError,
} from 'cockatiel'
import type { CallContext, Contract, Operation, Service } from '../contract/index.ts'
import { withDeadline } from '../service/index.ts'
import { errorFrom } from './local.ts'

export const INTERNAL_KEY_HEADER = 'x-internal-key'

class Unreachable extends Error {}

/** The client of a service that runs in another process: deadline, retry where repeating is harmless, circuit breaker, bulkhead. */
export function remoteService<C extends Contract>(
  name: string,
  contract: C,
  baseUrl: string,
  key: string,
): Service<C> {
  const faults = handleWhen((error) => error instanceof Unreachable)
  const shield = wrap(
    bulkhead(64, 256),
    circuitBreaker(faults, { halfOpenAfter: 1_000, breaker: new ConsecutiveBreaker(8) }),
  )
  const again = retry(faults, {
    maxAttempts: 2,
    backoff: new ExponentialBackoff({ initialDelay: 30, maxDelay: 300 }),
  })

  const calls = Object.entries(contract).map(([operationName, operation]) => {
    const url = `${baseUrl}/internal/${name}/${operationName}`
    const send = (ctx: CallContext, input: unknown) => shield.execute(() => post(url, key, ctx, input))
    return [
      operationName,
      async (ctx: CallContext, input: unknown) => {
        try {
          return await (isHarmless(operation) ? again.execute(() => send(ctx, input)) : send(ctx, input))
        } catch (error) {
          if (
            error instanceof Unreachable ||
            error instanceof BrokenCircuitError ||
            error instanceof BulkheadRejectedError
          )
            throw unavailable(2)
          throw error
        }
      },
    ]
  })
  return Object.fromEntries(calls) as Service<C>
}

/** Reads, and what is told apart by a key of its own; internal writes are idempotent by contract. */
const isHarmless = (operation: Operation) => operation.method === 'GET' || operation.role === 'system'

async function reach(url: string, request: RequestInit): Promise<{ response: Response; text: string }> {
  try {
    const response = await fetch(url, request)
    return { response, text: await response.text() }
  } catch (error) {
    throw new Unreachable(url, { cause: error })
  }
}

async function post(url: string, key: string, ctx: CallContext, input: unknown): Promise<unknown> {
  const left = ctx.deadline - Date.now()
  if (left <= 0) throw unavailable(1, 'platform.timeout')
  const request: RequestInit = {
    method: 'POST',
    headers: { 'content-type': 'application/json', [INTERNAL_KEY_HEADER]: key },
    body: JSON.stringify({ ctx, input }),
  }
  const { response, text } = await withDeadline(
    left,
    (signal) => reach(url, { ...request, signal }),
    () => new Unreachable(url),
  )
  if (response.status === 204 || text === '') return undefined
  const body: unknown = JSON.parse(text)
  if (response.ok) return body
  if (response.status === 502 || response.status === 504) throw new Unreachable(url)
  throw errorFrom(response.status, body as Parameters<typeof errorFrom>[1])
}
