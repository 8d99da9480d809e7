import { Type } from 'typebox'
import { Id, event } from '@tradewind/platform/contract'

/** A carrier reported something about a parcel. */
export const parcelTracked = event(
  'fulfilment.parcel-tracked.v1',
  Type.Object({
    parcelId: Id('pcl'),
    orderId: Id('ord'),
    subOrderId: Id('sub'),
    kind: Type.String(),
    status: Type.String(),
  }),
)
/** A store’s shipping methods changed. */
export const methodsChanged = event('fulfilment.methods-changed.v1', Type.Object({ storeId: Id('sto') }))
