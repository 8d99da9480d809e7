import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serverWith } from './guards.testing.ts'

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
