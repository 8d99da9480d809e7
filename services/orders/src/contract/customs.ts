import { Type } from 'typebox'
import { Exact, Id, route } from '@tradewind/platform/contract'
import { Order } from './orders.ts'
import { CustomsIdInput, CustomsIdKindSchema } from './customs-id.ts'

export const customsOperations = {
  setCustomsId: route({
    method: 'POST',
    path: '/orders/{orderId}/customs-id',
    capability: 'order.customs-id.set',
    role: 'anonymous',
    owner: 'orderId',
    summary: 'Another number for the customs, for what has not been shipped',
    input: Exact({ orderId: Id('ord'), customsId: CustomsIdInput }),
    output: Order,
    errors: [
      'orders.not-now',
      'orders.customs-id-missing',
      'orders.customs-id-invalid',
      'orders.customs-id-closed',
    ],
  }),
  /** A POST, so that the audit log says who read it. */
  readCustomsId: route({
    method: 'POST',
    path: '/merchant/orders/{subOrderId}/customs-id',
    capability: 'merchant.order.customs-id.read',
    role: 'merchant',
    permission: 'orders.write',
    owner: 'subOrderId',
    summary: 'The buyer’s number for the customs, to be written on the parcel; each reading is audited',
    input: Exact({ subOrderId: Id('sub') }),
    output: Type.Object({ kind: CustomsIdKindSchema, number: Type.String() }),
  }),
}
