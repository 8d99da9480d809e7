import { AppError } from '@tradewind/kernel'
import type { CallContext, Contract, Service } from '../contract/index.ts'
import { within } from '../events/index.ts'
import { misfitsOf, type Misfit } from './validate.ts'

/**
 * The local service as other services call it. With `strict`, as under test, calls also pass through JSON and are
 * checked both ways, so that nobody relies on shared objects or undeclared fields, and a consumer that calls out of its
 * open transaction fails.
 */
export function localService<C extends Contract>(
  name: string,
  contract: C,
  operations: Service<C>,
  strict: boolean,
): Service<C> {
  if (!strict) return operations
  const calls = Object.entries(contract).map(([key, operation]) => [
    key,
    async (ctx: CallContext, input: unknown) => {
      const consumer = within()
      if (consumer !== undefined)
        throw new Error(`${consumer} calls ${name}.${key} while its transaction is open`)
      const sent = throughJson(input)
      assertDeclared(`${name}.${key} input`, misfitsOf(operation.input, sent))
      const run = operations[key] as (ctx: CallContext, input: unknown) => Promise<unknown>
      const answer = throughJson(await run(structuredClone(ctx), sent))
      assertDeclared(`${name}.${key} output`, misfitsOf(operation.output, answer))
      return answer
    },
  ])
  return Object.fromEntries(calls) as Service<C>
}

function assertDeclared(what: string, misfits: readonly Misfit[]): void {
  if (misfits.length === 0) return
  const list = misfits.map(({ path, keyword }) => `${path || '(whole)'} ${keyword}`).join(', ')
  throw new Error(`${what} is not as its contract says: ${list}`)
}

const throughJson = (value: unknown): unknown =>
  value === undefined ? undefined : JSON.parse(JSON.stringify(value))

/** An AppError from what another process answered; anything else is 503. */
export function errorFrom(
  status: number,
  problem: { code?: string; params?: never; errors?: never; state?: unknown },
): AppError {
  return new AppError(status, problem.code ?? 'platform.unavailable', {
    params: problem.params,
    fields: problem.errors,
    state: problem.state,
  })
}
