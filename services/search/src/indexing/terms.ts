import { sql } from 'kysely'
import { convert, crossRate, isAppError, type Money } from '@tradewind/kernel'
import { systemContext } from '@tradewind/platform/contract'
import { countUp } from '../names/names.queries.ts'
import type { Db, IndexingParts, Tx } from '../parts.ts'
import { assertLook, drawLook, takeLooks } from './looks.queries.ts'

const MOST_STORES = 500
const MOST_COUNTRIES = 60

/** What reading needs: the index, and whom to ask. */
type Asking = Pick<IndexingParts, 'db' | 'deps'>

const self = () => systemContext('search')

/** Reads which markets are open. What delivery costs to them is to be read once they are written. */
export async function readMarkets({ db, deps }: Asking): Promise<Writing> {
  const look = await drawLook(db)
  const { items } = await deps.calls.pricing.listMarkets(self(), {})
  const markets = items.map(({ code, currency, currencies, countries }, position) => ({
    code,
    currency,
    currencies,
    country: countries[0],
    position,
  }))
  return async (tx) => {
    if ((await takeLooks(tx, look, ['markets'])).size === 0) return
    await sql`with wanted as (select * from jsonb_to_recordset(${JSON.stringify(markets)}::jsonb)
        as t(code text, currency text, currencies text[], country text, position int)),
      closed as (delete from search.markets m where not exists (select from wanted w where w.code = m.code))
      insert into search.markets (code, currency, currencies, country, position)
      select code, currency, currencies, country, position from wanted
      on conflict (code) do update set currency = excluded.currency, currencies = excluded.currencies, country = excluded.country, position = excluded.position`.execute(
      tx,
    )
  }
}

/**
 * Reads names and countries of stores, and what delivery from them costs; of all known stores when none are named.
 * The writing answers which of them opened or closed: their goods may have been read before.
 */
export async function readStores(
  parts: Asking,
  storeIds?: readonly string[],
): Promise<(tx: Tx) => Promise<string[]>> {
  const { db, deps } = parts
  const look = await drawLook(db)
  const ids =
    storeIds ?? (await db.selectFrom('search.stores').select('store_id').execute()).map((row) => row.store_id)
  const stores: Awaited<ReturnType<typeof deps.calls.merchants.getStores>> = []
  for (const some of chunksOf(ids))
    stores.push(...(await deps.calls.merchants.getStores(self(), { storeIds: some })))
  const writeDelivery = await readDelivery(parts, ids)
  return async (tx) => {
    const taken = await takeLooks(
      tx,
      look,
      stores.map(({ id }) => `store:${id}`),
    )
    const rows = stores
      .filter(({ id }) => taken.has(`store:${id}`))
      .map(({ id, slug, name, country, status }) => ({
        store_id: id,
        slug,
        name,
        country,
        open: status === 'open',
      }))
    const turned = await sql<{ store_id: string }>`select s.store_id
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t(store_id text, open boolean)
      join search.stores s on s.store_id = t.store_id and s.open <> t.open`.execute(tx)
    const written = await sql`insert into search.stores as s (store_id, slug, name, country, open)
      select store_id, slug, name, country, open from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as t(store_id text, slug text, name jsonb, country text, open boolean) order by store_id
      on conflict (store_id) do update set slug = excluded.slug, name = excluded.name, country = excluded.country, open = excluded.open
      where (s.slug, s.name, s.country, s.open) is distinct from (excluded.slug, excluded.name, excluded.country, excluded.open)
      returning store_id`.execute(tx)
    await writeDelivery(tx)
    if (written.rows.length > 0) await countUp(tx)
    return turned.rows.map((row) => row.store_id)
  }
}

