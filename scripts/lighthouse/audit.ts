import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { findChromium } from '../chromium.ts'

const HERE = fileURLToPath(new URL('.', import.meta.url))
const PROGRAM = fileURLToPath(new URL('node_modules/lighthouse/cli/index.js', import.meta.url))

export type Category = 'accessibility' | 'best-practices' | 'performance' | 'seo'

/** What Lighthouse says of a page, as a phone sees it. */
export interface Audit {
  /** From 0 to 100. */
  scores: Partial<Record<Category, number>>
  /** Titles of what is not as it should be. */
  faults: string[]
}

interface Report {
  categories: Record<string, { score: number | null; auditRefs: { id: string; weight: number }[] }>
  audits: Record<string, { title: string; score: number | null; scoreDisplayMode: string }>
}

const run = promisify(execFile)

let installing: Promise<void> | undefined

async function install(): Promise<void> {
  if (!existsSync(PROGRAM))
    await run('npm', ['ci', '--ignore-scripts', '--loglevel=error'], { cwd: HERE, shell: onWindows })
}

/** Looks at a page with Lighthouse, which is installed here when it is not yet. */
export async function auditPage(url: string, categories: readonly Category[]): Promise<Audit> {
  await (installing ??= install())
  const { categories: found, audits }: Report = JSON.parse(await reportOn(url, categories))
  const ids = categories.flatMap((category) =>
    (found[category]?.auditRefs ?? []).filter(({ weight }) => weight > 0),
  )
  return {
    scores: Object.fromEntries(
      categories.map((category) => [category, Math.round((found[category]?.score ?? 0) * 100)]),
    ),
    faults: ids.flatMap(({ id }) => {
      const one = audits[id]
      return one && one.score !== null && one.score < 0.9 ? [one.title] : []
    }),
  }
}

/** What Lighthouse prints; rejects with the last line of its complaint. */
async function reportOn(url: string, categories: readonly Category[]): Promise<string> {
  const options = {
    env: { ...process.env, CHROME_PATH: (await findChromium())?.path },
    maxBuffer: 64 * 1024 * 1024,
  }
  const told = [
    `--only-categories=${categories.join(',')}`,
    '--output=json',
    '--quiet',
    '--no-enable-error-reporting',
    '--chrome-flags=--headless=new --no-sandbox --disable-gpu',
  ]
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [PROGRAM, url, ...told], options, (error, stdout, stderr) => {
      if (error) reject(new Error(stderr.trim().split('\n').at(-1) || error.message))
      else resolve(stdout)
    })
  })
}

const onWindows = process.platform === 'win32'
