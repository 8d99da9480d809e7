import { sql } from 'kysely'
import type { Db, Kind } from '../parts.ts'
import type { Neighbours } from './similar.rules.ts'

/** What can wait: to be read again, or for a list to be worked out again. */
export type StaleKind = Kind | 'item'

/** Products that a process works on until `until`, an instant of the database. */
export interface Taken {
  productIds: string[]
  until: string | null
}

/** Puts products down to be worked out again; what is being worked out just now comes once more. */
export async function markStale(db: Db, productIds: readonly string[], kind: StaleKind): Promise<void> {
  if (productIds.length === 0) return
  await sql`insert into recommend.stale as s (product_id, kind) select id, ${kind} from unnest(${[...new Set(productIds)].sort()}::text[]) as t(id)
    on conflict (product_id, kind) do update set taken_until = null, since = now() where s.taken_until is not null`.execute(
    db,
  )
}

/** Takes some of those that waited at least so long, for five minutes. */
export async function takeStale(
  db: Db,
  kind: StaleKind,
  options: { waitedSeconds: number; most: number },
): Promise<Taken> {
  const { rows } = await sql<{ product_id: string; until: string }>`
    update recommend.stale s set taken_until = now() + interval '5 minutes' from (
      select product_id, kind from recommend.stale
      where kind = ${kind} and since <= now() - make_interval(secs => ${options.waitedSeconds}::float8)
        and (taken_until is null or taken_until < now())
      order by since limit ${sql.lit(options.most)} for update skip locked) found
    where s.product_id = found.product_id and s.kind = found.kind
    returning s.product_id, s.taken_until::text as until`.execute(db)
  return { productIds: rows.map((row) => row.product_id), until: rows[0]?.until ?? null }
}

/** Takes off what was worked out, unless it was put down anew meanwhile. */
export async function finishStale(db: Db, kind: StaleKind, { productIds, until }: Taken): Promise<void> {
  await sql`delete from recommend.stale where kind = ${kind} and product_id = any(${productIds}::text[])
    and taken_until = ${until}::timestamptz`.execute(db)
}

export async function writeNeighbours(
  db: Db,
  kind: Kind,
  lists: readonly (Neighbours & { productId: string })[],
): Promise<void> {
  await sql`insert into recommend.neighbours (product_id, kind, others, strengths)
    select "productId", ${kind}, others, strengths
    from jsonb_to_recordset(${JSON.stringify(lists)}::jsonb) as t("productId" text, others text[], strengths real[])
    on conflict (product_id, kind) do update set others = excluded.others, strengths = excluded.strengths, made_at = now()`.execute(
    db,
  )
}

const MOST_SETS = sql.lit(500)
const MOST_CANDIDATES = sql.lit(200)
const MOST_OTHERS = sql.lit(24)
/** As if so many further orders had held the other as often as all do: few orders prove little. */
const DOUBT = sql.lit(50)
/** So many standard deviations above chance, or it is no more than chance. */
const PROOF = sql.lit(3)

/** Where things are found together: orders, or what one person looked at. */
const SETS = {
  bought: {
    rows: sql`select order_id as id, at from recommend.purchases where product_id = s.product_id order by at desc limit ${MOST_SETS}`,
    others: sql`select p.product_id, count(*)::int as both_count from mine join recommend.purchases p on p.order_id = mine.id
      where p.product_id <> s.product_id group by p.product_id having count(*) filter (where p.previous_on is null) >= 2`,
    all: sql`select count(distinct order_id)::float8 as sets from recommend.purchases`,
    of: sql`select count(*)::float8 as holding from recommend.purchases p where p.product_id = f.product_id`,
  },
  viewed: {
    rows: sql`select distinct viewer as id from (select viewer, seen_at from recommend.views
      where product_id = s.product_id order by seen_at desc limit ${MOST_SETS}) v`,
    others: sql`select v.product_id, count(distinct v.viewer)::int as both_count from mine join recommend.views v on v.viewer = mine.id
      where v.product_id <> s.product_id group by v.product_id having count(distinct v.viewer) >= 2`,
    all: sql`select count(distinct viewer)::float8 as sets from recommend.views`,
    of: sql`select count(distinct viewer)::float8 as holding from recommend.views v where v.product_id = f.product_id`,
  },
} as const

