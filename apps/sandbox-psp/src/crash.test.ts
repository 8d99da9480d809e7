import { spawn } from 'node:child_process'
import { appendFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { API_KEY, intentBody, WEBHOOK_SECRET } from './shop.testing.ts'

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url))

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'sandbox-psp-'))
})
afterEach(() => rm(dataDir, { recursive: true }))

/** The real program, as `npm run sandbox-psp` starts it. */
async function startProgram() {
  const program = spawn(process.execPath, [MAIN], {
    env: {
      ...process.env,
      PORT: '0',
      DATA_DIR: dataDir,
      API_KEY,
      WEBHOOK_SECRET,
      WEBHOOK_URL: 'http://127.0.0.1:9/nobody',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await new Promise<string>((resolve, reject) => {
    program.stdout.on('data', (chunk: Buffer) => {
      const found = /http:\S+/.exec(chunk.toString())
      if (found) resolve(found[0])
    })
    program.once('exit', (code) => reject(new Error(`the program ended with ${code}`)))
  })
  const kill = (signal: NodeJS.Signals) =>
    new Promise<void>((resolve) => {
      program.once('exit', () => resolve())
      program.kill(signal)
    })
  return { url, kill }
}

const create = async (url: string, number: number): Promise<string | undefined> => {
  try {
    const answer = await fetch(`${url}/v1/intents`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${API_KEY}`,
        'content-type': 'application/json',
        'idempotency-key': `key-${number}`,
      },
      body: JSON.stringify(intentBody(number)),
    })
    return answer.ok ? ((await answer.json()) as { id: string }).id : undefined
  } catch {
    return undefined // killed before it answered: unknown, to be asked again
  }
}

it('what was acknowledged before kill -9 is there afterwards, and a repeated key finds its intent', async () => {
  const first = await startProgram()
  const answered = new Map<number, string>()
  let enough: () => void = () => undefined
  const hundred = new Promise<void>((resolve) => (enough = resolve))
  const creating = Promise.all(
    Array.from({ length: 600 }, async (_, number) => {
      const id = await create(first.url, number)
      if (id) answered.set(number, id)
      if (answered.size === 100) enough()
    }),
  )
  await hundred
  await first.kill('SIGKILL')
  await creating
  await appendFile(path.join(dataDir, 'log.jsonl'), '{"type":"intent.cre') // as a torn write leaves it

  const second = await startProgram()
  const again = await Promise.all(Array.from({ length: 600 }, (_, number) => create(second.url, number)))
  for (const [number, id] of answered) expect(again[number]).toBe(id)
  const log = await (await fetch(`${second.url}/log`)).text()
  const created = log.split('\n').filter((line) => line.includes('"intent.created"'))
  expect(created).toHaveLength(600)
  expect(created.map((line) => (JSON.parse(line) as { seq: number }).seq)).toEqual(
    Array.from({ length: 600 }, (_, index) => index + 1),
  )
  await second.kill('SIGTERM')
}, 30_000)
