import { personErased } from '@tradewind/identity/events'
import type { Fact } from '@tradewind/platform/contract'
import type { Consumer } from '@tradewind/platform/service'
import type { ReviewsDeps } from '../reviews.deps.ts'
import { erasePosts } from './person.queries.ts'
import { tellRated } from './write.ts'

/** Lets go of what erased people wrote, or of their names in it. */
export const personConsumer = (deps: ReviewsDeps): Consumer => ({
  name: 'erased',
  events: [personErased],
  async handle(facts, tx) {
    for (const { payload } of facts as Fact<typeof personErased>[])
      await tellRated(tx, deps, await erasePosts(tx, payload.userId, payload.keepReviews))
  },
})
