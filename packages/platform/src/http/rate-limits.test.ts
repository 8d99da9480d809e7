import fc from 'fast-check'
import type { FastifyInstance } from 'fastify'
import { describe, expect, it } from 'vitest'
import { isAppError } from '@tradewind/kernel'
import { serverWith } from './guards.testing.ts'
import { createRateLimiter } from './rate-limiter.ts'

describe('a token bucket', () => {
  it('never lets through more than its burst and what has flowed in since', () => {
    const requests = fc.array(fc.integer({ min: 0, max: 5_000 }), { minLength: 1, maxLength: 200 })
    const limit = fc.record({
      burst: fc.integer({ min: 1, max: 20 }),
      perMinute: fc.integer({ min: 1, max: 600 }),
    })
    fc.assert(
      fc.property(requests, limit, (pauses, { burst, perMinute }) => {
        let nowMs = 0
        const limiter = createRateLimiter({ maxKeys: 10, nowMs: () => nowMs })
        let passed = 0
        for (const pause of pauses) {
          nowMs += pause
          try {
            limiter.take('a', { burst, perMinute })
            passed += 1
          } catch (refusal) {
            if (!isAppError(refusal) || refusal.status !== 429) throw refusal
          }
        }
        expect(passed).toBeLessThanOrEqual(burst + (nowMs / 60_000) * perMinute + 1e-6)
        expect(passed).toBeGreaterThanOrEqual(Math.min(burst, pauses.length))
      }),
    )
  })

  it('opens again after the seconds it names', () => {
    let nowMs = 0
    const limiter = createRateLimiter({ maxKeys: 10, nowMs: () => nowMs })
    const limit = { burst: 1, perMinute: 6 }
    limiter.take('a', limit)
    expect(() => limiter.take('a', limit)).toThrow(
      expect.objectContaining({ params: { retryAfterSeconds: 10 } }),
    )
    limiter.take('b', limit)
    nowMs = 10_000
    limiter.take('a', limit)
  })
})

describe('limits', () => {
  const login = (server: FastifyInstance, email: string, password: string, remoteAddress = '192.0.2.1') =>
    server.inject({ method: 'POST', url: '/login', payload: { email, password }, remoteAddress })

  it('stop guessing at one account from many addresses, and say when to come back', async () => {
    const server = await serverWith()
    const answers = []
    for (let index = 0; index < 15; index += 1) {
      answers.push(
        await login(
          server,
          index % 2 ? 'Lea@mall.example ' : 'lea@mall.example',
          'wrong',
          `192.0.2.${index}`,
        ),
      )
    }
    expect(answers.map((answer) => answer.statusCode)).toEqual([
      ...Array.from({ length: 10 }, () => 401),
      ...Array.from({ length: 5 }, () => 429),
    ])
    expect(Number(answers.at(-1)?.headers['retry-after'])).toBeGreaterThan(0)
    expect(answers.at(-1)?.json()).toMatchObject({ code: 'platform.too-many' })
    expect((await login(server, 'max@mall.example', 'right')).statusCode).toBe(200)
    await server.close()
  })

  it('stop guessing at many accounts from one address, whatever it claims to be forwarded for', async () => {
    const server = await serverWith()
    const statuses = []
    for (let index = 0; index < 20; index += 1) {
      const answer = await server.inject({
        method: 'POST',
        url: '/login',
        payload: { email: `${index}@mall.example`, password: 'wrong' },
        headers: { 'x-forwarded-for': `198.51.100.${index}` },
        remoteAddress: '192.0.2.1',
      })
      statuses.push(answer.statusCode)
    }
    expect(statuses.filter((status) => status === 401)).toHaveLength(15)
    expect(statuses.at(-1)).toBe(429)
    await server.close()
  })

  it('do not count log-ins that succeed', async () => {
    const server = await serverWith()
    for (let index = 0; index < 60; index += 1) {
      expect((await login(server, 'lea@mall.example', 'right')).statusCode).toBe(200)
    }
    await server.close()
  })

  it('count every request for a reset, successful or not', async () => {
    const server = await serverWith()
    const statuses = []
    for (let index = 0; index < 4; index += 1) {
      const answer = await server.inject({
        method: 'POST',
        url: '/reset',
        payload: { email: 'a@mall.example' },
      })
      statuses.push(answer.statusCode)
    }
    expect(statuses).toEqual([200, 200, 200, 429])
    await server.close()
  })

  it('slow the making of accounts only where requests are limited at all', async () => {
    for (const [requestsPerMinute, last] of [
      [0, 200],
      [10_000, 429],
    ] as const) {
      const server = await serverWith({ requestsPerMinute })
      const statuses = []
      for (let index = 0; index < 31; index += 1) {
        const payload = { email: `${index}@mall.example` }
        statuses.push((await server.inject({ method: 'POST', url: '/register', payload })).statusCode)
      }
      expect(statuses.at(-1)).toBe(last)
      await server.close()
    }
  })

  it('hold for addresses and for accounts when configured, but not for health', async () => {
    const server = await serverWith({ requestsPerMinute: 10 })
    const ask = async (url: string, remoteAddress: string, account = 'usr_1') =>
      (await server.inject({ url, remoteAddress, headers: { 'x-account': account } })).statusCode
    const times = async (count: number, make: (index: number) => Promise<number>) =>
      Promise.all(Array.from({ length: count }, (_, index) => make(index)))
    expect(await times(6, () => ask('/address', '192.0.2.1'))).toEqual([200, 200, 200, 200, 200, 429])
    expect(await ask('/address', '192.0.2.2')).toBe(200)
    expect(await times(6, (index) => ask('/mine', `192.0.2.${10 + index}`))).toContain(429)
    expect(new Set(await times(20, () => ask('/healthz', '192.0.2.1')))).toEqual(new Set([200]))
    await server.close()
  })
})
