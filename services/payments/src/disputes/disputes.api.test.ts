import { newId } from '@tradewind/kernel'
import { sql } from 'kysely'
import { eventually } from '@tradewind/platform/testing'
import { describe, expect, it } from 'vitest'
import { paymentsStory } from '../payments.testing.ts'

const { host, sandbox, db, calls, begin, see, told } = await paymentsStory()
const operator = host.ctx({ actor: host.operator() })
const disputesOf = async (orderId: string) =>
  (await calls.listDisputes(operator, {})).items.filter((dispute) => dispute.orderId === orderId)

const ACCOUNT = { email: 'house@example.com', password: 'keys to the whole house' }
const { token } = await host.calls.identity.openSetup(host.ctx(), {})
await host.calls.identity.setupOperator(host.ctx(), { token: token ?? '', ...ACCOUNT, name: 'House' })
const tokens = await host.calls.identity.login(host.ctx(), { ...ACCOUNT, portal: 'admin' })
const accessToken = 'accessToken' in tokens ? tokens.accessToken : ''

/** Hands a file in as the console does; without a token as somebody who is not logged in. */
async function handIn(disputeId: string, bytes: string, bearer = accessToken) {
  const body = new FormData()
  body.set('file', new Blob([bytes]), 'receipt.pdf')
  const answer = await fetch(`${host.http}/api/payments/admin/disputes/${disputeId}/files`, {
    method: 'POST',
    body,
    headers: bearer === '' ? {} : { authorization: `Bearer ${bearer}` },
  })
  return { status: answer.status, body: (await answer.json()) as { id: string; name: string } }
}

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

  it('is answered by an operator, once, with files; the provider judges, and the record stands', async () => {
    const { orderId } = await disputed()
    await eventually(async () => expect(await disputesOf(orderId)).toHaveLength(1))
    const [dispute] = await disputesOf(orderId)
    const disputeId = dispute?.id ?? ''
    expect(dispute).toMatchObject({ orderNumber: 'TW-1', answeredAt: null })
    expect(Date.parse(dispute?.dueAt ?? '')).toBeGreaterThan(Date.now())

    const receipt = await handIn(disputeId, '%PDF-1.7 signed receipt')
    expect(receipt).toMatchObject({ status: 201, body: { name: 'receipt.pdf' } })
    expect(await handIn(disputeId, '<script>alert(1)</script>')).toMatchObject({ status: 415 })
    expect(await handIn(disputeId, '%PDF-1.7', '')).toMatchObject({ status: 401 })

    const evidence = 'winning: the buyer signed for the parcel'
    const answer = { disputeId, evidence, fileIds: [receipt.body.id] }
    await expect(calls.answerDispute(operator, { ...answer, fileIds: [newId('fil')] })).rejects.toMatchObject(
      {
        status: 400,
        fields: [{ path: 'fileIds' }],
      },
    )
    expect(await calls.answerDispute(operator, answer)).toMatchObject({ answer: { evidence } })
    await expect(calls.answerDispute(operator, { ...answer, evidence: 'more' })).rejects.toMatchObject({
      code: expect.stringMatching(/^payments\.dispute-(answered|closed)$/),
    })
    await eventually(async () =>
      expect(await calls.getDispute(operator, { disputeId })).toMatchObject({
        status: 'won',
        answer: { sentAt: expect.any(String), refusalCode: null, files: [{ name: 'receipt.pdf' }] },
      }),
    )
    const closings = (await told(orderId)).filter(({ type }) => type === 'payments.dispute-closed.v1')
    expect(closings).toMatchObject([{ payload: { won: true } }])
    await expect(calls.answerDispute(operator, answer)).rejects.toMatchObject({
      code: 'payments.dispute-closed',
    })
  })

  it.each([
    ['before it took the answer', false, 'answered'],
    ['after it took the answer', true, 'won'],
  ] as const)(
    'is answered once when the provider is back that failed %s',
    async (_when, afterEffect, meanwhile) => {
      const { orderId } = await disputed()
      await eventually(async () => expect(await disputesOf(orderId)).toHaveLength(1))
      const disputeId = (await disputesOf(orderId))[0]?.id ?? ''
      await sandbox.control({ api: { mode: 'fail', operations: ['dispute'], afterEffect } })
      await calls.answerDispute(operator, { disputeId, evidence: 'winning: signed by the buyer' })
      // The task has had its turn; from now on nobody but the ticker goes on.
      await eventually(async () => {
        const { rows } = await sql<{ left: number }>`select count(*)::int as left from graphile_worker.jobs
        where task_identifier like '%send-dispute-answer'`.execute(db)
        expect(rows[0]?.left).toBe(0)
      })
      await eventually(async () => expect(await disputesOf(orderId)).toMatchObject([{ status: meanwhile }]))
      await sandbox.control()
      await eventually(
        async () =>
          expect(await calls.getDispute(operator, { disputeId })).toMatchObject({
            status: 'won',
            answer: { sentAt: expect.any(String) },
          }),
        { withinSeconds: 15 },
      )
      const closings = (await told(orderId)).filter(({ type }) => type === 'payments.dispute-closed.v1')
      expect(closings).toHaveLength(1)
    },
  )

  it('is answered anew when the provider would not take the answer, and won', async () => {
    const { orderId } = await disputed()
    await eventually(async () => expect(await disputesOf(orderId)).toHaveLength(1))
    const disputeId = (await disputesOf(orderId))[0]?.id ?? ''
    await sandbox.control({ disputeAnswers: 'refused' })
    await calls.answerDispute(operator, { disputeId, evidence: 'illegible' })
    await eventually(async () =>
      expect(await calls.getDispute(operator, { disputeId })).toMatchObject({
        status: 'open',
        answeredAt: null,
        answer: { evidence: 'illegible', sentAt: null, refusalCode: 'answer_refused' },
      }),
    )
    await sandbox.control()
    await calls.answerDispute(operator, { disputeId, evidence: 'winning: signed by the buyer' })
    await eventually(async () =>
      expect(await calls.getDispute(operator, { disputeId })).toMatchObject({
        status: 'won',
        answer: { sentAt: expect.any(String), refusalCode: null },
      }),
    )
  })

  it('is lost when the operator gives in', async () => {
    const { orderId } = await disputed()
    await eventually(async () => expect(await disputesOf(orderId)).toHaveLength(1))
    const disputeId = (await disputesOf(orderId))[0]?.id ?? ''
    await calls.answerDispute(operator, { disputeId, evidence: null })
    await eventually(async () => expect(await disputesOf(orderId)).toMatchObject([{ status: 'lost' }]))
  })

  it('is for the operator’s eyes', async () => {
    const answer = await fetch(`${host.http}/api/payments/admin/disputes`)
    expect(answer.status).toBe(401)
  })
})
