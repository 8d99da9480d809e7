import { ConfigError } from '@tradewind/platform/config'
import { remoteService } from '@tradewind/platform/host'
import { loadCalls } from '../seeds/src/contracts.ts'
import { DEMO_LOG_INS, loadDemo } from '../seeds/src/load-demo.ts'
import { consoleProgress } from '../seeds/src/progress.ts'
import { buildStaleFronts } from './house/fronts.ts'
import { startHouse, type House } from './house/house.ts'

/** `npm start`: the whole product, demo included, until Ctrl-C. */
async function main(): Promise<void> {
  const began = Date.now()
  const say = (text: string) => console.log(text)
  await buildStaleFronts((front) => say(`Building the ${front} ...`))
  say('Starting database, payment provider and server ...')
  const house = await startHouse({ onLine: showTrouble })
  const { config } = house
  const wanted = Number(process.env['PORT'] ?? 4000)
  if (!house.url.endsWith(`:${wanted}`)) say(`Port ${wanted} is taken: the mall is at ${house.url}`)
  stopOnSignals(house)
  if (config.seed === 'demo') {
    say('Loading the demo ...')
    const key = config.keys.internalCalls.toString('base64url')
    await loadDemo(
      loadCalls((name, contract) =>
        remoteService(name, contract, `http://127.0.0.1:${new URL(house.url).port}`, key),
      ),
      consoleProgress(),
    )
  }
  say(linksOf(house))
  say(`Ready after ${((Date.now() - began) / 1_000).toFixed(1)} s. Ctrl-C stops everything.`)
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

function stopOnSignals(house: House): void {
  let stopping = false
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
  console.error(
    error instanceof ConfigError
      ? error.message
      : error instanceof Error
        ? `Start failed: ${error.message}`
        : error,
  )
  process.exit(1)
})
