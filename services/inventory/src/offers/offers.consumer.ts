import type { PayloadOf } from '@tradewind/platform/contract'
import type { Consumer } from '@tradewind/platform/service'
import { offerCreated } from '@tradewind/catalog/events'
import type { InventoryTables } from '../tables.ts'
import { insertOffers } from './offers.queries.ts'

/** Learns whose offers there are. */
export const offersConsumer: Consumer = {
  name: 'offers',
  events: [offerCreated],
  async handle(facts, tx) {
    const offers = facts.map((fact) => fact.payload as PayloadOf<typeof offerCreated>)
    await insertOffers(tx.withTables<InventoryTables>(), offers)
  },
}
