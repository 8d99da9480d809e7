import { sql, type Kysely } from 'kysely'
import type { OutputOf } from '@tradewind/platform/contract'
import { machineMarksOf, type MachineMarks } from '@tradewind/platform/texts'
import type { fulfilment } from '../contract/index.ts'
import type { FulfilmentTables } from '../tables.ts'
import type { Method } from './methods.rules.ts'

type Db = Kysely<FulfilmentTables>
type Delivery = OutputOf<typeof fulfilment.getDelivery>[number]

/** A method with what its tables need to know beside it. */
export interface StoredMethod {
  readonly id: string
  readonly storeId: string
  readonly currency: string
  readonly assumedGrams: number
  readonly method: Method
}

/** A way to ship one part, before free shipping is looked at. */
export interface Candidate {
  readonly part: number
  readonly methodId: string
  readonly name: Method['name']
  readonly machineMarks: MachineMarks
  readonly carrier: string
  readonly currency: string
  readonly minor: number
  readonly freeFrom: number | null
  readonly minDays: number
  readonly maxDays: number
}

/** The zone of a method `m` that names the country, else the one for all others. */
const zoneFor = (country: ReturnType<typeof sql>) => sql`
  join lateral (
    select z.position, z.min_days, z.max_days, z.free_from from fulfilment.zones z
    where z.method_id = m.id and (${country} = any(z.countries) or '*' = any(z.countries))
    order by ${country} = any(z.countries) desc limit 1
  ) z on true`

/** The first step of the zone `z` that holds the weight. */
const stepFor = (grams: ReturnType<typeof sql>) => sql`
  join lateral (
    select s.minor from fulfilment.steps s
    where s.method_id = m.id and s.zone_position = z.position and s.up_to_grams >= ${grams}
    order by s.up_to_grams limit 1
  ) s on true`

