import { sql, type Kysely } from 'kysely'
import type { FulfilmentTables } from '../tables.ts'
import type { Journey, Report, Status } from './tracking.rules.ts'

type Db = Kysely<FulfilmentTables>

/** A parcel as the simulated carrier sees it, locked. */
export interface TravellingParcel extends Journey {
  readonly orderId: string
  readonly subOrderId: string
  readonly kind: 'outbound' | 'return'
  readonly status: Status
  readonly reported: Status[]
}

const travelling = sql`
  select p.id as "parcelId", p.order_id as "orderId", p.status, s.sub_order_id as "subOrderId", s.kind,
    s.ship_from as "from", s.ship_to_country as "to", s.ship_to_city as city,
    coalesce((select array_agg(e.status order by e.position) from fulfilment.parcel_events e
      where e.parcel_id = p.id), '{}') as reported
  from fulfilment.parcels p join fulfilment.shipments s on s.key = p.shipment_key`

export async function lockParcel(tx: Db, parcelId: string): Promise<TravellingParcel | undefined> {
  const { rows } =
    await sql<TravellingParcel>`${travelling} where p.id = ${parcelId} for update of p`.execute(tx)
  return rows[0]
}

/** Parcels of which the simulated carrier has something to report. */
export async function lockDueParcels(tx: Db, limit: number): Promise<TravellingParcel[]> {
  const { rows } = await sql<TravellingParcel>`${travelling} where p.next_event_at <= now()
    order by p.next_event_at limit ${sql.lit(limit)} for update of p skip locked`.execute(tx)
  return rows
}

/** Appends one report to each parcel and moves its status there; `more` tells whether another one will follow. */
export async function insertReports(
  tx: Db,
  reports: readonly (Report & { parcelId: string; rawCode: string; more: boolean })[],
  stepSeconds: number,
): Promise<void> {
  await sql`
    with report as (
      select * from jsonb_to_recordset(${JSON.stringify(reports)}::jsonb)
        as r("parcelId" text, status text, place text, "rawCode" text, more boolean)
    ), told as (
      insert into fulfilment.parcel_events (parcel_id, position, store_id, status, place, raw_code)
      select p.id, (select count(*) + 1 from fulfilment.parcel_events e where e.parcel_id = p.id), p.store_id,
        r.status, r.place, r."rawCode"
      from report r join fulfilment.parcels p on p.id = r."parcelId"
    )
    update fulfilment.parcels p set status = r.status,
      delivered_at = case when r.status = 'delivered' then now() end,
      next_event_at = case when r.more and p.next_event_at is not null
        then now() + make_interval(secs => ${stepSeconds}) end
    from report r where p.id = r."parcelId"`.execute(tx)
}

/** Parcels that nothing more will be reported of. */
export async function stopReports(tx: Db, parcelIds: readonly string[]): Promise<void> {
  await sql`update fulfilment.parcels set next_event_at = null where id = any(${parcelIds}::text[])`.execute(
    tx,
  )
}
