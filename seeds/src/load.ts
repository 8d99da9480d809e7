import { rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { isAppError } from '@tradewind/kernel'
import { ConfigError, loadConfig, readAddress } from '@tradewind/platform/config'
import { remoteService } from '@tradewind/platform/host'
import type { RowFault } from './catalogues/catalogue.ts'
import { findCatalogues, FORMATS } from './catalogues/formats.ts'
import { loadCalls, type LoadCalls, seedsContext } from './contracts.ts'
import { loadCatalogues, type LoadReport } from './load-catalogue.ts'
import { STORE_LOG_INS } from './load-stores.ts'
import { consoleProgress } from './progress.ts'

/** What is wrong is said in one line, without a trace. */
class Refusal extends Error {}

/** Faults of a catalogue that are shown at once; all are in its file. */
const SHOWN_FAULTS = 5
/** Most faults that are written. */
const WRITTEN_FAULTS = 10_000

/** `npm run load -- <folder>`: catalogues into the mall that runs. */
async function main(): Promise<void> {
  const asked = process.argv[2]
  if (asked === undefined) throw new Refusal('Which folder? npm run load -- <folder>')
  // npm runs scripts at the root; a person names the folder from where they are.
  const folder = resolve(process.env['INIT_CWD'] ?? process.cwd(), asked)
  const found = findCatalogues(folder)
  if (found.length === 0)
    throw new Refusal(
      `${folder} holds no catalogue of a kind known here: ${FORMATS.map(({ name }) => name).join(', ')}`,
    )
  const config = loadConfig(process.env)
  const address = readAddress(config.dataDir) ?? `http://127.0.0.1:${config.port}`
  const key = config.keys.internalCalls.toString('base64url')
  const calls = loadCalls((name, contract) => remoteService(name, contract, address, key))
  await assertReady(calls, address)
  const began = performance.now()
  const catalogues = found.map((read) => {
    const catalogue = read()
    console.log(`${catalogue.name}: ${catalogue.products.length} products in ${catalogue.folder}`)
    return catalogue
  })
  const reports = await loadCatalogues(calls, catalogues, consoleProgress())
  for (const report of reports) sayReport(report, config.dataDir)
  const logIns = STORE_LOG_INS.map(({ email, password }) => `  ${email}  ${password}`)
  console.log(`\nStores that sell these goods, with their log-ins:\n${logIns.join('\n')}`)
  console.log(`Loaded in ${((performance.now() - began) / 1_000).toFixed(1)} s.`)
}

async function assertReady(calls: LoadCalls, address: string): Promise<void> {
  try {
    const { items } = await calls.pricing.listMarkets(seedsContext(), {})
    if (items.length > 0) return
  } catch (error) {
    if (!isAppError(error)) throw error
    if (error.status === 404)
      throw new Refusal(
        `The mall at ${address} keeps its data elsewhere: set DATA_DIR as it was started with`,
      )
    throw new Refusal(`No mall answers at ${address}: start it with npm start, then load again`)
  }
  throw new Refusal('The mall has no market in which goods could be sold: make one in the admin first')
}

function sayReport(report: LoadReport, dataDir: string): void {
  const { name, products, variants, pictures, created, weightless, skipped, faults, seconds } = report
  console.log(
    `\n${name}: ${products} products (${created.products} new), ${variants} variants, ${pictures} pictures, ` +
      `${created.reviews} new reviews, ${seconds.toFixed(1)} s`,
  )
  for (const [what, count] of Object.entries(skipped)) console.log(`  left out: ${count} ${what}`)
  if (weightless > 0)
    console.log(
      `  ${weightless} variants of unknown weight ship as what their store assumes (1,000 g unless it says otherwise)`,
    )
  const file = join(dataDir, `load-errors-${name}.txt`)
  rmSync(file, { force: true })
  if (faults.length === 0) return
  writeFileSync(file, `${faults.slice(0, WRITTEN_FAULTS).map(lineOf).join('\n')}\n`)
  console.log(`  ${faults.length} rows with errors, in ${file}`)
  for (const fault of faults.slice(0, SHOWN_FAULTS)) console.log(`  ${lineOf(fault)}`)
}

const lineOf = ({ file, line, reason }: RowFault): string => `${file}:${line}: ${reason}`

main().catch((error: unknown) => {
  const isPlain = error instanceof Refusal || error instanceof ConfigError
  const isGone = isAppError(error) && error.status === 503
  console.error(
    isPlain
      ? error.message
      : isGone
        ? 'The mall does not answer any more. Load again: it goes on from here'
        : error,
  )
  process.exitCode = 1
})
