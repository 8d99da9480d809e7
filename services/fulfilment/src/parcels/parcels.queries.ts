import { sql, type Kysely } from 'kysely'
import type { InputOf, OutputOf } from '@tradewind/platform/contract'
import type { fulfilment } from '../contract/index.ts'
import type { FulfilmentTables } from '../tables.ts'

type Db = Kysely<FulfilmentTables>
type Request = InputOf<typeof fulfilment.createParcels>
export type ParcelView = OutputOf<typeof fulfilment.createParcels>[number]

/** Takes note of a shipment; false when its key is known. */
export async function insertShipment(
  tx: Db,
  { key, storeId, orderId, subOrderId, kind, shipFrom, shipTo }: Request,
): Promise<boolean> {
  const added = await tx
    .insertInto('fulfilment.shipments')
    .values({
      key,
      store_id: storeId,
      order_id: orderId,
      sub_order_id: subOrderId,
      kind,
      ship_from: shipFrom ?? null,
      ship_to_country: shipTo.country,
      ship_to_city: shipTo.city ?? null,
    })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .returning('key')
    .executeTakeFirst()
  return added !== undefined
}

/** The parcels of a new shipment; the simulated carrier reports first after `firstReportSeconds`, if ever. */
export async function insertParcels(
  tx: Db,
  shipment: Pick<Request, 'key' | 'storeId' | 'orderId'>,
  parcels: readonly (Request['parcels'][number] & { id: string; trackingNumber: string })[],
  firstReportSeconds: number | null,
): Promise<void> {
  await sql`
    insert into fulfilment.parcels
      (id, store_id, shipment_key, position, order_id, carrier, tracking_number, weight_grams, lines, next_event_at)
    select p.id, ${shipment.storeId}, ${shipment.key}, row_number() over (order by p.id), ${shipment.orderId},
      p.carrier, p."trackingNumber", p."weightGrams", p.lines,
      now() + make_interval(secs => ${firstReportSeconds}::float8)
    from jsonb_to_recordset(${JSON.stringify(parcels)}::jsonb)
      as p(id text, carrier text, "trackingNumber" text, "weightGrams" int, lines jsonb)`.execute(tx)
}

type Which = { orderIds: readonly string[] } | { shipmentKey: string } | { parcelId: string }

/** Parcels with their timeline in one statement, in the order they were handed over. */
export async function readParcels(db: Db, which: Which): Promise<ParcelView[]> {
  const { rows } = await sql<ParcelView>`
    select p.id, p.order_id as "orderId", s.sub_order_id as "subOrderId", p.store_id as "storeId", s.kind,
      p.carrier, p.tracking_number as "trackingNumber", p.weight_grams as "weightGrams", p.lines, p.status,
      coalesce((
        select jsonb_agg(jsonb_build_object('status', e.status, 'at', ${rfc3339(sql`e.at`)}, 'place', e.place,
          'rawCode', e.raw_code) order by e.position)
        from fulfilment.parcel_events e where e.parcel_id = p.id), '[]') as events,
      ${rfc3339(sql`p.shipped_at`)} as "shippedAt", ${rfc3339(sql`p.delivered_at`)} as "deliveredAt"
    from fulfilment.parcels p join fulfilment.shipments s on s.key = p.shipment_key
    where ${condition(which)}
    order by p.shipped_at, p.shipment_key, p.position`.execute(db)
  return rows
}

function condition(which: Which) {
  if ('orderIds' in which) return sql`p.order_id = any(${which.orderIds}::text[])`
  if ('shipmentKey' in which) return sql`p.shipment_key = ${which.shipmentKey}`
  return sql`p.id = ${which.parcelId}`
}

const rfc3339 = (moment: ReturnType<typeof sql>) =>
  sql`to_char(${moment} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
