import { ConfigError, loadConfig } from '@tradewind/platform/config'
import { checkDatabase, checkDataFolder } from './doctor/data.ts'
import { wrong, type Finding } from './doctor/finding.ts'
import {
  checkBinaries,
  checkChromium,
  checkDisk,
  checkFonts,
  checkNode,
  checkPort,
} from './doctor/machine.ts'

/** A check that cannot even be made is a fault, in one line like the others. */
async function look(name: string, check: () => Promise<Finding>): Promise<Finding> {
  try {
    return await check()
  } catch (error) {
    const [message] = (error instanceof Error ? error.message : String(error)).split('\n')
    return wrong(`${name}: ${message}`)
  }
}

function readConfig() {
  try {
    // With any secret, so that looking makes none.
    return { config: loadConfig({ TRADEWIND_SECRET: 'unused'.repeat(8), ...process.env }), faults: [] }
  } catch (error) {
    if (error instanceof ConfigError) return { config: undefined, faults: error.faults }
    throw error
  }
}

const { config, faults } = readConfig()
const findings = [
  ...faults.map(wrong),
  await look('Node', checkNode),
  await look('PostgreSQL programs', checkBinaries),
  await look('Chromium', checkChromium),
  await look('fonts', checkFonts),
]
if (config) {
  findings.push(
    await look('disk', () => checkDisk(config.dataDir)),
    await look('data folder', () => checkDataFolder(config.dataDir)),
    await look('database', () => checkDatabase(config.dataDir, config.databaseUrl)),
    await look('port', () => checkPort(config.port)),
  )
}

for (const { verdict, line } of findings) console.log(`${verdict.padEnd(5)}  ${line}`)
const count = findings.filter(({ verdict }) => verdict === 'wrong').length
console.log(count === 0 ? 'Nothing is wrong.' : `${count} wrong.`)
process.exitCode = count === 0 ? 0 : 1
