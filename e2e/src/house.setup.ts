import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { startIssuer } from '@tradewind/identity/testing'
import { remoteService } from '@tradewind/platform/host'
import { loadCalls } from '../../seeds/src/contracts.ts'
import { loadDemo } from '../../seeds/src/load-demo.ts'
import { silentProgress } from '../../seeds/src/progress.ts'
import { buildStale } from '../../scripts/house/builds.ts'
import { startHouse, type House } from '../../scripts/house/house.ts'
import { SPLIT } from '../../scripts/split.ts'
import { goodsFolder, hasGoods } from './cast.ts'

const ISSUER_LABEL = 'Acme'

/**
 * Starts the whole house with the demo for all journeys, whole or, with `E2E_SPLIT=1`, split into processes, and
 * loads the real catalogues of `E2E_GOODS=<folder>`. With `MALL_URL` and `PSP_URL` they visit a house that runs already,
 * and with `ISSUER_LABEL` its log-in elsewhere.
 */
export default async function setup(): Promise<() => Promise<void>> {
  if (process.env['MALL_URL']) return async () => undefined
  await buildStale()
  const dataDir = await mkdtemp(join(tmpdir(), 'tradewind-e2e-'))
  const issuer = await startIssuer()
  issuer.accounts['aurora'] = { email: 'aurora@example.com', email_verified: true, name: 'Aurora' }
  issuer.loggedIn = 'aurora'
  const { url, clientId, clientSecret } = issuer
  const house = await startHouse({
    env: {
      DATA_DIR: dataDir,
      PORT: '0',
      TRADEWIND_SEED: 'demo',
      LOG_LEVEL: 'warn',
      REQUESTS_PER_MINUTE: '0',
      OIDC_ISSUERS: JSON.stringify([
        { id: 'acme', label: ISSUER_LABEL, issuer: url, clientId, clientSecret },
      ]),
      // Parcels move when a journey says so.
      CARRIER_STEP_SECONDS: '0',
    },
    durable: false,
    ...(process.env['E2E_SPLIT'] && { split: SPLIT }),
    onLine: (program, line) => process.env['E2E_LOG'] && console.log(`[${program}] ${line}`),
  })
  const stop = async () => {
    await house.stop()
    await issuer.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
  try {
    await fill(house, dataDir)
  } catch (thrown) {
    await stop()
    throw thrown
  }
  process.env['MALL_URL'] = house.url
  process.env['PSP_URL'] = house.pspUrl
  process.env['ISSUER_LABEL'] = ISSUER_LABEL
  return stop
}

/** The demo, and real catalogues where there are any. */
async function fill({ config, url }: House, dataDir: string): Promise<void> {
  const key = config.keys.internalCalls.toString('base64url')
  const { port } = new URL(url)
  await loadDemo(
    loadCalls((name, contract) => remoteService(name, contract, `http://127.0.0.1:${port}`, key)),
    silentProgress,
  )
  if (hasGoods) await load(goodsFolder, dataDir)
}

/** What `npm run load` does. */
async function load(folder: string, dataDir: string): Promise<void> {
  const loader = fileURLToPath(new URL('../../seeds/src/load.ts', import.meta.url))
  const { stdout } = await promisify(execFile)(process.execPath, [loader, folder], {
    env: { ...process.env, DATA_DIR: dataDir },
  })
  if (process.env['E2E_LOG']) console.log(stdout)
}
