import { defineConfig } from '@playwright/test'
import { findChromium } from '../scripts/chromium.ts'

/** Begun last, these would leave a core idle at the end. */
const LONGEST = ['**/screens.spec.ts', '**/scenario.spec.ts']

export default defineConfig({
  testDir: 'journeys',
  projects: [
    { name: 'longest', testMatch: LONGEST },
    { name: 'others', testIgnore: LONGEST },
  ],
  globalSetup: './src/house.setup.ts',
  // Journeys of several people wait for each other's pages; two of them fill two cores.
  workers: 2,
  // For machines that are slow for a while; a quiet one takes a tenth.
  timeout: 600_000,
  // A machine that stands still for seconds is no fault of the mall; failing twice is.
  retries: 1,
  expect: { timeout: 30_000 },
  reporter: 'list',
  outputDir: '../test-results',
  use: {
    browserName: 'chromium',
    actionTimeout: 30_000,
    // Traces would cost as much as the journeys themselves; `--trace on` makes one.
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: (await findChromium())?.path,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--disable-quic',
        '--no-first-run',
      ],
    },
  },
})
