import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**', '**/.data/**', 'e2e/**', 'apps/mobile/**'],
    globalSetup: ['packages/platform/src/testing/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    // Modules are loaded once for each worker, not for each file: they take longer than most tests.
    isolate: false,
    // For machines that are slow for a while: what hangs is found all the same.
    testTimeout: 60_000,
    hookTimeout: 90_000,
  },
})
