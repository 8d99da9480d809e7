import { notFound, unavailable } from '@tradewind/kernel'
import type { Contract, Service } from '@tradewind/platform/contract'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { seedsContext } from './contracts.ts'
import { patient } from './patient.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

/** A service that fails so often before it answers, and what it was asked. */
function failing(times: number, error: Error) {
  const deadlines: number[] = []
  const load = async (ctx: { deadline: number }) => {
    deadlines.push(ctx.deadline - Date.now())
    if (deadlines.length <= times) throw error
    return 'loaded'
  }
  const service = patient({ load } as unknown as Service<Contract>) as unknown as { load: typeof load }
  return { load: service.load, deadlines }
}

it('asks a service again that cannot answer now, with as much time as before', async () => {
  const { load, deadlines } = failing(2, unavailable(1))
  const loading = load(seedsContext())
  await vi.runAllTimersAsync()
  expect(await loading).toBe('loaded')
  expect(deadlines).toEqual([60_000, 60_000, 60_000])
})

it('gives up in the end, and at once where asking again would not help', async () => {
  const never = failing(100, unavailable(1))
  const refusal = never.load(seedsContext()).catch((error: unknown) => error)
  await vi.runAllTimersAsync()
  expect(await refusal).toMatchObject({ status: 503 })
  expect(never.deadlines).toHaveLength(5)

  const missing = failing(1, notFound())
  await expect(missing.load(seedsContext())).rejects.toMatchObject({ status: 404 })
  expect(missing.deadlines).toHaveLength(1)
})
