import { eventually } from '@tradewind/platform/testing'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { ELSEWHERE, refusalOf, type Mall } from '../privacy.testing.ts'

export function tellObstacles(mall: Mall): void {
  const { calls, db, person, buy, deliver } = mall

  describe('an erasure', () => {
    it('waits until nothing goes on any more, and says why', async () => {
      const ctx = await person('Otto', 'otto@example.com')
      const orderId = await buy(ctx, ctx.email, ELSEWHERE, false)
      const erase = () => refusalOf(calls.privacy.erase(ctx, { email: ctx.email }))
      expect(await erase()).toEqual({ code: 'privacy.not-yet', why: ['privacy.orders-open'] })
      expect((await calls.privacy.getStanding(ctx, {})).obstacles).toEqual([
        { code: 'privacy.orders-open', count: 1 },
      ])
      await deliver(ctx, orderId)
      const { stores } = await calls.orders.getOrder(ctx, { orderId })
      await calls.orders.requestReturn(ctx, {
        orderId,
        subOrderId: stores[0]?.id ?? '',
        reason: 'changed-mind',
        lines: (stores[0]?.lines ?? []).map(({ id: lineId }) => ({ lineId, quantity: 1 })),
      })
      expect(await erase()).toEqual({ code: 'privacy.not-yet', why: ['privacy.returns-open'] })

      const clerk = await person('Clara', 'clara@example.com')
      const userId = 'userId' in clerk.actor ? clerk.actor.userId : ''
      await calls.identity.grantStore(mall.system(), { userId, storeId: mall.own, role: 'staff' })
      expect(await refusalOf(calls.privacy.erase(clerk, { email: clerk.email }))).toEqual({
        code: 'privacy.not-yet',
        why: ['privacy.works-for-store'],
      })
      expect(await refusalOf(calls.privacy.erase(clerk, { email: 'another@example.com' }))).toMatchObject({
        code: 'privacy.not-confirmed',
      })
      await sql`update identity.sessions set confirmed_at = now() - interval '11 minutes'`.execute(db)
      expect(await refusalOf(calls.privacy.erase(clerk, { email: clerk.email }))).toMatchObject({
        code: 'identity.confirm-first',
      })
    })

    it('goes through for who works for a store once they have left it', async () => {
      const clerk = await person('Lena', 'lena@example.com')
      const userId = 'userId' in clerk.actor ? clerk.actor.userId : ''
      const grant = { userId, storeId: mall.own, role: 'owner' as const }
      await calls.identity.grantStore(mall.system(), grant)
      const sessionId = 'sessionId' in clerk.actor ? clerk.actor.sessionId : ''
      const works = { kind: 'merchant' as const, userId, sessionId, storeId: mall.own, permissions: [] }
      const seller = mall.host.ctx({ actor: works })
      const leave = () => refusalOf(calls.identity.leaveStore(seller, { storeId: mall.own }))
      expect((await leave())?.code).toBe('identity.last-owner')
      const heir = await person('Heike', 'heike@example.com')
      const heirId = 'userId' in heir.actor ? heir.actor.userId : ''
      await calls.identity.grantStore(mall.system(), { ...grant, userId: heirId })
      expect(await leave()).toBeUndefined()
      const again = await person('Lena', 'lena@example.com')
      expect(await refusalOf(calls.privacy.erase(again, { email: again.email }))).toBeUndefined()
      await expect(calls.identity.me(again, {})).rejects.toMatchObject({ status: 401 })
    })

    it('waits for the bank that looks into a payment', async () => {
      const ctx = await person('Emil', 'emil@example.com')
      const orderId = await buy(ctx, ctx.email)
      const { rows } = await sql<{ intentId: string }>`
        select provider_reference as "intentId" from payments.payments where order_id = ${orderId}`.execute(
        db,
      )
      const intentId = rows[0]?.intentId ?? ''
      const disputeId = await mall.psp.openDispute(intentId)
      const obstacles = async () => (await calls.privacy.getStanding(ctx, {})).obstacles
      await eventually(async () =>
        expect(await obstacles()).toEqual([{ code: 'privacy.disputes-open', count: 1 }]),
      )
      await mall.psp.answerDispute(intentId, disputeId, null)
      await eventually(async () => expect(await obstacles()).toEqual([]))
    })
  })
}
