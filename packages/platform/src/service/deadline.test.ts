import { once } from 'node:events'
import { expect, it, vi } from 'vitest'
import { withDeadline } from './deadline.ts'

const late = () => new Error('too late')
const never = () => new Promise<never>(() => undefined)

it('answers what the work answers, and leaves no timer behind', async () => {
  vi.useFakeTimers()
  try {
    expect(await withDeadline(1_000, async () => 'done', late)).toBe('done')
    expect(vi.getTimerCount()).toBe(0)
  } finally {
    vi.useRealTimers()
  }
})

it('fails as the work fails, whose signal is then left alone', async () => {
  let given: AbortSignal | undefined
  const failing = withDeadline(
    1_000,
    async (signal) => {
      given = signal
      throw new Error('refused')
    },
    late,
  )
  await expect(failing).rejects.toThrow('refused')
  expect(given?.aborted).toBe(false)
})

it('is late for work that never ends, and tells it so', async () => {
  const told: unknown[] = []
  const waiting = withDeadline(
    10,
    async (signal) => {
      await once(signal, 'abort')
      told.push(signal.reason)
      return never()
    },
    late,
  )
  await expect(waiting).rejects.toThrow('too late')
  expect(told).toMatchObject([{ message: 'too late' }])
})

it('ends with the deadline it runs within, passed already or not', async () => {
  const outer = new AbortController()
  const waiting = withDeadline(60_000, never, late, outer.signal)
  outer.abort()
  await expect(waiting).rejects.toThrow('too late')
  await expect(withDeadline(60_000, never, late, outer.signal)).rejects.toThrow('too late')
})
