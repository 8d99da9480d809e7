import { once } from 'node:events'
import { request, type ClientRequest, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, describe, expect, it } from 'vitest'
import { serverWith } from './guards.testing.ts'

const REQUEST_MS = 500
const app = await serverWith({}, undefined, {
  timeouts: { headersMs: 400, requestMs: REQUEST_MS, paceMs: 1_000, longestMs: 30_000, checkEveryMs: 50 },
  uploads: { most: 4, mostOfOne: 4, leastBytesPerSecond: 1_000, graceMs: 60_000 },
})
await app.listen({ host: '127.0.0.1', port: 0 })
const { port } = app.server.address() as AddressInfo
afterAll(() => app.close())

const BEGIN = '--cut\r\ncontent-disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n'
const END = '\r\n--cut--\r\n'

/** An upload, and what it is answered, however long it takes. */
function begin(): { sent: ClientRequest; status: Promise<number | undefined> } {
  const headers = { 'content-type': 'multipart/form-data; boundary=cut', 'x-account': 'usr_ann' }
  const sent = request({ port, method: 'POST', path: '/photos', headers })
  // It may be cut off while it writes.
  sent.on('error', () => undefined)
  const status = once(sent, 'response').then(([answer]: IncomingMessage[]) => answer?.resume().statusCode)
  sent.write(BEGIN)
  return { sent, status }
}

/** Writes a piece every so often until there is an answer, or so many are written; tells how long that took. */
async function drip({ sent, status }: ReturnType<typeof begin>, piece: string, most = Infinity) {
  const started = performance.now()
  let left = most
  const dripping = setInterval(() => {
    if (left > 0) sent.write(piece)
    else if (left === 0) sent.end(END)
    left -= 1
  }, 20)
  const answered = await status
  clearInterval(dripping)
  return { answered, millis: performance.now() - started }
}

describe('an upload over a slow line', () => {
  it('is taken however long it is, while it keeps its pace', async () => {
    const { answered, millis } = await drip(begin(), 'x'.repeat(500), 100)
    expect(answered).toBe(200)
    expect(millis).toBeGreaterThan(2 * REQUEST_MS)
  })

  it('is cut like any other body where it trickles', async () => {
    const { answered, millis } = await drip(begin(), 'x')
    expect(answered).toBe(408)
    expect(millis).toBeGreaterThan(REQUEST_MS - 100)
  })

  it('is cut soon after it has stopped, however much came before', async () => {
    const upload = begin()
    upload.sent.write('x'.repeat(1_000_000))
    expect(await upload.status).toBe(408)
  })
})
