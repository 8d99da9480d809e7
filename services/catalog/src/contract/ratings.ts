import { Type } from 'typebox'
import { Exact, Id, Nullable, route } from '@tradewind/platform/contract'

export const ratings = {
  getStoreRatings: route({
    method: 'POST',
    path: '/internal/store-ratings',
    capability: 'catalog.store-ratings.get',
    role: 'system',
    summary: 'Average stars of the goods that stores describe',
    input: Exact({ storeIds: Type.Array(Id('sto'), { maxItems: 100 }) }),
    output: Type.Array(
      Type.Object({ storeId: Id('sto'), average: Nullable(Type.Number()), count: Type.Integer() }),
    ),
  }),
}
