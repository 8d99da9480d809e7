import { request as ask, type ClientRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isAppError, unauthorized } from '@tradewind/kernel'
import { createLogger } from '../log/index.ts'
import { eventually } from '../testing/eventually.ts'
import { createMetrics } from '../metrics/index.ts'
import { createRateLimiter } from './rate-limiter.ts'
import { limitByAccount, limitByAddress } from './rate-limits.ts'
import { clientAddress, requestContext } from './request-context.ts'
import { createHttpServer, type HttpServerOptions } from './server.ts'
import { MOST_UPLOADS, readUpload } from './upload.ts'

const CONFIG = {
  publicUrl: 'https://mall.example',
  production: false,
  trustProxy: false,
  requestsPerMinute: 0,
  sandboxPspUrl: 'http://localhost:4100',
} as const

async function serverWith(config: Partial<HttpServerOptions['config']> = {}): Promise<FastifyInstance> {
  const log = createLogger({ level: 'silent', pretty: false })
  const app = await createHttpServer({ config: { ...CONFIG, ...config }, log, metrics: createMetrics() })
  app.post('/orders', async () => ({ ok: true }))
  app.post('/elsewhere', { config: { cookieless: true } }, async () => ({ ok: true }))
  app.get('/address', async (request) => clientAddress(request))
  app.get('/context', async (request) => requestContext(request))
  app.post('/photos', { config: { upload: true } }, async (request) => {
    const { bytes, ...rest } = await readUpload(request)
    return { ...rest, size: bytes.length }
  })
  app.post('/login', async (request) => {
    limitByAddress(request, 'account.login')
    const { password } = request.body as { password: string }
    if (password !== 'right') throw unauthorized()
    return { ok: true }
  })
  app.post('/reset', async (request) => {
    limitByAddress(request, 'account.reset.request')
    return { ok: true }
  })
  app.post('/register', async (request) => {
    limitByAddress(request, 'account.register')
    return { ok: true }
  })
  app.get('/mine', async (request) => {
    limitByAccount(request, String(request.headers['x-account']))
    return { ok: true }
  })
  return app
}

let app: FastifyInstance
beforeAll(async () => {
  app = await serverWith()
})
afterAll(() => app.close())

describe('a request that a cookie speaks for', () => {
  const send = (headers: Record<string, string>, payload: string | undefined = '{}') =>
    app.inject({
      method: 'POST',
      url: '/orders',
      headers: { cookie: 'tw-mall=x', 'content-type': 'application/json', host: 'mall.example', ...headers },
      payload,
    })

  it.each([
    ['our own page', { origin: 'https://mall.example' }],
    [
      'our own page, by the address it was reached at',
      { origin: 'http://127.0.0.1:4000', host: '127.0.0.1:4000' },
    ],
    ['our own page, as the browser says', { 'sec-fetch-site': 'same-origin' }],
    [
      'a program with a token, to which cookies mean nothing',
      { authorization: 'Bearer x', origin: 'https://evil.example' },
    ],
  ])('is heard from %s', async (_name, headers) => {
    expect((await send(headers)).statusCode).toBe(200)
  })

  it.each([
    ['another site', { origin: 'https://evil.example' }],
    ['a site that looks like ours', { origin: 'https://mall.example.evil.example' }],
    ['a page without an origin', { origin: 'null' }],
    ['nowhere', {}],
    ['a sister site', { origin: 'https://mall.example', 'sec-fetch-site': 'same-site' }],
    ['another site, as the browser says', { 'sec-fetch-site': 'cross-site' }],
    ['a link or bookmark', { 'sec-fetch-site': 'none' }],
  ])('is refused from %s', async (_name, headers) => {
    const answer = await send(headers)
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([403, 'platform.cross-site'])
  })

  it('may carry no body, but none that a form could send', async () => {
    const origin = { origin: 'https://mall.example' }
    const empty = await app.inject({ method: 'POST', url: '/orders', headers: { cookie: 'a=b', ...origin } })
    expect(empty.statusCode).toBe(200)
    const form = await send({ ...origin, 'content-type': 'text/plain' })
    expect([403, 415]).toContain(form.statusCode)
  })

  it('is heard from anywhere by what hears no cookies', async () => {
    const headers = { cookie: 'a=b', origin: 'null', 'sec-fetch-site': 'cross-site' }
    const answer = await app.inject({ method: 'POST', url: '/elsewhere', headers })
    expect(answer.statusCode).toBe(200)
  })

  it('may always read', async () => {
    const answer = await app.inject({
      url: '/address',
      headers: { cookie: 'a=b', origin: 'https://evil.example' },
    })
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['access-control-allow-origin']).toBeUndefined()
  })
})

