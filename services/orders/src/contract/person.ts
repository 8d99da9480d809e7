import { Type } from 'typebox'
import { DateOnly, Exact, Id, Nullable, exportPersonRoute, route } from '@tradewind/platform/contract'

export const personOperations = {
  exportPerson: exportPersonRoute('orders'),
  getPersonStanding: route({
    method: 'POST',
    path: '/internal/person/standing',
    capability: 'orders.person.standing',
    role: 'system',
    summary: 'What of a person’s orders is still going on, and what of them stays after an erasure',
    input: Exact({ userId: Id('usr') }),
    output: Type.Object({
      orderIds: Type.Array(Id('ord')),
      /** Neither ended nor with the buyer. */
      openOrders: Type.Integer(),
      openReturns: Type.Integer(),
      /** Paid orders, whose invoices are kept. */
      invoices: Type.Integer(),
      /** Last day of the last of them. */
      invoicesUntil: Nullable(DateOnly),
    }),
  }),
  forgetInvoices: route({
    method: 'POST',
    path: '/internal/invoices/forget',
    capability: 'orders.invoices.forget',
    role: 'system',
    summary:
      'Remove now the names and addresses of invoices whose time is over; a ticker does it every six hours',
    input: Exact({}),
    output: Type.Object({ removed: Type.Integer() }),
  }),
}
