import { eventually } from '@tradewind/platform/testing'
import { newId } from '@tradewind/kernel'
import { describe, expect, it } from 'vitest'
import { paymentsStory } from '../payments.testing.ts'

const { host, sandbox, db, begin, see, told, refund } = await paymentsStory()

async function paidOrder(): Promise<string> {
  const payment = await begin()
  if (payment.nextAction.type !== 'redirect') throw new Error('nothing to pay')
  await sandbox.pay(payment.nextAction.url)
  await eventually(async () => expect((await see(payment.orderId)).payment.status).toBe('captured'))
  return payment.orderId
}
const goneBack = async (orderId: string) =>
  (await sandbox.log())
    .filter(({ type, order }) => type === 'refund.succeeded' && order === orderId)
    .map(({ amount }) => amount?.minor)
const settled = (orderId: string, withinSeconds = 5) =>
  eventually(
    async () => {
      const { refunds } = await see(orderId)
      expect(refunds.every(({ status }) => status !== 'pending')).toBe(true)
      return refunds
    },
    { withinSeconds },
  )
const keysTold = async (orderId: string) =>
  (await told(orderId))
    .filter(({ type }) => type === 'payments.refund-succeeded.v1')
    .map(({ payload }) => payload.key)

describe('money goes back', () => {
  it('once per key, is said once, and shows in the payment', async () => {
    const orderId = await paidOrder()
    const [first, again] = await Promise.all([refund(orderId, 1999, 'ret-1'), refund(orderId, 1999, 'ret-1')])
    expect(first).toMatchObject({ id: again.id, status: 'pending', amount: { minor: 1999, currency: 'EUR' } })
    await settled(orderId)
    expect(await goneBack(orderId)).toEqual([1999])
    expect((await see(orderId)).payment.refunded).toEqual({ minor: 1999, currency: 'EUR' })
    expect((await refund(orderId, 1999, 'ret-1')).status).toBe('succeeded')
    expect(await keysTold(orderId)).toEqual(['ret-1'])
    await expect(refund(orderId, 2000, 'ret-1')).rejects.toMatchObject({ code: 'payments.key-reused' })
  })

  it('never beyond what was captured, also when many race', async () => {
    const orderId = await paidOrder()
    const answers = await Promise.allSettled(
      Array.from({ length: 30 }, (_, index) => refund(orderId, 499, `race-${index}`)),
    )
    const refusals = answers.filter((answer) => answer.status === 'rejected')
    expect(answers.length - refusals.length).toBe(10)
    for (const { reason } of refusals) expect(reason).toMatchObject({ code: 'payments.above-captured' })
    await settled(orderId)
    expect(await goneBack(orderId)).toEqual(Array(10).fill(499))
    expect(await keysTold(orderId)).toHaveLength(10)
    await refund(orderId, 9, 'rest')
    await expect(refund(orderId, 1, 'too much')).rejects.toMatchObject({
      status: 422,
      params: { left: { minor: 0, currency: 'EUR' } },
    })
  })

  it('not in another currency, nothing, less than nothing, or before it came', async () => {
    const orderId = await paidOrder()
    await expect(refund(orderId, 100, 'usd', 'USD')).rejects.toMatchObject({
      code: 'payments.wrong-currency',
    })
    for (const minor of [0, -5]) {
      await expect(refund(orderId, minor, `m${minor}`)).rejects.toMatchObject({
        code: 'payments.above-captured',
      })
    }
    const { orderId: unpaid } = await begin()
    for (const id of [unpaid, newId('ord')]) {
      await expect(refund(id, 100, 'early')).rejects.toMatchObject({ code: 'payments.not-captured' })
    }
  })

  it('exactly once though the provider does the work and its answer is lost', async () => {
    const orderId = await paidOrder()
    await sandbox.control({
      for: orderId,
      api: { mode: 'fail', operations: ['refund'], afterEffect: true },
      webhooks: { never: true },
    })
    await refund(orderId, 700, 'lost')
    await eventually(async () => expect(await goneBack(orderId)).toEqual([700]))
    expect((await see(orderId)).refunds[0]?.status).toBe('pending')
    await sandbox.control()
    await settled(orderId, 20)
    expect(await goneBack(orderId)).toEqual([700])
    expect(await keysTold(orderId)).toEqual(['lost'])
  }, 30_000)

  it('when the provider takes its time about it', async () => {
    const orderId = await paidOrder()
    await sandbox.control({ for: orderId, refunds: 'later' })
    await refund(orderId, 700, 'slow')
    await settled(orderId, 15)
    expect(await keysTold(orderId)).toEqual(['slow'])
  })

  it('when it is asked for again after the provider refused', async () => {
    const orderId = await paidOrder()
    await sandbox.control({ for: orderId, refunds: 'refused' })
    await refund(orderId, 4999, 'all')
    expect((await settled(orderId))[0]?.status).toBe('failed')
    expect(await keysTold(orderId)).toEqual([])

    await sandbox.control()
    expect((await refund(orderId, 4999, 'all')).status).toBe('pending')
    expect((await settled(orderId))[0]?.status).toBe('succeeded')
    expect(await goneBack(orderId)).toEqual([4999])
    expect(await keysTold(orderId)).toEqual(['all'])
  })
})

describe('the database itself', () => {
  it('refuses refunds above what was captured, and changes to what is final', async () => {
    const orderId = await paidOrder()
    const { payment } = await see(orderId)
    const insert = (minor: number) =>
      db
        .insertInto('payments.refunds')
        .values({
          id: newId('rfd'),
          payment_id: payment.id,
          order_id: orderId,
          key: `k${minor}`,
          amount_minor: minor,
          currency: 'EUR',
          reason: 'by hand',
        })
        .execute()
    await expect(insert(5000)).rejects.toThrow('exceed what was captured')
    const change = db.updateTable('payments.payments').where('id', '=', payment.id)
    await expect(change.set({ status: 'failed' }).execute()).rejects.toThrow('captured for good')
    await expect(change.set({ amount_minor: 1 }).execute()).rejects.toThrow()

    await refund(orderId, 100, 'done')
    await settled(orderId)
    const undo = db.updateTable('payments.refunds').where('order_id', '=', orderId).set({ status: 'failed' })
    await expect(undo.execute()).rejects.toThrow('succeeded for good')
    await host.quiet()
  })
})
