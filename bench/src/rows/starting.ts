import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { freePort } from '@tradewind/platform/postgres'
import { stopping } from '../at-end.ts'
import { atMost, type Finding } from '../finding.ts'
import { memoryBytesOf } from '../processes.ts'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const TIMES = 3
const GIVE_UP_SECONDS = 60
const IDLE_SECONDS = 5

/** `npm start` on data that is there: how long until a page is answered, and what memory it then takes. */
export async function starting(dataDir: string, page: string): Promise<Finding[]> {
  const starts = []
  for (let done = 0; done < TIMES; done += 1) starts.push(await start(dataDir, page, done === TIMES - 1))
  const seconds = starts.map((one) => one.seconds).sort((a, b) => a - b)
  return [
    atMost('start with data to first page', seconds[Math.floor(TIMES / 2)] ?? Number.NaN, 3, 's'),
    atMost('memory idle, PostgreSQL apart', (starts.at(-1)?.bytes ?? Number.NaN) / 1e6, 250, 'MB'),
  ]
}

async function start(
  dataDir: string,
  page: string,
  rest: boolean,
): Promise<{ seconds: number; bytes: number }> {
  const port = await freePort(0)
  const began = performance.now()
  const house = spawn(process.execPath, ['scripts/run.mjs', 'scripts/start.ts'], {
    cwd: ROOT,
    env: { ...process.env, DATA_DIR: dataDir, PORT: String(port), TRADEWIND_SEED: 'none' },
    stdio: 'ignore',
  })
  const ended = once(house, 'exit')
  const stop = () => {
    house.kill('SIGTERM')
    return ended
  }
  return stopping(stop, async () => {
    await firstAnswer(`http://127.0.0.1:${port}${page}`, () => house.exitCode !== null)
    const seconds = (performance.now() - began) / 1_000
    if (rest) await pause(IDLE_SECONDS * 1_000)
    return { seconds, bytes: memoryBytesOf(house.pid ?? 0) }
  })
}

async function firstAnswer(url: string, hasEnded: () => boolean): Promise<void> {
  const giveUpAt = performance.now() + GIVE_UP_SECONDS * 1_000
  while (!(await isAnswered(url))) {
    if (hasEnded() || performance.now() > giveUpAt) throw new Error('the mall did not start')
    await pause(20)
  }
}

const isAnswered = (url: string): Promise<boolean> =>
  fetch(url).then(
    async (answer) => (await answer.text()) !== '' && answer.ok,
    () => false,
  )
