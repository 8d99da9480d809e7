import { encodeCursor } from '@tradewind/kernel'
import { testDatabase } from '@tradewind/platform/testing'
import type { PoolClient } from 'pg'
import { afterAll, describe, expect, it } from 'vitest'
import { ADDRESSES_A_PART } from '../contract/index.ts'
import type { SearchTables } from '../tables.ts'
import { findAddresses, findParts } from './addresses.queries.ts'
import { listCards, listStatement, type ListInput, type ShelfOrder } from './list.queries.ts'
import { scopeOf } from './scope.ts'

const database = await testDatabase()
const db = database.kysely<SearchTables>()
const PRODUCTS = 4_000

// Every second product is in the category; sort keys come in an order of their own, with many ties.
for (const statement of `
  insert into search.markets values ('DE', 'EUR', 'DE', 0), ('JP', 'JPY', 'JP', 1);
  insert into search.stores select 'sto_' || i, 's' || i, '{"en": "Store"}', 'DE', true from generate_series(1, 50) i;
  insert into search.shelves (key) values ('cat_1');
  insert into search.products (product_id, published, published_at, titles, facets, shelves, rating, popularity)
    select 'prd_' || i, true, now() - i * interval '1 minute', jsonb_build_object('en', jsonb_build_array('Cup ' || i, 'cup-' || i)),
      array[i % 5], case when i % 2 = 0 then '{1,2}' else '{1}' end::int[], (i % 5) + 1, (i * 7919) % 40 from generate_series(1, ${PRODUCTS}) i;
  insert into search.listing (market, number, offer_id, store_id, ships_from, price_minor, price_from, available, stores) select m, number, 'off_' || number, 'sto_' || number % 50 + 1, 'DE', (number * 37) % 900 + 100, false, true, 1
    from search.products, unnest(array['DE', 'JP']) m;
  insert into search.places select shelf, number, popularity, published_at, rating, array_to_string(facets, ',') from search.products, unnest(shelves) shelf;
  insert into search.price_places select l.market, shelf, l.price_minor, p.number
    from search.products p join search.listing l using (number), unnest(p.shelves) shelf;
  vacuum analyze`.split(';'))
  await database.pool.query(statement)

const ORDERS: ShelfOrder[] = ['popular', 'new', 'rating', 'price-up', 'price-down']
const scope = scopeOf({ market: 'DE' })
const input = (order: ShelfOrder, cursor?: string): ListInput => ({
  shelf: 'cat_1',
  order,
  limit: 24,
  cursor,
})

/** Everything on the shelf in one order, read page by page. */
async function walk(order: ShelfOrder): Promise<{ ids: string[]; cursors: string[] }> {
  const ids: string[] = []
  const cursors: string[] = []
  for (let cursor: string | undefined; ;) {
    const rows = await listCards(db, input(order, cursor), scope, 'en')
    const page = rows.slice(0, 24)
    ids.push(...page.map((row) => row.product_id))
    const last = page.at(-1)
    if (rows.length <= 24 || !last) return { ids, cursors }
    cursor = encodeCursor([last.sort_key, last.number])
    cursors.push(cursor)
  }
}

