import { newId } from '@tradewind/kernel'
import type { Service } from '@tradewind/platform/contract'
import type { fulfilment } from '../contract/index.ts'
import type { FulfilmentDeps } from '../fulfilment.deps.ts'
import type { FulfilmentTables } from '../tables.ts'
import { trackingNumber } from '../tracking/tracking.rules.ts'
import { insertParcels, insertShipment, readParcels } from './parcels.queries.ts'

export function parcelActions(
  deps: FulfilmentDeps,
): Pick<Service<typeof fulfilment>, 'createParcels' | 'getParcels'> {
  const db = deps.database<FulfilmentTables>()
  const { demo, carrierStepSeconds } = deps.config
  const firstReportSeconds = demo && carrierStepSeconds > 0 ? carrierStepSeconds : null
  return {
    createParcels: (_ctx, request) =>
      db.transaction().execute(async (tx) => {
        if (await insertShipment(tx, request)) {
          const country = request.shipFrom ?? request.shipTo.country
          const parcels = request.parcels.map((parcel) => ({
            ...parcel,
            id: newId('pcl'),
            trackingNumber: parcel.trackingNumber ?? trackingNumber(randomSerial(), country),
          }))
          await insertParcels(tx, request, parcels, firstReportSeconds)
        }
        return readParcels(tx, { shipmentKey: request.key })
      }),

    getParcels: (_ctx, { orderIds }) => readParcels(db, { orderIds }),
  }
}

function randomSerial(): string {
  const [random = 0] = crypto.getRandomValues(new Uint32Array(1))
  return String(random % 100_000_000).padStart(8, '0')
}
