import { Type } from 'typebox'
import { Id, MoneySchema, event } from '@tradewind/platform/contract'

/** The provider holds the buyer’s money. Said once per payment, also when the order has been cancelled meanwhile. */
export const paymentCaptured = event(
  'payments.payment-captured.v1',
  Type.Object({ paymentId: Id('pay'), orderId: Id('ord'), amount: MoneySchema, provider: Type.String() }),
)
/** The payment will not come: declined for good, cancelled or expired. */
export const paymentFailed = event(
  'payments.payment-failed.v1',
  Type.Object({ paymentId: Id('pay'), orderId: Id('ord'), code: Type.String() }),
)
const dispute = {
  disputeId: Id('dsp'),
  paymentId: Id('pay'),
  orderId: Id('ord'),
  amount: MoneySchema,
  provider: Type.String(),
}
/** The buyer’s bank took captured money back; it is gone until the dispute is won. */
export const disputeOpened = event('payments.dispute-opened.v1', Type.Object(dispute))
/** A dispute is decided, once: the money is back with us when it is won, gone for good otherwise. */
export const disputeClosed = event(
  'payments.dispute-closed.v1',
  Type.Object({ ...dispute, won: Type.Boolean() }),
)
/** The provider confirmed a refund. `key` is what the asker chose. */
export const refundSucceeded = event(
  'payments.refund-succeeded.v1',
  Type.Object({
    refundId: Id('rfd'),
    paymentId: Id('pay'),
    orderId: Id('ord'),
    amount: MoneySchema,
    key: Type.String(),
  }),
)
