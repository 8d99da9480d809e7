import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { remoteService } from '@tradewind/platform/host'
import { loadCalls } from '../../seeds/src/contracts.ts'
import { loadDemo } from '../../seeds/src/load-demo.ts'
import { silentProgress } from '../../seeds/src/progress.ts'
import { buildStaleFronts } from '../../scripts/house/fronts.ts'
import { startHouse } from '../../scripts/house/house.ts'
import { SPLIT } from '../../scripts/split.ts'

/**
 * Starts the whole house with the demo for all journeys, whole or, with `E2E_SPLIT=1`, split into processes. With
 * `MALL_URL` and `PSP_URL` they visit a house that runs already.
 */
export default async function setup(): Promise<() => Promise<void>> {
  if (process.env['MALL_URL']) return async () => undefined
  await buildStaleFronts()
  const dataDir = await mkdtemp(join(tmpdir(), 'tradewind-e2e-'))
  const house = await startHouse({
    env: {
      DATA_DIR: dataDir,
      PORT: '0',
      TRADEWIND_SEED: 'demo',
      LOG_LEVEL: 'warn',
      REQUESTS_PER_MINUTE: '0',
      // Parcels move when a journey says so.
      CARRIER_STEP_SECONDS: '0',
    },
    durable: false,
    ...(process.env['E2E_SPLIT'] && { split: SPLIT }),
    onLine: (program, line) => process.env['E2E_LOG'] && console.log(`[${program}] ${line}`),
  })
  const key = house.config.keys.internalCalls.toString('base64url')
  const port = new URL(house.url).port
  await loadDemo(
    loadCalls((name, contract) => remoteService(name, contract, `http://127.0.0.1:${port}`, key)),
    silentProgress,
  )
  process.env['MALL_URL'] = house.url
  process.env['PSP_URL'] = house.pspUrl
  return async () => {
    await house.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}
