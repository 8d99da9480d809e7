import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { createLogger } from '../log/index.ts'
import { createMetrics } from '../metrics/index.ts'
import { eventually } from '../testing/eventually.ts'
import { closeGracefully, type ReadyCheck } from './health.ts'
import { listenOn } from './listen.ts'
import { createHttpServer, type HttpServerOptions } from './server.ts'

const CONFIG = {
  publicUrl: 'http://localhost:4000',
  production: false,
  trustProxy: false,
  requestsPerMinute: 0,
  sandboxPspUrl: 'http://localhost:4100',
} as const

const log = createLogger({ level: 'silent', pretty: false })
const serverWith = (ready: readonly ReadyCheck[] = [], config: Partial<HttpServerOptions['config']> = {}) =>
  createHttpServer({ config: { ...CONFIG, ...config }, log, metrics: createMetrics(), ready })

const works = async () => undefined
const fails = async () => {
  throw new Error('postgres://mall:hunter2@db is down')
}

describe('readiness', () => {
  it('names the state of each dependency, and hangs on those that are needed', async () => {
    const app = await serverWith([
      { name: 'database', check: works },
      { name: 'provider', check: fails, optional: true },
    ])
    const answer = await app.inject('/readyz')
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toEqual({
      status: 'ready',
      checks: {
        database: { ok: true, millis: expect.any(Number) },
        provider: { ok: false, millis: expect.any(Number) },
      },
    })
    await app.close()
  })

  it('is refused with 503 while the database is down or does not answer, without saying why', async () => {
    const hanging: ReadyCheck = { name: 'hanging', check: () => new Promise(() => undefined) }
    const app = await serverWith([{ name: 'database', check: fails }, hanging])
    const answer = await app.inject('/readyz')
    expect(answer.statusCode).toBe(503)
    expect(answer.json()).toMatchObject({ status: 'not-ready', checks: { hanging: { ok: false } } })
    expect(answer.body).not.toContain('hunter2')
    expect((await app.inject('/healthz')).json()).toEqual({ status: 'ok' })
    await app.close()
  })
})

describe('a graceful end', () => {
  it('lets running requests finish, says 503 meanwhile and refuses new ones', async () => {
    const app = await serverWith()
    const arrived = Promise.withResolvers<void>()
    const held = Promise.withResolvers<string>()
    app.get('/long', () => {
      arrived.resolve()
      return held.promise
    })
    const port = await listenOn(app, { hosts: ['127.0.0.1'], port: 0 })
    const long = fetch(`http://127.0.0.1:${port}/long`)
    await arrived.promise

    const closing = closeGracefully(app, { drainSeconds: 0.3 })
    const readiness = await fetch(`http://127.0.0.1:${port}/readyz`)
    expect(readiness.status).toBe(503)
    expect(readiness.headers.get('connection')).toBe('close')
    expect(await readiness.json()).toMatchObject({ status: 'stopping' })
    await eventually(() => expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow())
    held.resolve('done')
    expect(await (await long).text()).toBe('done')
    await closing
  })

  it.each(['127.0.0.1', '127.0.0.2'])(
    'does not wait for ever for a request that hangs at %s',
    async (host) => {
      const app = await serverWith()
      const arrived = Promise.withResolvers<void>()
      app.get('/hangs', () => {
        arrived.resolve()
        return new Promise(() => undefined)
      })
      const port = await listenOn(app, { hosts: ['127.0.0.1', '127.0.0.2'], port: 0 })
      const hanging = fetch(`http://${host}:${port}/hangs`).then(
        () => 'answered',
        () => 'cut off',
      )
      await arrived.promise
      const started = performance.now()
      await closeGracefully(app, { graceSeconds: 0.2 })
      expect(performance.now() - started).toBeLessThan(5_000)
      expect(await hanging).toBe('cut off')
    },
  )
})

describe('listening', () => {
  it('answers on every address at one port, and on none after the end', async () => {
    const app = await serverWith()
    const port = await listenOn(app, { hosts: ['127.0.0.1', '127.0.0.2'], port: 0 })
    for (const host of ['127.0.0.1', '127.0.0.2']) {
      expect((await fetch(`http://${host}:${port}/healthz`)).status).toBe(200)
    }
    await closeGracefully(app)
    for (const host of ['127.0.0.1', '127.0.0.2']) {
      await expect(fetch(`http://${host}:${port}/healthz`)).rejects.toThrow()
    }
  })

  it('takes the next port when one is taken, and leaves out addresses that this machine lacks', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as AddressInfo
    const app = await serverWith()
    expect(await listenOn(app, { hosts: ['127.0.0.1', '192.0.2.1'], port })).toBeGreaterThan(port)
    await closeGracefully(app)
    await new Promise((resolve) => other.close(resolve))
  })
})

describe('figures', () => {
  const asks = async (
    config: Partial<HttpServerOptions['config']>,
    options: { remoteAddress?: string; headers?: Record<string, string> } = {},
  ) => {
    const app = await serverWith([], config)
    await app.inject('/healthz')
    const answer = await app.inject({ url: '/metrics', ...options })
    await app.close()
    return answer
  }

  it('count requests by operation and status, and tell of the event loop', async () => {
    const { body } = await asks({})
    expect(body).toMatch(
      /tradewind_http_request_seconds_count\{operation="\/healthz",method="GET",status="200"\} 1/,
    )
    expect(body).toContain('nodejs_eventloop_lag_seconds')
  })

  it('are for this machine, or for whoever has the token; in production for the token alone', async () => {
    const token = 'a token of some length'
    const status = async (...args: Parameters<typeof asks>) => (await asks(...args)).statusCode
    expect(await status({}, { remoteAddress: '192.0.2.1' })).toBe(404)
    expect(await status({}, { headers: { 'x-forwarded-for': '127.0.0.1' } })).toBe(404)
    expect(await status({ production: true })).toBe(404)
    expect(await status({ metricsToken: token })).toBe(404)
    const right = { remoteAddress: '192.0.2.1', headers: { authorization: `Bearer ${token}` } }
    expect(await status({ metricsToken: token, production: true }, right)).toBe(200)
    expect(await status({ metricsToken: token }, { headers: { authorization: 'Bearer wrong' } })).toBe(404)
  })
})
