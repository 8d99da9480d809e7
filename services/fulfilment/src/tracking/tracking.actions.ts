import { conflict, notFound, refused } from '@tradewind/kernel'
import { ownerKey, type Service } from '@tradewind/platform/contract'
import { appendAudit } from '@tradewind/platform/audit'
import type { Ticker } from '@tradewind/platform/service'
import type { Kysely } from 'kysely'
import { parcelTracked, type fulfilment } from '../contract/index.ts'
import { readParcels } from '../parcels/parcels.queries.ts'
import type { FulfilmentDeps } from '../fulfilment.deps.ts'
import type { FulfilmentTables } from '../tables.ts'
import {
  insertReports,
  lockDueParcels,
  lockParcel,
  stopReports,
  type TravellingParcel,
} from './tracking.queries.ts'
import { mayFollow, nextReport, type Report, type Status } from './tracking.rules.ts'

const BATCH = 200

/** Lets the simulated carrier report one thing of each parcel that is due. */
export function carrierTicker(deps: FulfilmentDeps): Ticker {
  const db = deps.database<FulfilmentTables>()
  return {
    name: 'simulated-carrier',
    everySeconds: Math.max(1, Math.round(deps.config.carrierStepSeconds / 4)),
    async run() {
      let found = BATCH
      while (found === BATCH)
        found = await db.transaction().execute(async (tx) => {
          const parcels = await lockDueParcels(tx, BATCH)
          const reports = parcels.map((parcel) => ({
            parcel,
            report: nextReport(parcel, parcel.status, parcel.reported),
          }))
          const silent = reports.filter(({ report }) => !report).map(({ parcel }) => parcel.parcelId)
          await stopReports(tx, silent)
          await tell(
            deps,
            tx,
            reports.flatMap(({ parcel, report }) => (report ? [{ parcel, report }] : [])),
          )
          return parcels.length
        })
    },
  }
}

export function trackingActions(deps: FulfilmentDeps): Pick<Service<typeof fulfilment>, 'simulateTracking'> {
  const db = deps.database<FulfilmentTables>()
  return {
    async simulateTracking({ actor }, { parcelId, status }) {
      if (!deps.config.demo) throw refused('fulfilment.not-in-demo')
      return db.transaction().execute(async (tx) => {
        const parcel = await lockParcel(tx, parcelId)
        if (!parcel) throw notFound()
        const report = status === undefined ? plannedReport(parcel) : forcedReport(parcel, status)
        await tell(deps, tx, [{ parcel, report }])
        await appendAudit(tx, {
          actor: ownerKey(actor) ?? '',
          role: actor.kind,
          operation: 'sandbox.parcel.advance',
          target: parcelId,
          detail: report,
        })
        const [view] = await readParcels(tx, { parcelId })
        if (!view) throw new Error('a parcel vanished')
        return view
      })
    },
  }
}

function plannedReport(parcel: TravellingParcel): Report {
  const report = nextReport(parcel, parcel.status, parcel.reported)
  if (!report) throw conflict('fulfilment.not-now', { status: parcel.status })
  return report
}

function forcedReport(parcel: TravellingParcel, status: Status): Report {
  if (!mayFollow(parcel.status, status)) throw conflict('fulfilment.not-now', { status: parcel.status })
  return { status, place: parcel.to }
}

async function tell(
  deps: FulfilmentDeps,
  tx: Kysely<FulfilmentTables>,
  reports: readonly { parcel: TravellingParcel; report: Report }[],
): Promise<void> {
  const rows = reports.map(({ parcel, report }) => ({
    ...report,
    parcelId: parcel.parcelId,
    rawCode: `SIM-${report.status.toUpperCase()}`,
    more: nextReport(parcel, report.status, [...parcel.reported, report.status]) !== undefined,
  }))
  await insertReports(tx, rows, deps.config.carrierStepSeconds)
  await deps.emitAll(
    tx,
    parcelTracked,
    reports.map(({ parcel: { parcelId, orderId, subOrderId, kind }, report: { status } }) => ({
      key: parcelId,
      payload: { parcelId, orderId, subOrderId, kind, status },
    })),
  )
}