describe('an upload', () => {
  const form = (parts: readonly string[]): Pick<InjectOptions, 'headers' | 'payload'> => ({
    headers: { 'content-type': 'multipart/form-data; boundary=cut' },
    payload: `${parts.map((part) => `--cut\r\ncontent-disposition: form-data; ${part}\r\n`).join('')}--cut--\r\n`,
  })
  const photo = (bytes: string) => `name="file"; filename="a.jpg"\r\ncontent-type: image/jpeg\r\n\r\n${bytes}`
  const send = (parts: readonly string[], headers = {}) => {
    const { headers: type, payload } = form(parts)
    return app.inject({ method: 'POST', url: '/photos', headers: { ...type, ...headers }, payload })
  }

  it('is one file, with fields before or behind it', async () => {
    const answer = await send(['name="purpose"\r\n\r\nproduct', photo('xyz'), 'name="alt"\r\n\r\nA cup'])
    expect(answer.json()).toEqual({
      name: 'a.jpg',
      contentType: 'image/jpeg',
      size: 3,
      fields: { purpose: 'product', alt: 'A cup' },
    })
  })

  it('is refused when it is too large, missing, no form, or from elsewhere', async () => {
    const codeOf = async (answer: ReturnType<typeof send>) => (await answer).json<{ code: string }>().code
    expect(await codeOf(send([photo('x'.repeat(12_000_001))]))).toBe('storage.too-large')
    expect(await codeOf(send(['name="alt"\r\n\r\nA cup']))).toBe('platform.bad-request')
    expect(await codeOf(send([photo('x'), photo('y')]))).toMatch(/^platform\./)
    expect(await codeOf(app.inject({ method: 'POST', url: '/photos', payload: { a: 1 } }))).toBe(
      'platform.unsupported-type',
    )
    expect(await codeOf(send([photo('x')], { cookie: 'a=b', origin: 'https://evil.example' }))).toBe(
      'platform.cross-site',
    )
  })

  it('is refused at the field whose text no database keeps', async () => {
    const pathsOf = async (parts: readonly string[]) => {
      const { errors } = (await send(parts)).json<{ errors: { path: string }[] }>()
      return errors.map(({ path }) => path)
    }
    expect(await pathsOf([photo('x'), 'name="alt"\r\n\r\nA\0cup'])).toEqual(['alt'])
    const encoded = `name="file"; filename*=UTF-8''a%00.jpg\r\ncontent-type: image/jpeg\r\n\r\nx`
    expect(await pathsOf([encoded])).toEqual(['file'])
  })

  it('waits its turn where many are under way, so that they cannot take all memory', async () => {
    const server = await serverWith()
    await server.listen({ host: '127.0.0.1', port: 0 })
    const { port } = server.server.address() as AddressInfo
    const whole = form([photo('xyz')])
    /** An upload of which the end does not come. */
    const begin = (): ClientRequest => {
      const upload = ask({
        port,
        method: 'POST',
        path: '/photos',
        headers: { ...whole.headers, 'content-length': '500' },
      })
      // It is cut off at the end of the story.
      upload.on('error', () => undefined)
      upload.write('--cut\r\n')
      return upload
    }
    const sent = () =>
      fetch(`http://127.0.0.1:${port}/photos`, {
        method: 'POST',
        headers: { 'content-type': 'multipart/form-data; boundary=cut' },
        body: String(whole.payload),
      })
    const begun = Array.from({ length: MOST_UPLOADS }, begin)
    const refused = await eventually(async () => {
      const answer = await sent()
      expect(answer.status).toBe(429)
      return answer
    })
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    for (const upload of begun) upload.destroy()
    await eventually(async () => expect((await sent()).status).toBe(200))
    await server.close()
  })

  it('cannot plant a prototype', async () => {
    await send(['name="__proto__"\r\n\r\n{"isAdmin":true}', photo('x')])
    expect(Object.hasOwn(Object.prototype, 'isAdmin')).toBe(false)
  })
})

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
        const limiter = createRateLimiter({ nowMs: () => nowMs })
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
    const limiter = createRateLimiter({ nowMs: () => nowMs })
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

