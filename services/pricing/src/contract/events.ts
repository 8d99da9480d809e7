import { Type } from 'typebox'
import { Id, event } from '@tradewind/platform/contract'

/** Prices of these offers changed. */
export const pricesChanged = event(
  'pricing.prices-changed.v1',
  Type.Object({ offerIds: Type.Array(Id('off')) }),
)
/** A market or a rate set changed; every price shown in a market may have. */
export const marketsChanged = event('pricing.markets-changed.v1', Type.Object({}))
