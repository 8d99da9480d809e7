import { spawn } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { outcomeOf, readReport, type Outcome } from './outcome.ts'
import type { Step } from './steps.ts'

/** Runs a step; what it prints is shown at once for tests, and for the others only when they fail. */
export async function runStep(
  step: Step,
  folder: string,
  extraEnv: Record<string, string>,
): Promise<Outcome> {
  const report = join(folder, `${step.name}.json`)
  const [program = '', ...args] = step.command
  const env = {
    ...process.env,
    PATH: `${join(process.cwd(), 'node_modules', '.bin')}${delimiter}${process.env['PATH']}`,
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    ...extraEnv,
    ...step.env,
  }
  const child = spawn(program, [...args, ...reportFlags(step, report)], {
    env,
    stdio: ['ignore', step.report ? 'inherit' : 'pipe', step.report ? 'inherit' : 'pipe'],
    shell: process.platform === 'win32',
  })
  let said = ''
  const hear = (part: Buffer) => (said += part)
  child.stdout?.on('data', hear)
  child.stderr?.on('data', hear)
  const limit = setTimeout(() => {
    said += `stopped after ${step.limitMinutes} minutes\n`
    child.kill()
  }, step.limitMinutes * 60_000)
  const succeeded = await new Promise<boolean>((resolve) => {
    child.once('error', (error) => {
      said += `${error.message}\n`
      resolve(false)
    })
    child.once('close', (code) => resolve(code === 0))
  })
  clearTimeout(limit)
  if (!succeeded) show(said, step)
  return outcomeOf(step.name, succeeded, step.report && readReport(step.report, report))
}

const MOST_LINES = 60

function show(said: string, { name, command }: Step): void {
  console.log(`      ${name} failed:`)
  const lines = stripVTControlCharacters(said).trimEnd().split('\n')
  console.log(lines.slice(0, MOST_LINES).join('\n'))
  if (lines.length > MOST_LINES)
    console.log(`... ${lines.length - MOST_LINES} more lines: npx ${command.join(' ')}`)
}

function reportFlags(step: Step, file: string): string[] {
  if (step.report === 'vitest') return ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  return step.report === 'playwright' ? ['--reporter=list,json'] : []
}