/** Reads what parcels of these stores cost to every market by weight, in the market's money, and where they go at all. */
export async function readDelivery({ db, deps }: Asking, storeIds: readonly string[]): Promise<Writing> {
  const look = await drawLook(db)
  const { markets, lookAtMarkets } = await findMarkets(db)
  const countries = [...new Set(markets.map(({ country }) => country))].slice(0, MOST_COUNTRIES) as Countries
  const { fulfilment } = deps.calls
  const answers: Awaited<ReturnType<typeof fulfilment.getDelivery>> = []
  const reach: Awaited<ReturnType<typeof fulfilment.getReach>> = []
  for (const some of chunksOf(storeIds)) {
    reach.push(...(await fulfilment.getReach(self(), { storeIds: some })))
    if (countries.length > 0)
      answers.push(...(await fulfilment.getDelivery(self(), { storeIds: some, countries })))
  }
  const rates = await ratesInForce(deps)
  const rows = markets.flatMap(({ code, currency, country }) =>
    answers
      .filter((answer) => answer.country === country)
      .flatMap(({ storeId, upToGrams, price, minDays, maxDays }) => {
        const shown = exchange(price, currency, rates)
        if (!shown) return []
        return [
          {
            market: code,
            store_id: storeId,
            up_to_grams: upToGrams,
            price_minor: shown.minor,
            min_days: minDays,
            max_days: maxDays,
          },
        ]
      }),
  )
  return async (tx) => {
    const taken = await takeLooks(
      tx,
      look,
      storeIds.map((id) => `delivery:${id}`),
    )
    const ids = storeIds.filter((id) => taken.has(`delivery:${id}`))
    // Who reads the markets then looks at the stores that are known by then: these may not be among them yet.
    if (ids.length > 0) await assertLook(tx, 'markets', lookAtMarkets)
    await sql`with wanted as (select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          as t(market text, store_id text, up_to_grams int, price_minor bigint, min_days int, max_days int)
        where store_id = any(${ids}::text[])),
      gone as (delete from search.delivery d where d.store_id = any(${ids}::text[])
        and not exists (select from wanted w where w.market = d.market and w.store_id = d.store_id and w.up_to_grams = d.up_to_grams))
      insert into search.delivery (market, store_id, up_to_grams, price_minor, min_days, max_days)
      select market, store_id, up_to_grams, price_minor, min_days, max_days from wanted
      on conflict (market, store_id, up_to_grams) do update set price_minor = excluded.price_minor, min_days = excluded.min_days, max_days = excluded.max_days`.execute(
      tx,
    )
    const moved = await sql`update search.stores s set ships_to = w.countries, ships_grams = w."upToGrams"
      from jsonb_to_recordset(${JSON.stringify(reach)}::jsonb) as w("storeId" text, countries text[], "upToGrams" jsonb)
      where s.store_id = w."storeId" and s.store_id = any(${ids}::text[])
        and (s.ships_to, s.ships_grams) is distinct from (w.countries, w."upToGrams")
      returning s.store_id`.execute(tx)
    if (moved.rows.length > 0) await countUp(tx)
  }
}

interface Market {
  code: string
  currency: string
  country: string
}

/** The markets as they are written, and the look they were written by. */
async function findMarkets(db: Db): Promise<{ markets: Market[]; lookAtMarkets: number }> {
  const { rows } = await sql<{ markets: Market[]; look: number }>`select l.look,
      coalesce((select jsonb_agg(jsonb_build_object('code', code, 'currency', currency, 'country', country) order by position)
        from search.markets), '[]') as markets
    from search.looks l where what = 'markets'`.execute(db)
  return { markets: rows[0]?.markets ?? [], lookAtMarkets: rows[0]?.look ?? 0 }
}

const chunksOf = (storeIds: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(storeIds.length / MOST_STORES) }, (_, nth) =>
    storeIds.slice(nth * MOST_STORES, (nth + 1) * MOST_STORES),
  )

/** Writes what was read, unless something later was. */
type Writing = (tx: Tx) => Promise<void>
type Countries = Parameters<IndexingParts['deps']['calls']['fulfilment']['getDelivery']>[1]['countries']

/** Units of each currency per unit of the base. */
type Rates = ReadonlyMap<string, string>

async function ratesInForce(deps: Asking['deps']): Promise<Rates> {
  try {
    const { items } = await deps.calls.pricing.listFx(self(), {})
    return new Map(items.flatMap(({ base, quote, rate }) => [[base, '1'] as const, [quote, rate] as const]))
  } catch (error) {
    // Before the first rates are set, only delivery in the market's own money can be shown.
    if (isAppError(error) && error.status === 404) return new Map()
    throw error
  }
}

function exchange(price: Money, currency: string, rates: Rates): Money | undefined {
  if (price.currency === currency) return price
  const [from, to] = [rates.get(price.currency), rates.get(currency)]
  return from === undefined || to === undefined ? undefined : convert(price, currency, crossRate(from, to))
}
