import { connect, type AddressInfo, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { AppError, conflict, unavailable } from '@tradewind/kernel'
import { createLogger } from '../log/index.ts'
import { createMetrics } from '../metrics/index.ts'
import { acceptRawBodies } from './bodies.ts'
import { createHttpServer, type HttpServerOptions } from './server.ts'

const CONFIG = {
  publicUrl: 'https://mall.example',
  production: false,
  trustProxy: false,
  requestsPerMinute: 0,
  sandboxPspUrl: 'http://localhost:4100',
} as const

const lines: string[] = []
const log = createLogger({ level: 'info', pretty: false, write: (line) => lines.push(line) })

const serverWith = (options: Partial<HttpServerOptions> = {}) =>
  createHttpServer({ config: CONFIG, log, metrics: createMetrics(), ...options })

const Line = Type.Object(
  { sku: Type.String({ minLength: 1, maxLength: 5 }), quantity: Type.Integer({ minimum: 1, maximum: 9 }) },
  { additionalProperties: false },
)
const Order = Type.Object(
  {
    lines: Type.Array(Line, { minItems: 1, maxItems: 3 }),
    note: Type.Union([Type.String({ maxLength: 10 }), Type.Null()]),
    email: Type.Optional(Type.String({ format: 'email' })),
  },
  { additionalProperties: false },
)

let app: FastifyInstance
beforeAll(async () => {
  app = await serverWith()
  app.post('/orders', { schema: { body: Order } }, async (request) => request.body)
  app.get(
    '/orders/:id',
    { schema: { querystring: Type.Object({ limit: Type.Integer({ maximum: 100 }) }) } },
    async (request) => request.query,
  )
  app.get('/taken', async () => {
    throw conflict('platform.conflict', {}, { version: 4 })
  })
  app.get('/busy', async () => {
    throw unavailable(7)
  })
  app.get('/defect', async () => {
    throw new Error('select * from secrets')
  })
  app.get('/mistake', async () => {
    throw new AppError(500, 'money.currency-mismatch', { params: { currency: 'EUR', other: 'USD' } })
  })
  app.get('/page', async (_request, reply) => {
    const html = `<!doctype html><script nonce="${reply.cspNonce}"></script>${' '.repeat(2000)}`
    reply.pagePolicy = { 'form-action': ['https://pay.example'] }
    return reply.type('text/html; charset=utf-8').send(html)
  })
  await app.register(async (scope) => {
    acceptRawBodies(scope)
    scope.post('/hooks', async (request) => ({ raw: (request.body as Buffer).toString('hex') }))
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(() => app.close())

const post = (payload: unknown, headers: Record<string, string> = {}) =>
  app.inject({
    method: 'POST',
    url: '/orders',
    headers: { 'content-type': 'application/json', ...headers },
    payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
  })

describe('a refusal', () => {
  it('names every faulty field, with its code and its limit', async () => {
    const answer = await post({
      lines: [
        { sku: 'toolong', quantity: 0 },
        { quantity: '1', price: 1 },
      ],
      note: 'far too long for this',
      email: 'nobody',
    })
    expect(answer.statusCode).toBe(400)
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8')
    const problem = answer.json<{ errors: { path: string }[] }>()
    expect(problem).toMatchObject({ status: 400, code: 'platform.bad-request' })
    expect(problem.errors.toSorted((a, b) => a.path.localeCompare(b.path))).toEqual([
      { path: 'email', code: 'platform.invalid-format' },
      { path: 'lines.0.quantity', code: 'platform.too-small', params: { min: 1 } },
      { path: 'lines.0.sku', code: 'platform.too-long', params: { max: 5 } },
      { path: 'lines.1.price', code: 'platform.unknown-field' },
      { path: 'lines.1.quantity', code: 'platform.invalid-format' },
      { path: 'lines.1.sku', code: 'platform.required' },
      { path: 'note', code: 'platform.too-long', params: { max: 10 } },
    ])
  })

  it('says what is missing even when there is no body at all', async () => {
    const answer = await app.inject({ method: 'POST', url: '/orders' })
    expect(answer.json()).toMatchObject({
      status: 400,
      errors: [
        { path: 'lines', code: 'platform.required' },
        { path: 'note', code: 'platform.required' },
      ],
    })
  })

  it('names the fields, and the objects with names, that hold text no database keeps', async () => {
    const answer = await post(
      '{"lines":[{"sku":"a\\u0000","quantity":1}],"note":"\\ud800","x":{"\\u0000":1}}',
    )
    expect(answer.statusCode).toBe(400)
    expect(answer.json()).toMatchObject({
      errors: [
        { path: 'lines.0.sku', code: 'platform.invalid-format' },
        { path: 'note', code: 'platform.invalid-format' },
        { path: 'x', code: 'platform.invalid-format' },
      ],
    })
  })

  it('takes numbers as text in the query only', async () => {
    expect((await app.inject('/orders/1?limit=5')).json()).toEqual({ limit: 5 })
    for (const limit of ['1.5', '1e3', 'NaN', '500']) {
      const answer = await app.inject(`/orders/1?limit=${limit}`)
      expect([limit, answer.statusCode]).toEqual([limit, 400])
    }
  })

  it('speaks the language of the caller', async () => {
    const german = await app.inject({ url: '/busy', headers: { 'accept-language': 'de-AT,de;q=0.9' } })
    const english = await app.inject({ url: '/busy?locale=en', headers: { 'accept-language': 'de' } })
    expect(german.headers['content-language']).toBe('de')
    expect(english.headers['content-language']).toBe('en')
    expect(german.json<{ title: string }>().title).not.toBe(english.json<{ title: string }>().title)
  })

  it('carries the current state and when to come back', async () => {
    expect((await app.inject('/taken')).json()).toMatchObject({ status: 409, state: { version: 4 } })
    const busy = await app.inject('/busy')
    expect([busy.statusCode, busy.headers['retry-after']]).toEqual([503, '7'])
  })

  it('of our own making tells nothing but a trace, and is logged once', async () => {
    lines.length = 0
    const answer = await app.inject({
      url: '/defect',
      headers: { traceparent: `00-${'ab'.repeat(16)}-${'cd'.repeat(8)}-01` },
    })
    expect(answer.json()).toEqual({
      type: 'urn:tradewind:error:platform.internal',
      title: expect.any(String),
      status: 500,
      code: 'platform.internal',
      traceId: 'ab'.repeat(16),
    })
    expect(answer.body).not.toContain('secrets')
    const logged = lines.filter((line) => line.includes('ab'.repeat(16)))
    expect(logged).toHaveLength(1)
    expect(JSON.parse(logged[0] ?? '')).toMatchObject({
      level: 50,
      err: { message: 'select * from secrets' },
    })

    expect((await app.inject('/mistake')).json()).toMatchObject({ status: 500, code: 'platform.internal' })
  })

  it.each([
    ['an unknown address', { url: '/nowhere' }, 404, 'platform.not-found'],
    [
      'a method the address does not take',
      { method: 'DELETE', url: '/orders/9' },
      405,
      'platform.method-not-allowed',
    ],
    ['a broken address', { url: '/orders/%zz' }, 400, 'platform.bad-request'],
  ] as const)('meets %s', async (_name, request, status, code) => {
    const answer = await app.inject(request)
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([status, code])
  })

  it('says which methods an address takes', async () => {
    expect((await app.inject({ method: 'PUT', url: '/orders/7' })).headers.allow).toBe('GET, HEAD')
  })

  it.each([
    ['broken JSON', '{"lines":', 400, 'platform.bad-request'],
    ['a prototype', '{"lines":[],"__proto__":{"isAdmin":true}}', 400, 'platform.bad-request'],
    ['a constructor', '{"constructor":{"prototype":{"isAdmin":true}}}', 400, 'platform.bad-request'],
    ['an abyss', `${'['.repeat(400_000)}${']'.repeat(400_000)}`, 400, 'platform.bad-request'],
    ['a flood', JSON.stringify({ lines: ['x'.repeat(1024 * 1024)] }), 413, 'platform.too-large'],
  ])('meets %s', async (_name, payload, status, code) => {
    const answer = await post(payload)
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([status, code])
    expect(Object.hasOwn(Object.prototype, 'isAdmin')).toBe(false)
  })

  it('of many thousand faults stays short', async () => {
    const answer = await post({ lines: Array.from({ length: 100_000 }, () => 1), note: null })
    expect(answer.statusCode).toBe(400)
    expect(answer.body.length).toBeLessThan(1000)
  })

  it('meets every content type but JSON', async () => {
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'x/y',
    ]) {
      const answer = await post('{"lines":[]}', { 'content-type': type })
      expect([type, answer.statusCode]).toEqual([type, 415])
    }
  })
})

describe('a body taken raw', () => {
  it('arrives byte for byte, whatever it says it is', async () => {
    for (const type of ['application/json', 'text/plain', 'x/y']) {
      const answer = await app.inject({
        method: 'POST',
        url: '/hooks',
        headers: { 'content-type': type },
        payload: Buffer.from('{ "a":1 }\n'),
      })
      expect(answer.json()).toEqual({ raw: Buffer.from('{ "a":1 }\n').toString('hex') })
    }
  })
})

describe('an answer', () => {
  it('is kept by nobody unless it says so, and guarded by headers', async () => {
    for (const url of ['/orders/1?limit=5', '/defect', '/nowhere']) {
      const { headers } = await app.inject(url)
      expect(headers).toMatchObject({
        'cache-control': 'private, no-store',
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
        'strict-transport-security': 'max-age=63072000; includeSubDomains',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'strict-origin-when-cross-origin',
        'cross-origin-opener-policy': 'same-origin',
      })
      expect(headers['permissions-policy']).toContain('camera=()')
      expect(headers['x-powered-by'] ?? headers.server).toBeUndefined()
    }
  })

  it('that is a page runs only what carries its nonce, a new one each time', async () => {
    const [first, second] = [await app.inject('/page'), await app.inject('/page')]
    const nonceOf = (body: string) => /nonce="([\w-]{22})"/.exec(body)?.[1]
    expect(nonceOf(first.body)).toBeDefined()
    expect(nonceOf(first.body)).not.toBe(nonceOf(second.body))
    const policy = String(first.headers['content-security-policy'])
    expect(policy).toContain(`script-src 'self' 'nonce-${nonceOf(first.body)}'`)
    expect(policy).toContain("form-action 'self' https://pay.example")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe')
  })

  it('of some length travels compressed', async () => {
    const small = await app.inject({ url: '/orders/1?limit=5', headers: { 'accept-encoding': 'br' } })
    const large = await app.inject({ url: '/page', headers: { 'accept-encoding': 'gzip, br' } })
    expect(small.headers['content-encoding']).toBeUndefined()
    expect(large.headers['content-encoding']).toBe('br')
    expect(large.rawPayload.length).toBeLessThan(500)
  })

  it('promises https only where the mall is reached by it', async () => {
    const local = await serverWith({ config: { ...CONFIG, publicUrl: 'http://localhost:4000' } })
    const { headers } = await local.inject('/healthz')
    expect(headers['strict-transport-security']).toBeUndefined()
    await local.close()
  })
})

describe('a slow client', () => {
  const timeouts = { headersMs: 300, requestMs: 700, paceMs: 1_000, longestMs: 20_000, checkEveryMs: 50 }
  const sockets: Socket[] = []
  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.destroy()
  })

  /** Sends one byte every 40 ms after the first text; tells when the server hung up, and what it said. */
  async function trickle(server: FastifyInstance, first: string) {
    const { port } = server.server.address() as AddressInfo
    const socket = connect(port, '127.0.0.1')
    sockets.push(socket)
    let answer = ''
    socket.on('data', (chunk) => (answer += String(chunk)))
    socket.on('error', () => undefined)
    const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
    socket.write(first)
    const started = performance.now()
    const dripping = setInterval(() => socket.writable && socket.write('x'), 40)
    await Promise.race([closed, delay(5_000)])
    clearInterval(dripping)
    return { millis: performance.now() - started, answer }
  }

  it('is cut in its headers and in its body, with an answer', async () => {
    const server = await serverWith({ timeouts })
    server.post('/orders', async (request) => request.body)
    await server.listen({ host: '127.0.0.1', port: 0 })

    const [headers, body] = await Promise.all([
      trickle(server, 'POST /orders HTTP/1.1\r\nHost: a\r\nX-Slow: '),
      trickle(
        server,
        'POST /orders HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{',
      ),
    ])
    expect(headers.millis).toBeGreaterThan(250)
    expect(headers.millis).toBeLessThan(2_000)
    expect(body.millis).toBeGreaterThan(600)
    expect(body.millis).toBeLessThan(3_000)
    for (const { answer } of [headers, body]) {
      expect(answer).toContain('HTTP/1.1 408 Request Timeout')
      expect(answer).toContain('"code":"platform.timeout"')
    }
    await server.close()
  })

  it('is not waited for where its address is broken, which no hook sees', async () => {
    const server = await serverWith({ timeouts })
    await server.listen({ host: '127.0.0.1', port: 0 })
    const { millis, answer } = await trickle(
      server,
      'POST /%zz HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{',
    )
    expect(answer).toContain('HTTP/1.1 400')
    expect(millis).toBeLessThan(3_000)
    await server.close()
  })

  it('is cut after five seconds in its headers and after two minutes in whatever it is', async () => {
    expect([app.server.headersTimeout, app.server.requestTimeout]).toEqual([5_000, 120_000])
  })
})

describe('a broken client', () => {
  const say = (text: string) =>
    new Promise<string>((resolve) => {
      const { port } = app.server.address() as AddressInfo
      let answer = ''
      const socket = connect(port, '127.0.0.1', () => socket.write(text))
      socket.on('data', (chunk) => (answer += String(chunk)))
      socket.on('error', () => undefined)
      socket.on('close', () => resolve(answer))
    })

  it('gets a short refusal and a closed connection', async () => {
    expect(await say('nonsense\r\n\r\n')).toContain('HTTP/1.1 400 Bad Request')
    expect(await say(`GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`)).toContain(
      'HTTP/1.1 431',
    )
    const smuggled =
      'POST /orders HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'
    expect(await say(smuggled)).toContain('HTTP/1.1 400')
  })
})
