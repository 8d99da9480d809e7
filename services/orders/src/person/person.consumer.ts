import { personErased } from '@tradewind/identity/events'
import type { Fact } from '@tradewind/platform/contract'
import { allowSeconds } from '@tradewind/platform/db'
import type { Consumer, Ticker } from '@tradewind/platform/service'
import type { OrdersDeps } from '../orders.deps.ts'
import { blankSevered, forgetGuests, removeExpired, severPerson } from './person.queries.ts'

/** Severs erased people from their orders, and keeps of them what tax law may ask for. */
export const personConsumer = ({ config }: OrdersDeps): Consumer => ({
  name: 'erased',
  events: [personErased],
  async handle(facts, tx) {
    for (const { payload } of facts as Fact<typeof personErased>[]) {
      await severPerson(tx, payload.userId, payload.erasureId)
      await blankSevered(tx, config.invoiceKeepYears, payload.erasureId)
    }
  },
})

/** Removes invoices' names and addresses after their time, those of orders that ended after their owner's erasure, and of guests. */
export async function forgetInvoices({ db, config, clock, log }: OrdersDeps): Promise<number> {
  const today = clock.now().toISOString().slice(0, 10)
  const removed = await db.transaction().execute(async (tx) => {
    await allowSeconds(tx, 60)
    await blankSevered(tx, config.invoiceKeepYears)
    await forgetGuests(tx, today, config.invoiceKeepYears)
    return removeExpired(tx, today)
  })
  if (removed > 0) log.info({ removed }, 'invoices are kept no longer')
  return removed
}

export const forgetInvoicesTicker = (deps: OrdersDeps): Ticker => ({
  name: 'forget-invoices',
  // It looks through all orders, and carts of guests.
  everySeconds: 21_600,
  run: async () => void (await forgetInvoices(deps)),
})
