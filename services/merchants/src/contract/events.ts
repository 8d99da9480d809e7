import { Type } from 'typebox'
import { Id, event } from '@tradewind/platform/contract'

/** A store opened; its owner may work for it from now on. */
export const storeOpened = event(
  'merchants.store-opened.v1',
  Type.Object({ storeId: Id('sto'), ownerId: Type.Union([Id('usr'), Type.Null()]) }),
)
/** A store’s name, status or contract changed. */
export const storeChanged = event('merchants.store-changed.v1', Type.Object({ storeId: Id('sto') }))
/** An application was decided. */
export const applicationDecided = event(
  'merchants.application-decided.v1',
  Type.Object({
    applicationId: Id('apl'),
    applicantId: Id('usr'),
    approved: Type.Boolean(),
    storeName: Type.String(),
    reason: Type.Union([Type.String(), Type.Null()]),
  }),
)