/** Every way to ship each part to a country; `part` counts from 1. */
export async function readCandidates(
  db: Db,
  country: string,
  parts: readonly { storeId: string; weightGrams: number; unweighedPieces?: number }[],
): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    select p.part::int as part, m.id as "methodId", m.name, m.carrier, m.currency, s.minor,
      ${machineMarksOf('fulfilment', 'method', sql`m.id`)} as "machineMarks",
      z.free_from as "freeFrom", z.min_days as "minDays", z.max_days as "maxDays"
    from unnest(${parts.map((part) => part.storeId)}::text[], ${parts.map((part) => part.weightGrams)}::int[],
      ${parts.map((part) => part.unweighedPieces ?? 0)}::int[])
      with ordinality as p(store_id, grams, unweighed, part)
    join fulfilment.methods m on m.store_id = p.store_id and m.active
    ${zoneFor(sql`${country}::text`)}
    ${stepFor(sql`p.grams + p.unweighed::bigint * m.assumed_grams`)}
    order by p.part, m.id`.execute(db)
  return rows
}

/** The cheapest way of each store to each country, for every weight at which a price changes; 0 g is an unknown weight. */
export async function readDelivery(
  db: Db,
  storeIds: readonly string[],
  countries: readonly string[],
): Promise<Delivery[]> {
  const { rows } = await sql<Delivery>`
    with ways as (
      select m.id, m.store_id, m.currency, m.assumed_grams, c.code as country, z.position, z.min_days, z.max_days
      from fulfilment.methods m cross join unnest(${countries}::text[]) as c(code)
      ${zoneFor(sql`c.code`)}
      where m.store_id = any(${storeIds}::text[]) and m.active),
    weights as (
      select distinct w.store_id, w.country, s.up_to_grams
      from ways w join fulfilment.steps s on s.method_id = w.id and s.zone_position = w.position
      union select store_id, country, 0 from ways)
    select distinct on (weights.store_id, weights.country, weights.up_to_grams)
      weights.store_id as "storeId", weights.country, weights.up_to_grams as "upToGrams",
      jsonb_build_object('minor', s.minor, 'currency', m.currency) as price, m.min_days as "minDays", m.max_days as "maxDays"
    from weights join ways m using (store_id, country)
    join lateral (select m.position) z on true
    ${stepFor(sql`case when weights.up_to_grams = 0 then m.assumed_grams else weights.up_to_grams end`)}
    order by weights.store_id, weights.country, weights.up_to_grams, s.minor, m.max_days, m.id`.execute(db)
  return rows
}

/** The countries to which each store ships in any way, in order; `*` alone is all of them. */
export interface Reach {
  storeId: string
  countries: string[]
  upToGrams: Record<string, number>
}

/** Where stores ship to, and how heavy. */
export async function readReach(db: Db, storeIds: readonly string[]): Promise<Reach[]> {
  // What a method names by itself it does not send as the rest of the world.
  const { rows } = await sql<Reach>`
    with zone as materialized (
      select m.store_id, m.id as method_id, c.code,
        (select max(x.up_to_grams) from fulfilment.steps x where x.method_id = z.method_id and x.zone_position = z.position) as grams
      from fulfilment.methods m join fulfilment.zones z on z.method_id = m.id cross join lateral unnest(z.countries) as c(code)
      where m.store_id = any(${storeIds}::text[]) and m.active),
    heaviest as (
      select named.store_id, named.code, max(coalesce(own.grams, rest.grams)) as grams
      from (select distinct store_id, code from zone) named
      join (select distinct store_id, method_id from zone) m using (store_id)
      left join zone own on own.method_id = m.method_id and own.code = named.code
      left join zone rest on rest.method_id = m.method_id and rest.code = '*'
      group by named.store_id, named.code)
    select s.id as "storeId", case when bool_or(h.code = '*') then array['*']
        else coalesce(array_agg(h.code order by h.code) filter (where h.code is not null), '{}') end as countries,
      coalesce(jsonb_object_agg(h.code, h.grams) filter (where h.code is not null), '{}') as "upToGrams"
    from unnest(${storeIds}::text[]) as s(id)
    left join heaviest h on h.store_id = s.id
    group by s.id order by s.id`.execute(db)
  return rows
}

/** Methods of a store, all or one, as it wrote them. */
export async function readMethods(db: Db, storeId: string, id?: string): Promise<Method[]> {
  const { rows } = await sql<Method>`
    select m.id, m.name, m.carrier, m.active, m.assumed_grams as "assumedGrams", (
      select jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
        'countries', z.countries, 'minDays', z.min_days, 'maxDays', z.max_days,
        'freeFrom', case when z.free_from is not null
          then jsonb_build_object('minor', z.free_from, 'currency', m.currency) end,
        'rates', (select jsonb_agg(jsonb_build_object('upToGrams', s.up_to_grams,
            'price', jsonb_build_object('minor', s.minor, 'currency', m.currency)) order by s.up_to_grams)
          from fulfilment.steps s where s.method_id = z.method_id and s.zone_position = z.position)
      )) order by z.position)
      from fulfilment.zones z where z.method_id = m.id) as zones
    from fulfilment.methods m
    where m.store_id = ${storeId} and (${id ?? null}::text is null or m.id = ${id ?? null})
    order by m.id`.execute(db)
  return rows
}

export async function insertMethod(
  tx: Db,
  { id, storeId, currency, assumedGrams, method }: StoredMethod,
): Promise<void> {
  await tx
    .insertInto('fulfilment.methods')
    .values({
      id,
      store_id: storeId,
      name: JSON.stringify(method.name),
      carrier: method.carrier,
      active: method.active,
      currency,
      assumed_grams: assumedGrams,
    })
    .execute()
}

/** Replaces all but the zones; false when the store has no such method. */
export async function updateMethod(
  tx: Db,
  { id, storeId, currency, assumedGrams, method }: StoredMethod,
): Promise<boolean> {
  const changed = await tx
    .updateTable('fulfilment.methods')
    .set({
      name: JSON.stringify(method.name),
      carrier: method.carrier,
      active: method.active,
      currency,
      assumed_grams: assumedGrams,
      updated_at: sql`now()`,
    })
    .where('store_id', '=', storeId)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst()
  return changed !== undefined
}

export async function deleteZones(tx: Db, methodId: string): Promise<void> {
  await tx.deleteFrom('fulfilment.zones').where('method_id', '=', methodId).execute()
}

/** Adds methods that their store does not have under that key; answers the ids of those added. */
export async function insertKeyedMethods(
  tx: Db,
  methods: readonly (StoredMethod & { readonly key: string })[],
): Promise<ReadonlySet<string>> {
  const rows = methods.map(({ id, storeId, key, currency, assumedGrams, method }) => ({
    id,
    store_id: storeId,
    key,
    currency,
    assumed_grams: assumedGrams,
    name: method.name,
    carrier: method.carrier,
    active: method.active,
  }))
  const { rows: added } = await sql<{ id: string }>`
    insert into fulfilment.methods (id, store_id, key, name, carrier, active, currency, assumed_grams)
    select id, store_id, key, name, carrier, active, currency, assumed_grams from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as m(id text, store_id text, key text, name jsonb, carrier text, active boolean, currency text, assumed_grams int)
    on conflict (store_id, key) do nothing returning id`.execute(tx)
  return new Set(added.map((row) => row.id))
}

/** The zones and weight steps of methods that have none. */
export async function insertZones(tx: Db, methods: readonly StoredMethod[]): Promise<void> {
  const zones = methods.flatMap(({ id, storeId, method }) =>
    method.zones.map((zone, index) => ({
      method_id: id,
      store_id: storeId,
      position: index + 1,
      countries: [...new Set(zone.countries)],
      min_days: zone.minDays,
      max_days: zone.maxDays,
      free_from: zone.freeFrom?.minor ?? null,
    })),
  )
  const steps = methods.flatMap(({ id, storeId, method }) =>
    method.zones.flatMap((zone, index) =>
      zone.rates.map((rate) => ({
        method_id: id,
        store_id: storeId,
        zone_position: index + 1,
        up_to_grams: rate.upToGrams,
        minor: rate.price.minor,
      })),
    ),
  )
  await sql`insert into fulfilment.zones (store_id, method_id, position, countries, min_days, max_days, free_from)
    select store_id, method_id, position, array(select jsonb_array_elements_text(countries)), min_days, max_days, free_from
    from jsonb_to_recordset(${JSON.stringify(zones)}::jsonb) as z(store_id text, method_id text, position int,
      countries jsonb, min_days int, max_days int, free_from bigint)`.execute(tx)
  await sql`insert into fulfilment.steps (store_id, method_id, zone_position, up_to_grams, minor)
    select * from jsonb_to_recordset(${JSON.stringify(steps)}::jsonb)
      as s(store_id text, method_id text, zone_position int, up_to_grams int, minor bigint)`.execute(tx)
}
