import { newId, refused, type Money } from '@tradewind/kernel'
import type { Service } from '@tradewind/platform/contract'
import type { Transaction } from 'kysely'
import type { Static } from 'typebox'
import type { payments, Refund } from '../contract/index.ts'
import type { PaymentsDeps } from '../payments.deps.ts'
import { lockCapturedPayment } from '../payments/payments.queries.ts'
import type { PaymentRow } from '../payments/payments.rules.ts'
import type { PaymentsTables } from '../tables.ts'
import { SEND_REFUND } from './refunds.names.ts'
import { findRefundByKey, insertRefund, reopenRefund, sumRefunds, type RefundRow } from './refunds.queries.ts'

type Tx = Transaction<PaymentsTables>

export function refundActions({ db, enqueue }: PaymentsDeps): Pick<Service<typeof payments>, 'refund'> {
  return {
    refund: (_ctx, { orderId, amount, key, reason }) =>
      db.transaction().execute(async (tx) => {
        // The lock puts racing refunds of one order in line.
        const payment = await lockCapturedPayment(tx, orderId)
        const earlier = await findRefundByKey(tx, orderId, key)
        if (earlier && !isSame(earlier, amount)) throw refused('payments.key-reused')
        if (earlier && earlier.status !== 'failed') return refundView(earlier)

        if (!payment) throw refused('payments.not-captured')
        await assertWithinCaptured(tx, payment, amount)
        const row = earlier
          ? await reopenRefund(tx, earlier.id)
          : await insertRefund(tx, {
              id: newId('rfd'),
              paymentId: payment.id,
              orderId,
              key,
              amount,
              reason,
              askedByUs: false,
            })
        await enqueue(tx, SEND_REFUND, { refundId: row.id })
        return refundView(row)
      }),
  }
}

async function assertWithinCaptured(tx: Tx, payment: PaymentRow, amount: Money): Promise<void> {
  if (amount.currency !== payment.currency) throw refused('payments.wrong-currency')
  const left = payment.captured_minor - (await sumRefunds(tx, payment.id))
  if (amount.minor <= 0 || amount.minor > left) {
    throw refused('payments.above-captured', { left: { minor: left, currency: payment.currency } })
  }
}

const isSame = (row: RefundRow, amount: Money): boolean =>
  row.amount_minor === amount.minor && row.currency === amount.currency

const refundView = (row: RefundRow): Static<typeof Refund> => ({
  id: row.id,
  paymentId: row.payment_id,
  orderId: row.order_id,
  amount: { minor: row.amount_minor, currency: row.currency },
  status: row.status,
  key: row.key,
})
