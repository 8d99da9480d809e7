import { createHmac } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startSandboxPsp, type SandboxPsp } from './sandbox.ts'

export const API_KEY = 'sk_test_of_the_shop'
const SECRET = Buffer.from('the secret that both sides know')
export const WEBHOOK_SECRET = `whsec_${SECRET.toString('base64')}`

export interface Heard {
  id: string
  type: string
  status: string
  refund: { id: string; status: string } | null
  dispute: { id: string; status: string; amount: { minor: number } } | null
}

/** A shop beside a provider of its own, for tests: it calls the API as a shop would and listens for webhooks. */
export interface Shop {
  psp: SandboxPsp
  dataDir: string
  webhookUrl: string
  /** Webhooks with a good signature, in the order they came. */
  heard: Heard[]
  forged: number
  /** Status that the next webhooks are answered with. */
  answerWith: number
  call(
    method: string,
    path: string,
    body?: object,
    key?: string,
  ): Promise<{ status: number; body: Record<string, unknown> }>
  createIntent(over?: object): Promise<{ id: string; pageUrl: string; order: string }>
  /** Sends a form as a browser would, without following redirects. */
  submit(path: string, form: Record<string, string>): Promise<Response>
  log(): Promise<Record<string, unknown>[]>
  stop(): Promise<void>
}

export async function openShop(settleSeconds = 0.05): Promise<Shop> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'sandbox-psp-'))
  const { server, webhookUrl } = await listen()
  const psp = await startSandboxPsp({
    port: 0,
    dataDir,
    apiKey: API_KEY,
    webhookUrl,
    webhookSecret: WEBHOOK_SECRET,
    settleSeconds,
  })
  let created = 0

  const shop: Shop = {
    psp,
    dataDir,
    webhookUrl,
    heard: [],
    forged: 0,
    answerWith: 204,
    async call(method, where, body, key) {
      const request = {
        method,
        headers: {
          authorization: `Bearer ${API_KEY}`,
          ...(body && { 'content-type': 'application/json' }),
          ...(key && { 'idempotency-key': key }),
        },
        body: body && JSON.stringify(body),
      }
      const answer = await fetch(psp.url + where, request)
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
    },
    async createIntent(over = {}) {
      created += 1
      const { body } = await shop.call('POST', '/v1/intents', intentBody(created, over), `key-${created}`)
      return body as { id: string; pageUrl: string; order: string }
    },
    submit: (where, form) =>
      fetch(psp.url + where, { method: 'POST', redirect: 'manual', body: new URLSearchParams(form) }),
    async log() {
      const text = await (await fetch(`${psp.url}/log`)).text()
      return text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Record<string, unknown>)
    },
    async stop() {
      await psp.stop()
      server.closeAllConnections()
      server.close()
      await rm(dataDir, { recursive: true })
    },
  }

  server.on('request', (request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString()
      const header = (name: string) => String(request.headers[name])
      const signed = `${header('webhook-id')}.${header('webhook-timestamp')}.${body}`
      const mac = createHmac('sha256', SECRET).update(signed).digest('base64')
      if (header('webhook-signature') !== `v1,${mac}`) shop.forged += 1
      else shop.heard.push(heardFrom(header('webhook-id'), body))
      response.writeHead(shop.answerWith).end()
    })
  })
  return shop
}

const heardFrom = (id: string, text: string): Heard => {
  const body = JSON.parse(text) as {
    type: string
    data: { intent: { status: string }; refund: Heard['refund']; dispute: Heard['dispute'] }
  }
  const { intent, refund, dispute } = body.data
  return { id, type: body.type, status: intent.status, refund, dispute }
}

export const intentBody = (number: number, over: object = {}): object => ({
  amount: { minor: 4999, currency: 'EUR' },
  method: 'card',
  reference: `pay_${number}`,
  order: `ord_${number}`,
  description: `TW-${number}`,
  returnUrl: `http://localhost:4000/en/orders/ord_${number}`,
  locale: 'en',
  ...over,
})

async function listen(): Promise<{ server: Server; webhookUrl: string }> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('the shop is not listening')
  return { server, webhookUrl: `http://127.0.0.1:${address.port}/webhooks` }
}
