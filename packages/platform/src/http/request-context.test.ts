import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serverWith } from './guards.testing.ts'
import type { HttpServerOptions } from './server.ts'

let app: FastifyInstance
beforeAll(async () => {
  app = await serverWith()
})
afterAll(() => app.close())

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
