import { once } from 'node:events'
import { request, type ClientRequest, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { unauthorized } from '@tradewind/kernel'
import {
  acceptRawBodies,
  createHttpServer,
  readUpload,
  type HttpServerOptions,
} from '@tradewind/platform/http'
import { createLogger } from '@tradewind/platform/log'
import { createMetrics } from '@tradewind/platform/metrics'
import { eventually } from '@tradewind/platform/testing'
import type { FastifyInstance } from 'fastify'
import { afterAll, describe, expect, it } from 'vitest'
import { mountPassages } from './passages.ts'

const FORM = { 'content-type': 'multipart/form-data; boundary=cut' }
const BEGIN = '--cut\r\ncontent-disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n'
const END = '\r\n--cut--\r\n'

const serverWith = (uploads?: HttpServerOptions['uploads']): Promise<FastifyInstance> =>
  createHttpServer({
    config: {
      publicUrl: 'https://mall.example',
      production: false,
      trustProxy: false,
      requestsPerMinute: 0,
      sandboxPspUrl: 'http://localhost:4100',
    },
    log: createLogger({ level: 'silent', pretty: false }),
    metrics: createMetrics(),
    ...(uploads && { uploads }),
  })
const open = async (app: FastifyInstance): Promise<number> => {
  await app.listen({ host: '127.0.0.1', port: 0 })
  return (app.server.address() as AddressInfo).port
}

const service = await serverWith({ most: 2, mostOfOne: 1, leastBytesPerSecond: 0, graceMs: 0 })
service.post('/api/catalog/files', { config: { upload: true } }, async (request) => {
  const account = request.headers['x-account']
  if (account === 'nobody') throw unauthorized()
  const { name, bytes } = await readUpload(request, String(account))
  return { name, size: bytes.length }
})
await service.register(async (scope) => {
  acceptRawBodies(scope)
  scope.post('/api/catalog/hooks', async ({ body }) => ({ raw: (body as Buffer).toString() }))
})
const gateway = await serverWith()
mountPassages(gateway, { targetUrls: { catalog: `http://127.0.0.1:${await open(service)}` } }, new Set())
const port = await open(gateway)
afterAll(() => Promise.all([gateway.close(), service.close()]))

/** An upload of which the end comes when it is written. */
function begin(account: string): { sent: ClientRequest; status: Promise<number | undefined> } {
  const sent = request({
    port,
    method: 'POST',
    path: '/api/catalog/files',
    headers: { ...FORM, 'x-account': account },
  })
  const status = once(sent, 'response').then(([answer]: IncomingMessage[]) => answer?.resume().statusCode)
  // Some are cut off at the end of their story.
  status.catch(() => undefined)
  sent.on('error', () => undefined)
  sent.write(BEGIN)
  return { sent, status }
}
const send = (account: string, size = 3) =>
  fetch(`http://127.0.0.1:${port}/api/catalog/files`, {
    method: 'POST',
    headers: { ...FORM, 'x-account': account },
    body: `${BEGIN}${'x'.repeat(size)}${END}`,
  })

describe('what another process serves', () => {
  it('gets files whole', async () => {
    const answer = await send('usr_ann', 5_000_000)
    expect([answer.status, await answer.json()]).toEqual([200, { name: 'a.jpg', size: 5_000_000 }])
  })

  it('says itself what is too large', async () => {
    expect((await send('usr_ann', 12_000_001)).status).toBe(413)
  })

  it('gets what is signed as it was sent', async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/api/catalog/hooks`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{ "id":  1 }',
    })
    expect(await answer.json()).toEqual({ raw: '{ "id":  1 }' })
  })

  it('turns strangers away before their files have come, and serves others meanwhile', async () => {
    const strangers = Array.from({ length: 20 }, () => begin('nobody'))
    expect(await Promise.all(strangers.map(({ status }) => status))).toEqual(strangers.map(() => 401))
    expect((await send('usr_ann')).status).toBe(200)
    for (const { sent } of strangers) sent.destroy()
  })

  it('hears when who sends goes away', async () => {
    const arrived = once(service.server, 'request')
    const { sent } = begin('usr_ann')
    await arrived
    expect((await send('usr_ann')).status).toBe(429)
    sent.destroy()
    await eventually(async () => expect((await send('usr_ann')).status).toBe(200))
  })
})
