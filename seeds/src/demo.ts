import { loadConfig, readAddress } from '@tradewind/platform/config'
import { remoteService } from '@tradewind/platform/host'
import { loadCalls } from './contracts.ts'
import { loadDemo } from './load-demo.ts'
import { consoleProgress } from './progress.ts'

// Loads the demo into the mall that runs on this data folder: a process of its own, whose memory goes with it.
const config = loadConfig(process.env)
const address = readAddress(config.dataDir) ?? config.publicUrl
const key = config.keys.internalCalls.toString('base64url')
await loadDemo(
  loadCalls((name, contract) => remoteService(name, contract, address, key)),
  consoleProgress(),
)