/**
 * Works out what is found together with these products at least twice, not by one buyer alone, and far likelier than
 * by chance: the share of their sets that hold the other too, less the other's share of all sets, doubted where there
 * are few.
 */
export async function deriveTogether(
  db: Db,
  kind: 'bought' | 'viewed',
  productIds: readonly string[],
): Promise<void> {
  const { rows, others, all, of } = SETS[kind]
  await sql`with everything as materialized (${all}),
    listed as (
      select s.product_id, coalesce(l.others, '{}') as others, coalesce(l.strengths, '{}') as strengths
      from unnest(${[...productIds]}::text[]) as s(product_id)
      left join lateral (
        with mine as materialized (${rows}),
          found as (select * from (${others}) o order by both_count desc, product_id limit ${MOST_CANDIDATES}),
          weighed as (
            select f.product_id, f.both_count, m.holding * held.holding / e.sets as by_chance, m.holding
            from found f cross join everything e cross join (select count(*)::float8 as holding from mine) m cross join lateral (${of}) held
            where e.sets > 0),
          proved as (
            select product_id, (both_count - by_chance) / (holding + ${DOUBT}) as strength from weighed
            where both_count - by_chance >= ${PROOF} * sqrt(by_chance)),
          best as (select * from proved order by strength desc, product_id limit ${MOST_OTHERS})
        select array_agg(product_id order by strength desc, product_id) as others,
          array_agg(strength::real order by strength desc, product_id) as strengths from best
      ) l on true)
    insert into recommend.neighbours (product_id, kind, others, strengths) select product_id, ${kind}, others, strengths from listed
    on conflict (product_id, kind) do update set others = excluded.others, strengths = excluded.strengths, made_at = now()`.execute(
    db,
  )
}

/** Marks goods whose lists of likeness are older than a day, so that new goods find their way into them. */
export async function markAged(db: Db): Promise<void> {
  await sql`insert into recommend.stale (product_id, kind) select product_id, 'item' from recommend.neighbours
    where kind = 'similar' and made_at < now() - interval '1 day' order by made_at limit 2000
    on conflict do nothing`.execute(db)
}

/** Fewer than so many who looked, or bought, and a list would tell what one person did. */
const LEAST_HOLDERS = sql.lit(3)

/**
 * What each country, and all together, wanted in the last thirty days: who bought counts for five who looked. Whose an
 * order is nobody knows here: of one buyer's orders in that time the first counts, and who looked and bought is not
 * counted as two.
 */
export async function derivePopular(db: Db): Promise<void> {
  await sql`with wanted as (
      select country, product_id, 5 as weight, order_id as buyer, null as viewer from recommend.purchases
        where at > now() - interval '30 days' and (previous_on is null or previous_on < (now() - interval '30 days')::date)
      union all select country, product_id, 1, null, viewer from recommend.views where country is not null),
    counted as (
      select coalesce(country, '*') as country, product_id, sum(weight) as score from wanted
      group by grouping sets ((country, product_id), (product_id))
      having greatest(count(distinct buyer), count(distinct viewer)) >= ${LEAST_HOLDERS}),
    ranked as (
      select *, row_number() over (partition by country order by score desc, product_id) as place from counted),
    sets as (select count(distinct order_id)::float8 as orders from recommend.purchases),
    listed as (
      select r.country, r.product_id, r.score,
        case when s.orders > 0 then (select count(*) from recommend.purchases p where p.product_id = r.product_id) / s.orders else 0 end as share
      from ranked r cross join sets s where r.place <= 200),
    gone as (delete from recommend.popular p where not exists (select from listed l where l.country = p.country and l.product_id = p.product_id))
    insert into recommend.popular (country, product_id, score, share) select country, product_id, score, share from listed
    on conflict (country, product_id) do update set score = excluded.score, share = excluded.share`.execute(
    db,
  )
}