describe('the address of a caller', () => {
  const addressAt = async (trustProxy: HttpServerOptions['config']['trustProxy'], forwarded: string) => {
    const server = await serverWith({ trustProxy })
    const { body } = await server.inject({
      url: '/address',
      remoteAddress: '10.0.0.1',
      headers: { 'x-forwarded-for': forwarded },
    })
    await server.close()
    return body
  }

  it('is believed from configured proxies only', async () => {
    expect(await addressAt(false, '198.51.100.7')).toBe('10.0.0.1')
    expect(await addressAt(1, '203.0.113.9, 198.51.100.7')).toBe('198.51.100.7')
    expect(await addressAt(2, '203.0.113.9, 198.51.100.7')).toBe('203.0.113.9')
    expect(await addressAt(['10.0.0.0/8'], '203.0.113.9, 198.51.100.7')).toBe('198.51.100.7')
    expect(await addressAt(['192.168.0.0/16'], '198.51.100.7')).toBe('10.0.0.1')
  })

  it('of IPv6 is its network, since one caller has all of it', async () => {
    const of = async (remoteAddress: string) => (await app.inject({ url: '/address', remoteAddress })).body
    expect(await of('2001:db8:1:2:aaaa::1')).toBe('2001:db8:1:2::/64')
    expect(await of('2001:db8:1:2::ffff')).toBe('2001:db8:1:2::/64')
    expect(await of('2001:db8::1')).toBe('2001:db8:0:0::/64')
    expect(await of('::1')).toBe('0:0:0:0::/64')
    expect(await of('::ffff:192.0.2.5')).toBe('192.0.2.5')
  })
})

describe('the context of a request', () => {
  const contextOf = (url: string, headers = {}) => app.inject({ url, headers })

  it('is what the request says of itself', async () => {
    const answer = await contextOf('/context?locale=ar&market=DE&currency=EUR', {
      'idempotency-key': 'order-1',
      'if-match': 'W/"7"',
    })
    expect(answer.json()).toMatchObject({
      locale: 'ar',
      market: 'DE',
      currency: 'EUR',
      idempotencyKey: 'order-1',
      ifMatch: 7,
      ip: '127.0.0.1',
      traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
    })
  })

  it('leaves out what is none of ours', async () => {
    const answer = await contextOf('/context?locale=tlh&market=de!&currency=XXX&market=FR', {
      'accept-language': 'zh-Hant-HK',
    })
    const context = answer.json<Record<string, unknown>>()
    expect([context['locale'], context['market'], context['currency']]).toEqual([
      'zh-TW',
      undefined,
      undefined,
    ])
  })

  it('refuses keys and versions that are malformed', async () => {
    for (const headers of [
      { 'idempotency-key': 'a b' },
      { 'idempotency-key': 'x'.repeat(201) },
      { 'if-match': '*x' },
    ]) {
      const answer = await contextOf('/context', headers)
      expect(answer.json()).toMatchObject({ status: 400, errors: [{ code: 'platform.invalid-format' }] })
    }
  })
})
