import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { provideChromium } from './chromium.ts'
import { inWords, outcomeOf, sum, type Outcome } from './test/outcome.ts'
import { runStep } from './test/run-step.ts'
import { STEPS, type Step } from './test/steps.ts'

// `npm test -- types lint` runs these steps only.
const wanted = process.argv.slice(2)
const steps = STEPS.filter(({ name, onRequest }) =>
  wanted.length === 0 ? !onRequest : wanted.includes(name),
)
const unknown = wanted.filter((name) => !STEPS.some((step) => step.name === name))
if (unknown.length > 0)
  throw new Error(`no step ${unknown.join(', ')}; there are ${STEPS.map((step) => step.name).join(', ')}`)

const folder = mkdtempSync(join(tmpdir(), 'tradewind-reports-'))
const results: { index: number; name: string; outcome: Outcome; seconds: number }[] = []

// Checks keep one core busy each; tests take the whole machine.
await inTurn(
  steps.filter(({ report }) => !report),
  2,
)
await inTurn(
  steps.filter(({ report }) => report),
  1,
)
rmSync(folder, { recursive: true })

console.log('')
const inOrder = results.toSorted((a, b) => a.index - b.index)
for (const { name, outcome, seconds } of inOrder) {
  console.log(`${name.padEnd(18)} ${seconds.toFixed(1).padStart(6)} s  ${inWords(outcome.counts)}`)
}
for (const { outcome } of inOrder) {
  for (const name of outcome.retried) console.log(`passed at the second try only: ${name}`)
  for (const name of outcome.failed) console.log(`failed: ${name}`)
}
const total = sum(results.map(({ outcome }) => outcome.counts))
console.log(inWords(total))
process.exitCode = total.failed > 0 ? 1 : 0

/** Runs steps in their order, so many at once. */
async function inTurn(list: readonly Step[], atOnce: number): Promise<void> {
  const waiting = [...list]
  const next = async (): Promise<void> => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const index = steps.indexOf(step)
      console.log(`[${index + 1}/${steps.length}] ${step.name} ...`)
      const start = performance.now()
      const outcome = await attempt(step)
      const seconds = (performance.now() - start) / 1_000
      results.push({ index, name: step.name, outcome, seconds })
      console.log(`      ${step.name}: ${inWords(outcome.counts)} (${seconds.toFixed(1)} s)`)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, next))
}

async function attempt(step: Step): Promise<Outcome> {
  if (step.needs && !existsSync(step.needs)) {
    console.log(`      skipped: there is no ${step.needs} yet`)
    return { counts: { passed: 0, failed: 0, skipped: 1 }, failed: [], retried: [] }
  }
  try {
    return await runStep(step, folder, step.browser ? await browserEnv() : {})
  } catch (error) {
    console.log(error)
    return outcomeOf(step.name, false)
  }
}

async function browserEnv(): Promise<Record<string, string>> {
  const { path, from } = await provideChromium()
  console.log(`      Chromium: ${path} (${from})`)
  return { CHROMIUM_PATH: path }
}
