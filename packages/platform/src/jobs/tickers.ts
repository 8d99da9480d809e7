import { sql, type Kysely } from 'kysely'
import type { Logger } from 'pino'
import type { Ticker } from '../service/definition.ts'

/** Runs repeating work; who moves the ticker's time on in the database runs it, so that one process at a time does. */
export function startTickers(
  db: Kysely<unknown>,
  tickers: ReadonlyMap<string, Ticker>,
  log: Logger,
): { stop(): Promise<void> } {
  const stops = [...tickers].map(([name, ticker]) => startTicker(db, name, ticker, log))
  return {
    async stop() {
      await Promise.all(stops.map((stop) => stop()))
    },
  }
}

function startTicker(db: Kysely<unknown>, name: string, ticker: Ticker, log: Logger): () => Promise<void> {
  let stopped = false
  let running: Promise<void> = Promise.resolve()
  let timer = setTimeout(tick, firstPauseMs(ticker))

  function tick() {
    running = once(db, name, ticker)
      .catch((error: unknown) => log.warn({ err: error, ticker: name }, 'a ticker failed'))
      .then(() => {
        if (!stopped) timer = setTimeout(tick, ticker.everySeconds * 1_000)
      })
  }

  return async () => {
    stopped = true
    clearTimeout(timer)
    await running
  }
}

// Tickers of a process do not all start at the same moment.
const firstPauseMs = (ticker: Ticker) =>
  Math.min(ticker.everySeconds * 1_000, 500) * (0.5 + Math.random() / 2)

async function once(db: Kysely<unknown>, name: string, ticker: Ticker): Promise<void> {
  const { rows } = await sql`insert into platform.tickers as t (name, next_at)
    values (${name}, now() + make_interval(secs => ${ticker.everySeconds}::float8 * 0.9))
    on conflict (name) do update set next_at = excluded.next_at where t.next_at <= now() returning 1`.execute(
    db,
  )
  if (rows.length > 0) await ticker.run()
}
