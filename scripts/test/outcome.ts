import { existsSync, readFileSync } from 'node:fs'
import { relative } from 'node:path'

export interface Counts {
  passed: number
  failed: number
  skipped: number
}

/** What a step came to, with the tests by name that somebody has to look at. */
export interface Outcome {
  counts: Counts
  failed: readonly string[]
  /** Those that passed at the second try only. */
  retried: readonly string[]
}

/** A report that its tool could not write tells of no test: the step itself has failed then. */
export function readReport(tool: 'vitest' | 'playwright', file: string): Outcome {
  if (!existsSync(file)) return { counts: { passed: 0, failed: 0, skipped: 0 }, failed: [], retried: [] }
  const text = readFileSync(file, 'utf8')
  return tool === 'vitest' ? readVitest(JSON.parse(text)) : readPlaywright(JSON.parse(text))
}

interface VitestReport extends Record<`num${'Passed' | 'Failed' | 'Pending' | 'Todo'}Tests`, number> {
  testResults: {
    name: string
    status: string
    assertionResults: { status: string; fullName: string }[]
  }[]
}

function readVitest(report: VitestReport): Outcome {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = report
  return {
    counts: { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests },
    failed: testResults.flatMap(({ name, status, assertionResults }) => {
      const file = relative(process.cwd(), name)
      const tests = assertionResults.filter((test) => test.status === 'failed')
      // A file that could not be loaded has failed without a test.
      if (tests.length === 0) return status === 'failed' ? [file] : []
      return tests.map(({ fullName }) => `${file}: ${fullName}`)
    }),
    retried: [],
  }
}

interface PlaywrightSuite {
  specs?: { title: string; file: string; tests: { status: string }[] }[]
  suites?: PlaywrightSuite[]
}
interface PlaywrightReport {
  stats: Record<'expected' | 'flaky' | 'unexpected' | 'skipped', number>
  suites: PlaywrightSuite[]
}

function readPlaywright({ stats, suites }: PlaywrightReport): Outcome {
  const specsIn = (suite: PlaywrightSuite): NonNullable<PlaywrightSuite['specs']> => [
    ...(suite.specs ?? []),
    ...(suite.suites ?? []).flatMap(specsIn),
  ]
  const specs = suites.flatMap(specsIn)
  const named = (status: string) =>
    specs
      .filter(({ tests }) => tests.some((test) => test.status === status))
      .map(({ file, title }) => `${file}: ${title}`)
  return {
    counts: { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped },
    failed: named('unexpected'),
    retried: named('flaky'),
  }
}

/** A step counts its tests; without any, or failed though no test did, itself. */
export function outcomeOf(name: string, succeeded: boolean, tests?: Outcome): Outcome {
  if (succeeded) return tests ?? { counts: { passed: 1, failed: 0, skipped: 0 }, failed: [], retried: [] }
  const counts = tests?.counts ?? { passed: 0, failed: 0, skipped: 0 }
  const failed = tests && tests.failed.length > 0 ? tests.failed : [name]
  return {
    counts: { ...counts, failed: Math.max(counts.failed, 1) },
    failed,
    retried: tests?.retried ?? [],
  }
}

export const sum = (counts: readonly Counts[]): Counts => ({
  passed: counts.reduce((total, { passed }) => total + passed, 0),
  failed: counts.reduce((total, { failed }) => total + failed, 0),
  skipped: counts.reduce((total, { skipped }) => total + skipped, 0),
})

export const inWords = ({ passed, failed, skipped }: Counts): string =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
