import type { Ceiling } from './ceiling.ts'
import { short, type Finding } from './finding.ts'
import type { Drive } from './drive.ts'
import { driveAnswers, get, type Answer } from './http.ts'
import { cpuSecondsOf } from './processes.ts'
import type { Mall } from './mall.ts'

const ROUNDS = 5
const WARM_UP_SECONDS = 1.5
const OUR_SECONDS = 1.5
const CEILING_SECONDS = 1

/** What a round of some work took. */
type Round = Drive & { microsecondsPerRequest: number }

/** Prepares a round, which is not measured, and answers what is. */
type Prepare = () => Promise<() => Promise<Drive>>

export interface Measured {
  work: string
  /** Times the ceiling, at most. */
  most: number
  mall: Mall
  ceiling: Ceiling
}

/** Processor time of an answer, over that of a bare Fastify that sends the same bytes; paths are asked for in turn. */
export async function answerRatio(measured: Measured, paths: readonly string[]): Promise<Finding> {
  const { mall, ceiling } = measured
  const answers = []
  for (const path of paths) answers.push({ path, answer: await get(mall.url, path) })
  await ceiling.give(answers)
  await driveAnswers(mall.url, paths, WARM_UP_SECONDS)
  return ratioOf(measured, paths, async () => () => driveAnswers(mall.url, paths, OUR_SECONDS))
}

/** Processor time of several requests that are one work, over that of one bare answer of as many bytes. */
export async function workRatio(measured: Measured, bytes: number, prepare: Prepare): Promise<Finding> {
  const path = `/${encodeURIComponent(measured.work)}`
  const headers = { 'content-type': 'application/json; charset=utf-8' }
  const answer: Answer = { status: 200, headers, body: Buffer.alloc(bytes, ' ') }
  await measured.ceiling.give([{ path, answer }])
  return ratioOf(measured, [path], prepare)
}

/** Rounds of ours and of the ceiling take turns, so that a busy neighbour disturbs both alike; the median counts. */
async function ratioOf(
  { work, most, mall, ceiling }: Measured,
  ceilingPaths: readonly string[],
  prepare: Prepare,
): Promise<Finding> {
  const bareRound = () => driveAnswers(ceiling.url, ceilingPaths, CEILING_SECONDS)
  await bareRound()
  const rounds: { ours: Round; bare: Round }[] = []
  for (let done = 0; done < ROUNDS; done += 1)
    rounds.push({
      ours: await timed(mall.pids, await prepare()),
      bare: await timed([ceiling.pid], bareRound),
    })
  const ratio = median(
    rounds.map(({ ours, bare }) => ours.microsecondsPerRequest / bare.microsecondsPerRequest),
  )
  const ours = (figure: keyof Round) => median(rounds.map((pair) => pair.ours[figure]))
  return {
    work,
    ours: `${short(ours('microsecondsPerRequest'))} µs`,
    limit: `${short(median(rounds.map(({ bare }) => bare.microsecondsPerRequest)))} µs`,
    ratio,
    target: `≤ ${most} x`,
    met: ratio <= most,
    beside: `${short(ours('requestsPerSecond'))}/s, p95 ${short(ours('p95Milliseconds'))} ms`,
  }
}

async function timed(pids: readonly number[], round: () => Promise<Drive>): Promise<Round> {
  const before = cpuSecondsOf(pids)
  const driven = await round()
  const seconds = cpuSecondsOf(pids) - before
  return { ...driven, microsecondsPerRequest: (seconds / driven.requests) * 1e6 }
}

function median(figures: number[]): number {
  const sorted = figures.sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
