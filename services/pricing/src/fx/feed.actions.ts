import type { Transaction } from 'kysely'
import { marketsChanged } from '../contract/index.ts'
import type { PricingDeps } from '../pricing.deps.ts'
import type { PricingTables } from '../tables.ts'
import { forgetTerms } from '../terms/terms.ts'
import { newestOf, type PublishedRates } from './ecb-file.rules.ts'
import { noteReading } from './feed.queries.ts'
import { daysBetween, originOf, weigh, type FeedProblem, type Verdict } from './feed.rules.ts'
import { lockRates, readRateSet } from './fx.queries.ts'
import { noteRatesInForce } from './rates-told.ts'
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
  const offered = await askFeed(deps, address)
  const verdict = await deps
    .database<PricingTables>()
    .transaction()
    .execute((tx) => takeRates(tx, deps, offered))
  if (verdict.is === 'refused')
    deps.log.warn({ problem: verdict.problem, held: verdict.held, address }, 'rates were not taken')
  if (verdict.is === 'new') {
    if (verdict.held.length > 0) deps.log.warn({ held: verdict.held }, 'some rates were not believed')
    await forgetTerms(deps)
  }
  const ageDays = await ratesAgeDays(deps)
  if (ageDays !== undefined && ageDays > WARN_AFTER_DAYS)
    deps.log.warn({ ageDays, mayUseDays: deps.config.fxMaxAgeDays }, 'exchange rates are getting old')
}

/** Weighs what the bank said against what is in force now, whatever people wrote while the bank was waited for. */
async function takeRates(
  tx: Transaction<PricingTables>,
  deps: PricingDeps,
  offered: PublishedRates | FeedProblem,
): Promise<Verdict> {
  await lockRates(tx)
  const verdict: Verdict =
    typeof offered === 'string'
      ? { is: 'refused', problem: offered, held: [] }
      : weigh(await readRateSet(tx), offered, today(deps))
  if (verdict.is === 'new') await findOrInsertRates(tx, verdict.set)
  const changed = await noteRatesInForce(tx, deps)
  if (changed !== undefined) await deps.emit(tx, marketsChanged, changed, {})
  await noteReading(tx, {
    problem: verdict.is === 'refused' ? verdict.problem : null,
    ...(verdict.is === 'known' ? {} : { held: verdict.held }),
  })
  return verdict
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

/** The newest rates that the bank tells, or why there are none. */
async function askFeed({ log }: PricingDeps, address: string): Promise<PublishedRates | FeedProblem> {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(PATIENCE_MS) })
    if (!response.ok) return 'pricing.feed-unreachable'
    return newestOf(await textOf(response)) ?? 'pricing.feed-unreadable'
  } catch (error) {
    // Down, slow or too much: all the same to us, the last good set stays.
    log.warn({ err: error }, 'rates could not be read')
    return 'pricing.feed-unreachable'
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
