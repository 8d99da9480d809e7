import { sql } from 'kysely'
import { eventually } from '@tradewind/platform/testing'
import { describe, expect, it } from 'vitest'
import { paymentsStory } from '../payments.testing.ts'

const { host, sandbox, db, calls, begin, see, told } = await paymentsStory()
const operator = host.ctx({ actor: host.operator() })
const disputesOf = async (orderId: string) =>
  (await calls.listDisputes(operator, {})).items.filter((dispute) => dispute.orderId === orderId)

/** A captured payment that the buyer's bank has taken back. */
async function disputed() {
  const payment = await begin()
  const intentId = payment.providerReference ?? ''
  if (payment.nextAction.type !== 'redirect') throw new Error('there is nothing to pay')
  await sandbox.pay(payment.nextAction.url)
  await eventually(async () => expect((await see(payment.orderId)).payment.status).toBe('captured'))
  return { ...payment, intentId, disputeId: await sandbox.openDispute(intentId) }
}

describe('a dispute', () => {
  it.each([
    ['winning: signed by the buyer', 'won'],
    [null, 'lost'],
  ] as const)('answered with %j is recorded, told and audited: opened, then %s', async (evidence, status) => {
    await sandbox.control({ webhooks: { times: 3, outOfOrder: true, delaySeconds: 0.2 } })
    const { orderId, intentId, disputeId, amount } = await disputed()
    await eventually(async () =>
      expect(await disputesOf(orderId)).toMatchObject([{ status: 'open', amount }]),
    )
    await sandbox.answerDispute(intentId, disputeId, evidence)
    await eventually(async () => expect(await disputesOf(orderId)).toMatchObject([{ status }]))
    await sandbox.control()

    const facts = (await told(orderId)).filter(({ type }) => type.startsWith('payments.dispute'))
    expect(facts).toMatchObject([
      { type: 'payments.dispute-opened.v1', payload: { amount } },
      { type: 'payments.dispute-closed.v1', payload: { amount, won: status === 'won' } },
    ])
    const [dispute] = await disputesOf(orderId)
    const { rows } = await sql<{ operation: string }>`
      select operation from platform.audit where target = ${dispute?.id ?? ''} order by id`.execute(db)
    expect(rows.map(({ operation }) => operation)).toEqual([
      'payment.dispute.opened',
      `payment.dispute.${status}`,
    ])
    await expect(
      sql`update payments.disputes set status = 'open', closed_at = null where order_id = ${orderId}`.execute(
        db,
      ),
    ).rejects.toThrow('closed for good')
  })

  it('is for the operator’s eyes', async () => {
    const answer = await fetch(`${host.http}/api/payments/admin/disputes`)
    expect(answer.status).toBe(401)
  })
})
