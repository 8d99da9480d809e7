import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { ConfigError } from '@tradewind/platform/config'
import { DEMO_LOG_INS } from '../seeds/src/demo-log-ins.ts'
import { buildStale } from './house/builds.ts'
import { startHouse, type House } from './house/house.ts'

/** `npm start`: the whole product, demo included, until Ctrl-C. */
async function main(): Promise<void> {
  const began = Date.now()
  const say = (text: string) => console.log(text)
  await buildStale((name) => say(`Building the ${name} ...`))
  say('Starting database, payment provider and server ...')
  const house = await startHouse({ onLine: showTrouble })
  const { config } = house
  const wanted = Number(process.env['PORT'] ?? 4000)
  if (!house.url.endsWith(`:${wanted}`)) say(`Port ${wanted} is taken: the mall is at ${house.url}`)
  stopOnSignals(house)
  if (config.seed === 'demo') {
    say('Loading the demo ...')
    await loadDemo(config.dataDir)
  }
  say(linksOf(house))
  say(`Ready after ${((Date.now() - began) / 1_000).toFixed(1)} s. Ctrl-C stops everything.`)
}

async function loadDemo(dataDir: string): Promise<void> {
  const loader = spawn(process.execPath, [fileURLToPath(new URL('../seeds/src/demo.ts', import.meta.url))], {
    env: { ...process.env, DATA_DIR: dataDir },
    stdio: 'inherit',
  })
  const [code] = await once(loader, 'exit')
  if (code !== 0) throw new Error('the demo could not be loaded')
}

// Requests are not a person's concern; warnings and what must be read once are.
function showTrouble(program: string, line: string): void {
  if (process.env['LOG_LEVEL'] || /warn|error|fatal|token/i.test(line)) console.log(`[${program}] ${line}`)
}

function linksOf({ url, config }: House): string {
  const links = [
    ['Mall', url],
    ['Merchant portal', `${url}/merchant/`],
    ['Admin', `${url}/admin/`],
    ['API reference', `${url}/api/docs`],
    ['Mailbox', `${url}/mailbox`],
  ]
  const logIns = Object.entries(DEMO_LOG_INS).map(([who, { email, password }]) => [
    `  ${who}`,
    `${email}  ${password}`,
  ])
  const rows = config.seed === 'demo' ? [...links, ['Demo log-ins', ''], ...logIns] : links
  return `\n${rows.map(([name = '', value]) => `${name.padEnd(18)}${value}`).join('\n')}\n`
}

let stopping = false

function stopOnSignals(house: House): void {
  const stop = () => {
    if (stopping) return
    stopping = true
    console.log('\nStopping ...')
    void house.stop().then(() => process.exit(0))
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}

main().catch((error: unknown) => {
  // Whatever was under way fails then; the house still has to stop.
  if (stopping) return
  console.error(
    error instanceof ConfigError
      ? error.message
      : error instanceof Error
        ? `Start failed: ${error.message}`
        : error,
  )
  process.exit(1)
})
