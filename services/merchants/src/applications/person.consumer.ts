import { personErased } from '@tradewind/identity/events'
import type { Fact } from '@tradewind/platform/contract'
import type { Consumer } from '@tradewind/platform/service'
import { eraseApplications } from './person.queries.ts'

/** Lets go of what erased people asked. */
export const personConsumer: Consumer = {
  name: 'erased',
  events: [personErased],
  async handle(facts, tx) {
    for (const { payload } of facts as Fact<typeof personErased>[])
      await eraseApplications(tx, payload.userId)
  },
}
