import { exportPersonRoute } from '@tradewind/platform/contract'
import { followingOperations } from './following.ts'
import { keepingOperations } from './keeping.ts'

export * from './events.ts'
export * from './following.ts'
export * from './keeping.ts'

export const favourites = {
  ...keepingOperations,
  ...followingOperations,
  exportPerson: exportPersonRoute('favourites'),
}
