import { once } from 'node:events'
import { request, type ClientRequest, type IncomingMessage } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { afterEach, describe, expect, it } from 'vitest'
import { createLogger } from '../log/index.ts'
import { eventually } from '../testing/eventually.ts'
import { serverWith } from './guards.testing.ts'
import type { UploadLimits } from './upload-places.ts'

const BEGIN = '--cut\r\ncontent-disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n'
const END = 'xyz\r\n--cut--\r\n'
const FEW: UploadLimits = { most: 4, mostOfOne: 2, leastBytesPerSecond: 64_000, graceMs: 60_000 }

let app: FastifyInstance
afterEach(() => app.close())

const lines: string[] = []
const log = createLogger({ level: 'warn', pretty: false, write: (line) => lines.push(line) })

async function open(limits: Partial<UploadLimits> = {}): Promise<number> {
  app = await serverWith({}, undefined, { uploads: { ...FEW, ...limits }, log })
  await app.listen({ host: '127.0.0.1', port: 0 })
  return (app.server.address() as AddressInfo).port
}

async function beginAll(port: number, accounts: readonly string[]): Promise<Sending[]> {
  const begun: Sending[] = []
  for (const account of accounts) begun.push(await begin(port, account))
  return begun
}

interface Sending {
  sent: ClientRequest
  answer: Promise<number | undefined>
}

/** An upload that has arrived, and of which the end comes when it is written. */
async function begin(port: number, account: string): Promise<Sending> {
  const arrived = once(app.server, 'request')
  const sent = request({
    port,
    method: 'POST',
    path: '/photos',
    headers: { 'content-type': 'multipart/form-data; boundary=cut', 'x-account': account },
  })
  const answer = once(sent, 'response').then(([response]: IncomingMessage[]) => response?.resume().statusCode)
  // Some are cut off at the end of their story.
  answer.catch(() => undefined)
  sent.on('error', () => undefined)
  sent.write(BEGIN)
  await arrived
  return { sent, answer }
}

const finish = ({ sent, answer }: Sending) => {
  sent.end(END)
  return answer
}
const send = async (port: number, account: string) => finish(await begin(port, account))

describe('places for uploads', () => {
  it('are not for strangers, however many begin and never end', async () => {
    const port = await open()
    const strangers = await beginAll(
      port,
      Array.from({ length: 20 }, () => 'nobody'),
    )
    expect(await Promise.all(strangers.map(({ answer }) => answer))).toEqual(strangers.map(() => 401))
    expect(await send(port, 'usr_ann')).toBe(200)
    for (const { sent } of strangers) sent.destroy()
  })

  it('are a few for one account, and there again once it has ended', async () => {
    const port = await open()
    const [one, two] = [await begin(port, 'usr_ann'), await begin(port, 'usr_ann')]
    expect(await send(port, 'usr_ann')).toBe(429)
    expect(await send(port, 'usr_bob')).toBe(200)
    expect(await finish(one)).toBe(200)
    expect(await send(port, 'usr_ann')).toBe(200)
    two.sent.destroy()
    await eventually(async () => {
      const both = await beginAll(port, ['usr_ann', 'usr_ann'])
      expect(await Promise.all(both.map(finish))).toEqual([200, 200])
    })
    // Who goes away midway is no fault of ours.
    expect(lines).toEqual([])
  })

  it('are kept by who has just begun: others are told when to come back', async () => {
    const port = await open()
    const held = await beginAll(port, ['usr_a', 'usr_a', 'usr_b', 'usr_b'])
    expect(await send(port, 'usr_ann')).toBe(429)
    expect(await Promise.all(held.map(finish))).toEqual([200, 200, 200, 200])
  })

  it('go from the slowest to who comes when all are taken', async () => {
    const port = await open({ graceMs: 0 })
    const slow = await beginAll(port, ['usr_a', 'usr_a', 'usr_b'])
    const quick = await begin(port, 'usr_b')
    expect(await send(port, 'usr_b')).toBe(429)
    quick.sent.write('x'.repeat(3_000_000))
    expect(await send(port, 'usr_ann')).toBe(200)
    expect(await Promise.any(slow.map(async ({ answer }) => (await answer) ?? 0))).toBe(429)
    expect(await finish(quick)).toBe(200)
    for (const { sent } of slow) sent.destroy()
  })

  it('are kept by those who keep pace', async () => {
    const port = await open({ graceMs: 0, leastBytesPerSecond: 1 })
    const sockets: Socket[] = []
    app.server.on('connection', (socket: Socket) => sockets.push(socket))
    const held = await beginAll(port, ['usr_a', 'usr_a', 'usr_b', 'usr_b'])
    for (const { sent } of held) sent.write('x'.repeat(1_000_000))
    await eventually(() =>
      expect(Math.min(...sockets.map(({ bytesRead }) => bytesRead))).toBeGreaterThan(1e6),
    )
    expect(await send(port, 'usr_ann')).toBe(429)
    expect(await Promise.all(held.map(finish))).toEqual([200, 200, 200, 200])
  })
})
