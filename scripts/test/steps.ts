/** One command of `npm test`. */
export interface Step {
  name: string
  command: readonly string[]
  /** A file without which there is nothing to do yet: the step is skipped. */
  needs?: string
  /** Whose JSON report tells how many tests there were; without one, the step itself counts as one. */
  report?: 'vitest' | 'playwright'
  /** Needs a Chromium in CHROMIUM_PATH. */
  browser?: boolean
  /** Stopped, and failed, after so long. */
  limitMinutes: number
  env?: Readonly<Record<string, string>>
  /** Runs only when it is named. */
  onRequest?: true
}

/** Checks first, the longest of them first. */
export const STEPS: readonly Step[] = [
  { name: 'types', command: ['tsc', '-p', 'tsconfig.json', '--noEmit'], limitMinutes: 8 },
  typesOf('storefront'),
  typesOf('console'),
  checked('builds', 'scripts/house/builds.ts'),
  { name: 'lint', command: ['oxlint', '--deny-warnings'], limitMinutes: 2 },
  { name: 'format', command: ['oxfmt', '--check'], limitMinutes: 2 },
  checked('dependency-rules', 'packages/tooling/src/check.ts'),
  checked('texts', 'packages/locales/src/check.ts'),
  { name: 'unused', command: ['knip', '--no-progress', '--no-config-hints'], limitMinutes: 3 },
  checked('lock-file', 'scripts/lock-file.ts'),
  { name: 'unit-and-api', command: ['vitest', 'run'], report: 'vitest', limitMinutes: 20 },
  {
    name: 'browser',
    command: ['playwright', 'test', '-c', 'e2e/playwright.config.ts'],
    needs: 'e2e/playwright.config.ts',
    report: 'playwright',
    browser: true,
    limitMinutes: 30,
  },
  {
    name: 'languages',
    command: ['playwright', 'test', '-c', 'e2e/playwright.config.ts', 'screens', 'pseudo'],
    env: { EVERY_LANGUAGE: '1' },
    report: 'playwright',
    browser: true,
    limitMinutes: 60,
    onRequest: true,
  },
]

function typesOf(front: string): Step {
  const project = `apps/${front}/tsconfig.json`
  return {
    name: `types-${front}`,
    command: ['vue-tsc', '-p', project, '--noEmit'],
    needs: project,
    limitMinutes: 5,
  }
}

function checked(name: string, file: string): Step {
  return { name, command: ['node', file], needs: file, limitMinutes: 5 }
}
