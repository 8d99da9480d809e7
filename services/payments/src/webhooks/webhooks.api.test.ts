import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { sql } from 'kysely'
import { countQueries, eventually } from '@tradewind/platform/testing'
import { newId } from '@tradewind/kernel'
import { describe, expect, it } from 'vitest'
import { eventOf, paymentsStory } from '../payments.testing.ts'
import { keepWebhook } from './webhooks.queries.ts'

const { host, db, begin, see, told, deliver } = await paymentsStory()

/** Everything the service knows, as one hash. */
async function stateHash(): Promise<string> {
  const { rows } = await sql<{ all: unknown }>`
    select jsonb_build_array(
      (select jsonb_agg(to_jsonb(p) - 'next_check_at' order by p.id) from payments.payments p),
      (select jsonb_agg(r order by r.id) from payments.refunds r),
      (select jsonb_agg(w order by w.event_id) from payments.webhooks w),
      (select count(*) from payments.outbox)) as all`.execute(db)
  return createHash('sha256').update(JSON.stringify(rows)).digest('hex')
}

describe('a webhook', () => {
  it('that is unsigned, altered, cut short, of another secret or too old changes nothing', async () => {
    const payment = await begin()
    const body = eventOf(payment, 'succeeded')
    const text = JSON.stringify(body)
    const other = Buffer.from('somebody else’s').toString('base64')
    const before = await stateHash()

    const answers = [
      await deliver(body, { signature: '' }),
      await deliver(body, { signature: 'v1,' }),
      await deliver(body, { signature: 'v2,AAAA' }),
      await deliver(body, { sent: text.replace('4999', '1') }),
      await deliver(body, { sent: JSON.stringify(JSON.parse(text), null, 2) }),
      await deliver(body, { secret: `whsec_${other}` }),
      await deliver(body, { secret: 'whsec_' }),
      await deliver(body, { ageSeconds: 301 }),
      // By the time it arrives it lies less far ahead than when it was signed.
      await deliver(body, { ageSeconds: -400 }),
      await deliver(body, { id: 'a'.repeat(101) }),
    ]
    expect(answers).toEqual(Array(10).fill(401))
    const unsigned = await fetch(`${host.http}/api/payments/webhooks/sandbox`, { method: 'POST', body: text })
    expect(unsigned.status).toBe(401)
    expect(await deliver('{"type":', {})).toBe(400)
    expect(await deliver('{"type":"\\u0000"}', {})).toBe(400)
    const nobody = await fetch(`${host.http}/api/payments/webhooks/nobody`, { method: 'POST', body: text })
    expect(nobody.status).toBe(404)
    expect(await stateHash()).toBe(before)
  })

  it('is taken when it was signed less than five minutes ago', async () => {
    const payment = await begin()
    expect(await deliver(eventOf(payment, 'succeeded'), { ageSeconds: 290 })).toBe(200)
    await eventually(async () => expect((await see(payment.orderId)).payment.status).toBe('captured'))
  })

  it('is kept and queued in one round trip, for the provider waits', async () => {
    const event = { id: newId('evt'), sentAt: new Date() }
    const body = { type: 'intent.processing', text: '{}' }
    const keep = () => countQueries(() => keepWebhook(db, 'sandbox', event, body, 'payments.nothing'))
    expect(await keep()).toMatchObject({ value: 'stored', statements: 1, control: 0 })
    expect(await keep()).toMatchObject({ value: 'known', statements: 1, control: 0 })
    const { rows } =
      await sql`delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t
      where t.id = j.task_id and t.identifier = 'payments.nothing' returning j.id`.execute(db)
    expect(rows).toHaveLength(1)
  })

  it('counts once however often it comes', async () => {
    const payment = await begin()
    const id = newId('evt')
    const body = eventOf(payment, 'succeeded')
    const answers = await Promise.all(Array.from({ length: 10 }, () => deliver(body, { id })))
    expect(answers).toEqual(Array(10).fill(200))
    await host.quiet()
    expect(await told(payment.orderId)).toHaveLength(1)
    const { rows } = await sql`select 1 from payments.webhooks where event_id = ${id}`.execute(db)
    expect(rows).toHaveLength(1)
  })

  it('leads with its fellows to the same end in any order', async () => {
    const stories = fc.sample(
      fc.tuple(
        fc.subarray(['requires_action', 'processing', 'canceled', 'succeeded'] as const, { minLength: 2 }),
        fc.infiniteStream(fc.nat(3)),
      ),
      { numRuns: 12, seed: 20261122 },
    )
    for (const [statuses, dice] of stories) {
      const payment = await begin()
      const deliveries = statuses.flatMap((status) => {
        const id = newId('evt')
        const times = 1 + (dice.next().value ?? 0)
        return Array.from({ length: times }, () => ({ body: eventOf(payment, status), id }))
      })
      const mixed = deliveries
        .map((delivery) => ({ delivery, at: Math.random() }))
        .toSorted((a, b) => a.at - b.at)
      await Promise.all(mixed.map(({ delivery: { body, id } }) => deliver(body, { id })))
      await host.quiet()
      const expected = statuses.includes('succeeded')
        ? 'captured'
        : statuses.includes('canceled')
          ? 'cancelled'
          : 'pending'
      expect((await see(payment.orderId)).payment.status).toBe(expected)
      const said = (await told(payment.orderId)).map(({ type }) => type)
      expect(said.filter((type) => type === 'payments.payment-captured.v1')).toHaveLength(
        statuses.includes('succeeded') ? 1 : 0,
      )
      expect(new Set(said).size).toBe(said.length)
    }
  }, 60_000)

  it('about another amount or currency does not pay the order, and the money goes back', async () => {
    for (const wrong of [
      { minor: 4998, currency: 'EUR' },
      { minor: 4999, currency: 'USD' },
    ]) {
      const payment = await begin()
      expect(await deliver(eventOf(payment, 'succeeded', wrong))).toBe(200)
      const seen = await eventually(async () => {
        const found = await see(payment.orderId)
        expect(found.refunds).toHaveLength(1)
        return found
      })
      expect(seen.payment).toMatchObject({ status: 'failed', failureCode: 'wrong-amount', captured: wrong })
      expect(seen.refunds[0]?.amount).toEqual(wrong)
      expect((await told(payment.orderId)).map(({ type }) => type)).toEqual(['payments.payment-failed.v1'])
    }
  })

  it('about a payment of somebody else, or under another reference, is kept and left alone', async () => {
    const payment = await begin()
    const foreign = eventOf({ ...payment, id: newId('pay') }, 'succeeded')
    const misdirected = eventOf({ ...payment, providerReference: 'pi_other' }, 'succeeded')
    for (const body of [foreign, misdirected]) {
      const id = newId('evt')
      expect(await deliver(body, { id })).toBe(200)
      await host.quiet()
      const { rows } = await sql<{
        outcome: string
      }>`select outcome from payments.webhooks where event_id = ${id}`.execute(db)
      expect(rows).toEqual([{ outcome: 'unknown' }])
    }
    expect((await see(payment.orderId)).payment.status).toBe('pending')
  })
})
