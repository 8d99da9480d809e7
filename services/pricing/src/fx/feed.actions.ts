import { marketsChanged } from '../contract/index.ts'
import type { PricingDeps } from '../pricing.deps.ts'
import type { PricingTables } from '../tables.ts'
import { forgetTerms } from '../terms/terms.ts'
import { newestOf } from './ecb-file.rules.ts'
import { noteReading } from './feed.queries.ts'
import { daysBetween, originOf, weigh, type FeedProblem, type Verdict } from './feed.rules.ts'
import { readRateSet } from './fx.queries.ts'
import { findOrInsertRates } from './rate-sets.ts'

const PATIENCE_MS = 10_000
/** The whole history is 2 MB. */
const MOST_BYTES = 8_000_000
/** Longer than any weekend with holidays, so that silence is worth a warning. */
export const WARN_AFTER_DAYS = 5

/**
 * Reads the central bank's rates and puts them into force if they are new and to be believed; whatever goes wrong, the
 * last good set stays. Does nothing where no feed is configured.
 */
export async function readFeed(deps: PricingDeps): Promise<void> {
  const address = deps.config.fxFeedUrl
  if (address === undefined) return
  const db = deps.database<PricingTables>()
  const last = await readRateSet(db)
  const verdict = await askFeed(deps, address, (text) => {
    const offered = newestOf(text)
    return offered ? weigh(last, offered, today(deps)) : refusal('pricing.feed-unreadable')
  })
  if (verdict.is === 'refused') {
    deps.log.warn({ problem: verdict.problem, held: verdict.held, address }, 'rates were not taken')
    await noteReading(db, verdict)
  } else if (verdict.is === 'known') {
    await noteReading(db, { problem: null })
  } else {
    if (verdict.held.length > 0) deps.log.warn({ held: verdict.held }, 'some rates were not believed')
    await db.transaction().execute(async (tx) => {
      const { id, added } = await findOrInsertRates(tx, verdict.set)
      if (added) await deps.emit(tx, marketsChanged, id, {})
      await noteReading(tx, { problem: null, held: verdict.held })
    })
    await forgetTerms(deps)
  }
  const ageDays = await ratesAgeDays(deps)
  if (ageDays !== undefined && ageDays > WARN_AFTER_DAYS)
    deps.log.warn({ ageDays, mayUseDays: deps.config.fxMaxAgeDays }, 'exchange rates are getting old')
}

/** Age of the oldest rate in use that a central bank publishes, or that anybody wrote where none does. */
export async function ratesAgeDays(deps: PricingDeps): Promise<number | undefined> {
  const set = await readRateSet(deps.database<PricingTables>())
  if (!set) return undefined
  const origins = Object.keys(set.rates).map((currency) => originOf(set, currency))
  const fed = origins.filter(({ manual }) => !manual)
  const days = (fed.length > 0 ? fed : origins).map(({ date }) => daysBetween(date, today(deps)))
  return days.length > 0 ? Math.max(...days) : undefined
}

export const today = ({ clock }: PricingDeps): string => clock.now().toISOString().slice(0, 10)

const refusal = (problem: FeedProblem): Verdict => ({ is: 'refused', problem, held: [] })

async function askFeed(
  { log }: PricingDeps,
  address: string,
  judge: (text: string) => Verdict,
): Promise<Verdict> {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(PATIENCE_MS) })
    if (!response.ok) return refusal('pricing.feed-unreachable')
    return judge(await textOf(response))
  } catch (error) {
    // Down, slow or too much: all the same to us, the last good set stays.
    log.warn({ err: error }, 'rates could not be read')
    return refusal('pricing.feed-unreachable')
  }
}

async function textOf(response: Response): Promise<string> {
  const decoder = new TextDecoder()
  let [text, bytes] = ['', 0]
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length
    if (bytes > MOST_BYTES) throw new Error('more than any file of rates')
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}