describe('pages of a list', () => {
  it.each(ORDERS)('show every product of the shelf once, ordered by %s', async (order) => {
    const { ids } = await walk(order)
    const by = {
      popular: 'p.popularity desc, p.number desc',
      new: 'p.published_at desc, p.number desc',
      rating: 'p.rating desc, p.number desc',
      'price-up': 'l.price_minor, p.number',
      'price-down': 'l.price_minor desc, p.number desc',
    }[order]
    const { rows } = await database.pool.query<{ product_id: string }>(
      `select product_id from search.products p join search.listing l on l.number = p.number and l.market = 'DE' where 2 = any(shelves) order by ${by}`,
    )
    expect(ids).toEqual(rows.map((row) => row.product_id))
    expect(ids).toHaveLength(PRODUCTS / 2)
  })

  const client: Promise<PoolClient> = database.pool.connect()
  afterAll(async () => (await client).release())

  /** Pages of the cache that a statement touches, by the plan that a prepared statement settles on. */
  async function buffersOf(wanted: ListInput): Promise<number> {
    const { sql: text, parameters } = listStatement(wanted, scope, 'en').compile(db)
    const connection = await client
    const values = parameters.map((value) => `'${String(value)}'`).join(', ')
    await connection.query("set plan_cache_mode = 'force_generic_plan'")
    await connection.query(`prepare page as ${text}`)
    await connection.query(`execute page (${values})`)
    const { rows } = await connection.query<{ 'QUERY PLAN': [{ Plan: Record<string, number> }] }>(
      `explain (analyze, buffers, format json) execute page (${values})`,
    )
    await connection.query('deallocate page')
    const plan = rows[0]?.['QUERY PLAN'][0].Plan
    return (plan?.['Shared Hit Blocks'] ?? 0) + (plan?.['Shared Read Blocks'] ?? 0)
  }

  it.each(ORDERS)('cost on page 50 what they cost on page 1, ordered by %s', async (order) => {
    const { cursors } = await walk(order)
    const first = await buffersOf(input(order))
    const fiftieth = await buffersOf(input(order, cursors[48]))
    expect(first).toBeGreaterThan(24)
    expect(first).toBeLessThan(500)
    expect(Math.abs(fiftieth - first) / first).toBeLessThan(0.1)
  })

  it('cost with a thousand stores what they cost with one', async () => {
    await database.pool.query(
      `delete from search.stores where store_id <> 'sto_1'; update search.listing set store_id = 'sto_1'`,
    )
    await database.pool.query('vacuum full analyze search.listing')
    await database.pool.query('vacuum full analyze search.stores')
    const one = await buffersOf(input('popular'))
    await database.pool
      .query(`insert into search.stores select 'sto_' || i, 's' || i, '{"en": "Store"}', 'DE', true from generate_series(2, 1000) i;
      update search.listing set store_id = 'sto_' || number % 1000 + 1`)
    await database.pool.query('vacuum full analyze search.listing')
    await database.pool.query('vacuum full analyze search.stores')
    const thousand = await buffersOf(input('popular'))
    expect(one).toBeLessThan(500)
    expect(Math.abs(thousand - one) / one).toBeLessThan(0.1)
  })
})

describe('addresses of goods', () => {
  it('fall into parts that never hold more than they may, each product in one', async () => {
    // The last of the second part, the first of the third, and one that nobody sells.
    await database.pool
      .query(`insert into search.products (number, product_id, published, titles) overriding system value
      select n, 'prd_' || n, true, jsonb_build_object('en', jsonb_build_array('Far', 'far-' || n)) from unnest(array[100000, 100001, 150001]) n;
      insert into search.listing select 'DE', n, 'off_1', 'sto_1', 'DE', 100, false, true, 1 from unnest(array[100000, 100001]) n`)
    const parts = await findParts(db)
    expect(parts).toEqual([0, 1, 2])

    const slugs: string[] = []
    for (const part of parts) {
      let after = 0
      for (;;) {
        const rows = await findAddresses(db, { part, after, limit: 1_500 }, 'en')
        slugs.push(...rows.map(({ slug }) => slug))
        expect(rows.every(({ number }) => Math.floor((number - 1) / ADDRESSES_A_PART) === part)).toBe(true)
        after = rows.at(-1)?.number ?? 0
        if (rows.length < 1_500) break
      }
    }
    expect(new Set(slugs).size).toBe(PRODUCTS + 2)
    expect(slugs).toHaveLength(PRODUCTS + 2)
    expect(slugs.slice(-2)).toEqual(['far-100000', 'far-100001'])
    expect(await findAddresses(db, { part: 0, after: 0, limit: 10 }, 'de')).toEqual([])
  })
})
