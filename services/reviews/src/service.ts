import { defineService } from '@tradewind/platform/service'
import { reviews } from './contract/index.ts'
import { moderationActions } from './moderation/moderation.actions.ts'
import { personConsumer } from './posts/person.consumer.ts'
import { exportPerson } from './posts/person.queries.ts'
import { questionActions } from './posts/questions.actions.ts'
import { reviewActions } from './posts/reviews.actions.ts'
import { uses, type ReviewsDeps } from './reviews.deps.ts'

/** What buyers write about goods, and what stores answer. */
export const reviewsService = defineService({
  name: 'reviews',
  contract: reviews,
  uses,
  migrations: new URL('../migrations/', import.meta.url),
  create(given) {
    const deps: ReviewsDeps = { ...given, db: given.database<unknown>() }
    return {
      operations: {
        ...reviewActions(deps),
        ...questionActions(deps),
        ...moderationActions(deps),
        exportPerson: (_ctx, { userId }) => exportPerson(deps.db, userId),
      },
      consumers: [personConsumer(deps)],
    }
  },
})
