import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll } from 'vitest'

const PROGRAM = fileURLToPath(new URL('../../../apps/sandbox-psp/src/main.ts', import.meta.url))

/** The cards of the sandbox provider, by what they do. */
export const CARDS = {
  good: '4242424242424242',
  challenge: '4000000000003220',
  declined: '4000000000000002',
  timeOut: '4000000000000119',
  later: '4000000000000077',
} as const

/** The real sandbox provider, in a process of its own, reporting to a test host. */
export interface Sandbox {
  /** Tells it what to do wrong, see `apps/sandbox-psp/README.md`; without a body it forgets all that. */
  control(faults?: object): Promise<void>
  /** Sends the form of a payment page as a browser would. */
  pay(pageUrl: string, card?: string): Promise<Response>
  /** Has the buyer's bank take the money of an intent back; answers the provider's id of the dispute. */
  openDispute(intentId: string): Promise<string>
  /** Answers a dispute: with evidence, or by giving in. */
  answerDispute(intentId: string, disputeId: string, evidence: string | null): Promise<void>
  /** Its own record, line by line. */
  log(): Promise<LogLine[]>
  kill(): Promise<void>
  start(): Promise<void>
}

export interface LogLine {
  type: string
  order?: string
  reference?: string
  intentId?: string
  amount?: { minor: number; currency: string }
}

/** An address for the provider, to be told to the host that is started before it. */
export async function freeSandboxUrl(): Promise<string> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('there is no free port')
  await new Promise((resolve) => server.close(resolve))
  return `http://localhost:${address.port}`
}

/** Starts it for a test file: `SANDBOX_PSP_URL` of the host's environment is where it listens. */
export async function startSandbox(host: {
  http: string
  config: { sandboxPspUrl: string; sandboxPspKey: string; sandboxPspWebhookSecret: string }
}): Promise<Sandbox> {
  const { sandboxPspUrl: url, sandboxPspKey: key, sandboxPspWebhookSecret: secret } = host.config
  const dataDir = await mkdtemp(path.join(tmpdir(), 'sandbox-psp-'))
  const authorization = `Bearer ${key}`
  let program: ChildProcess | undefined

  const post = async (path: string, body: object): Promise<unknown> => {
    const headers = { authorization, 'content-type': 'application/json' }
    const answer = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) })
    if (!answer.ok) throw new Error(await answer.text())
    return answer.json()
  }

  const sandbox: Sandbox = {
    async control(faults) {
      const answer = await fetch(`${url}/control`, {
        method: faults ? 'POST' : 'DELETE',
        headers: { authorization, ...(faults && { 'content-type': 'application/json' }) },
        body: faults && JSON.stringify(faults),
      })
      if (!answer.ok) throw new Error(await answer.text())
    },
    pay: (pageUrl, card = CARDS.good) =>
      fetch(pageUrl, {
        method: 'POST',
        redirect: 'manual',
        body: new URLSearchParams({ number: card, expiry: '12/34', cvc: '123' }),
      }),
    async openDispute(intentId) {
      const { id } = (await post('/control/disputes', { intentId })) as { id: string }
      return id
    },
    async answerDispute(intentId, disputeId, evidence) {
      await post(`/v1/intents/${intentId}/disputes/${disputeId}/answer`, { evidence })
    },
    async log() {
      const text = await (await fetch(`${url}/log`)).text()
      return text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as LogLine)
    },
    async kill() {
      const running = program
      program = undefined
      if (!running) return
      await new Promise((resolve) => {
        running.once('exit', resolve)
        running.kill('SIGKILL')
      })
    },
    async start() {
      const started = spawn(process.execPath, [PROGRAM], {
        env: {
          ...process.env,
          PORT: new URL(url).port,
          DATA_DIR: dataDir,
          API_KEY: key,
          WEBHOOK_URL: `${host.http}/api/payments/webhooks/sandbox`,
          WEBHOOK_SECRET: secret,
          SETTLE_SECONDS: '0.2',
        },
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      program = started
      await new Promise((resolve, reject) => {
        started.stdout.once('data', resolve)
        started.once('exit', (code) => reject(new Error(`the sandbox provider ended with ${code}`)))
      })
    },
  }

  await sandbox.start()
  afterAll(async () => {
    await sandbox.kill()
    await rm(dataDir, { recursive: true })
  })
  return sandbox
}
