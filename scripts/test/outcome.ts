import { existsSync, readFileSync } from 'node:fs'

export interface Counts {
  passed: number
  failed: number
  skipped: number
}

/** A report that its tool could not write counts nothing: the step itself has failed then. */
export function readCounts(tool: 'vitest' | 'playwright', file: string): Counts {
  if (!existsSync(file)) return { passed: 0, failed: 0, skipped: 0 }
  return tool === 'vitest' ? readVitest(file) : readPlaywright(file)
}

function readVitest(file: string): Counts {
  const report: Record<`num${'Passed' | 'Failed' | 'Pending' | 'Todo'}Tests`, number> = JSON.parse(
    readFileSync(file, 'utf8'),
  )
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = report
  return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests }
}

function readPlaywright(file: string): Counts {
  const { stats }: { stats: Record<'expected' | 'flaky' | 'unexpected' | 'skipped', number> } = JSON.parse(
    readFileSync(file, 'utf8'),
  )
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped }
}

/** A step counts its tests; without any, or failed though no test did, itself. */
export function countStep(succeeded: boolean, tests: Counts | undefined): Counts {
  if (!tests) return { passed: succeeded ? 1 : 0, failed: succeeded ? 0 : 1, skipped: 0 }
  return { ...tests, failed: succeeded ? tests.failed : Math.max(tests.failed, 1) }
}

export const sum = (counts: readonly Counts[]): Counts => ({
  passed: counts.reduce((total, { passed }) => total + passed, 0),
  failed: counts.reduce((total, { failed }) => total + failed, 0),
  skipped: counts.reduce((total, { skipped }) => total + skipped, 0),
})

export const inWords = ({ passed, failed, skipped }: Counts): string =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
