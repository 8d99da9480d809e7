import { exportPersonRoute } from '@tradewind/platform/contract'
import { moderationOperations } from './moderation.ts'
import { questionOperations } from './questions.ts'
import { reviewOperations } from './reviews.ts'

export * from './events.ts'
export * from './posts.ts'

export const reviews = {
  ...reviewOperations,
  ...questionOperations,
  ...moderationOperations,
  exportPerson: exportPersonRoute('reviews'),
}
