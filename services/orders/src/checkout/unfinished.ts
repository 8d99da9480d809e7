import { isAppError } from '@tradewind/kernel'
import { systemContext } from '@tradewind/platform/contract'
import type { Ticker } from '@tradewind/platform/service'
import { orderReleased } from '../contract/events.ts'
import type { OrdersDeps } from '../orders.deps.ts'
import { advance } from './confirm.actions.ts'
import { endUnsold, listInterrupted, listOverdue } from './checkout.queries.ts'

/** Goes on with orders whose placing was interrupted, such as by a crash. */
export function resumePlacing(deps: OrdersDeps): Ticker {
  return {
    name: 'resume-placing',
    everySeconds: 4,
    async run() {
      for (const flow of await listInterrupted(deps.db))
        await advance(deps, systemContext('orders'), flow).catch((error: unknown) => {
          if (!isAppError(error))
            deps.log.warn({ err: error, orderId: flow.id }, 'an order could not be resumed')
        })
    },
  }
}

/** Ends unpaid orders whose time is over, after the provider has said that no money came. */
export function expireOrders(deps: OrdersDeps): Ticker {
  return {
    name: 'expire',
    everySeconds: 3,
    async run() {
      for (const orderId of await listOverdue(deps.db))
        await expire(deps, orderId).catch((error: unknown) =>
          deps.log.warn({ err: error, orderId }, 'an order could not be ended yet'),
        )
    },
  }
}

async function expire(deps: OrdersDeps, orderId: string): Promise<void> {
  const payment = await deps.calls.payments.cancelIntent(systemContext('orders'), { orderId })
  // The money came first: the fact of it makes the order paid.
  if (payment?.status === 'captured') return
  await deps.db.transaction().execute(async (tx) => {
    if (await endUnsold(tx, orderId, ['awaiting-payment'], 'expired', 'orders.history-expired'))
      await deps.emit(tx, orderReleased, orderId, { orderId, reason: 'expired' })
  })
}
