import { newId } from '@tradewind/kernel'
import { ownerKey, type CallContext } from '@tradewind/platform/contract'
import { eventually } from '@tradewind/platform/testing'
import { ADDRESS } from '@tradewind/orders/testing'
import { sql } from 'kysely'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { EMAIL, HOME, IN_LATIN, NAME, OTHER_PIXEL, PHONE, STREET, type Mall } from '../privacy.testing.ts'

export function tellErasure(mall: Mall): void {
  const {
    host,
    calls,
    db,
    operator,
    productId,
    person,
    buy,
    live,
    upload,
    picturesOnDisk,
    whereStands,
    aMinuteLater,
  } = mall

  describe('an erasure', () => {
    afterEach(() => {
      vi.useRealTimers()
    })

    it('leaves nothing of a person anywhere but on invoices, and these until their time is over', async () => {
      const ctx = await person(NAME, EMAIL)
      const orderId = await live(ctx, EMAIL, HOME)
      const review = (await calls.reviews.listOwnPosts(ctx, {})).items.find(({ kind }) => kind === 'review')
      const pictureIds = [await upload(ctx.token)]
      await calls.reviews.updateReview({ ...ctx, ifMatch: 1 }, { postId: review?.id ?? '', pictureIds })
      expect((await calls.privacy.listConsents(ctx, {})).items.map(({ kind }) => kind)).toEqual([
        'remembering',
        'news',
        'pictures',
      ])
      expect(picturesOnDisk()).toHaveLength(1)
      await fetch(`${host.http}/api/identity/addresses`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${ctx.token}`,
          'content-type': 'application/json',
          'idempotency-key': newId('key'),
        },
        body: JSON.stringify({ address: HOME }),
      })
      expect((await whereStands(EMAIL)).length).toBeGreaterThan(2)
      for (const words of [STREET, IN_LATIN])
        expect(await whereStands(words)).toContain('platform.idempotency_keys.answer')

      const { erasureId } = await calls.privacy.erase(ctx, { email: ` ${EMAIL.toUpperCase()}` })
      await eventually(async () => expect(await whereStands(EMAIL)).toEqual([]), { withinSeconds: 60 })
      await host.quiet()
      expect(picturesOnDisk()).toEqual([])
      await aMinuteLater()
      const userId = 'userId' in ctx.actor ? ctx.actor.userId : ''
      for (const words of [NAME, STREET])
        expect(await whereStands(words)).toEqual(['orders.invoices.address'])
      for (const words of [PHONE, IN_LATIN]) expect(await whereStands(words)).toEqual([])
      expect(await whereStands(userId)).toEqual(['identity.outbox.key', 'identity.outbox.payload'])
      await expect(calls.identity.me(ctx, {})).rejects.toMatchObject({ status: 401 })
      await expect(calls.orders.getOrder(ctx, { orderId })).rejects.toMatchObject({ status: 404 })

      const order = await calls.orders.getAnyOrder(operator, { orderId })
      expect(order).toMatchObject({ status: 'completed', email: '', address: { name: '–', country: 'DE' } })
      const kept = async () =>
        (
          await sql<{ address: { name: string }; until: string }>`
            select address, keep_until::text as until from orders.invoices where order_id = ${orderId}`.execute(
            db,
          )
        ).rows
      const year = new Date().getUTCFullYear() + 10
      expect(await kept()).toMatchObject([{ address: { name: NAME, line1: STREET }, until: `${year}-12-31` }])
      expect(JSON.stringify(await kept())).not.toContain(PHONE)

      const { items } = await calls.privacy.listErasures(operator, {})
      expect(items[0]).toMatchObject({
        id: erasureId,
        kept: [{ what: 'invoices', count: 1, until: `${year}-12-31` }],
      })
      expect(items[0]?.doneAt).not.toBeNull()
      expect(JSON.stringify(items)).not.toContain(userId)

      const remove = (day: string) => {
        vi.useFakeTimers({ toFake: ['Date'], now: new Date(`${day}T12:00:00Z`) })
        return calls.orders.forgetInvoices(mall.system(), {})
      }
      await remove(`${year}-12-31`)
      expect(await kept()).toHaveLength(1)
      await remove(`${year + 1}-01-01`)
      expect(await kept()).toEqual([])
    })

    it('comes by itself for guests: half a year after what they did not pay and carts they left', async () => {
      const guest = host.ctx({ actor: host.guest(), market: 'DE' })
      const address = { ...ADDRESS, name: 'Gustav Adler', line1: 'Brunnenhof 8' }
      const guestCart = (email: string) =>
        calls.orders.createCart(guest, { lines: [{ offerId: mall.cup, quantity: 1 }], address, email })
      const { id: cartId } = await guestCart('gustav@example.com')
      const quoted = await calls.orders.quoteCart(guest, { cartId })
      const quoteId = quoted.quote?.id ?? ''
      const { orderId } = await calls.orders.confirm(guest, { cartId, quoteId, paymentMethod: 'card' })
      await calls.orders.cancelOrder(guest, { orderId })
      await host.quiet()
      const forgetIn = (days: number) => {
        vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + days * 86_400_000 })
        return calls.orders.forgetInvoices(mall.system(), {})
      }
      const held = async () =>
        (await whereStands('Brunnenhof 8')).filter((column) => column.startsWith('orders.'))
      await forgetIn(179)
      expect(await held()).toEqual(['orders.carts.address', 'orders.orders.address'])
      vi.useRealTimers()
      await forgetIn(182)
      expect(await held()).toEqual([])
      expect(await whereStands('gustav@example.com')).toEqual([])
    })

    it('lets reviews stay without a name where the person wishes it', async () => {
      const ctx = await person('Ruth', 'ruth@example.com')
      await buy(ctx, ctx.email)
      const review = await calls.reviews.createReview(ctx, {
        productId,
        author: 'Ruth of Bremen',
        rating: 4,
        body: 'Good in the hand.',
      })
      const [shown, unused] = [await upload(ctx.token), await upload(ctx.token, OTHER_PIXEL)]
      await calls.reviews.updateReview({ ...ctx, ifMatch: 1 }, { postId: review.id, pictureIds: [shown] })
      expect(picturesOnDisk()).toHaveLength(2)
      await calls.privacy.erase(ctx, { email: ctx.email, keepReviews: true })
      await host.quiet()
      await aMinuteLater()
      expect(picturesOnDisk()).toHaveLength(1)
      const files = await calls.catalog.getFiles(mall.system(), { fileIds: [shown, unused] })
      expect(files.map(({ id }) => id)).toEqual([shown])
      const { items } = await calls.reviews.listReviews(host.ctx(), { productId })
      expect(items.find(({ id }) => id === review.id)).toMatchObject({
        author: '',
        body: 'Good in the hand.',
      })
      expect(await whereStands('Ruth of Bremen')).toEqual([])
    })

    it('finds what somebody wrote about what they had bought as a guest', async () => {
      const guest = host.ctx({ actor: host.guest(), market: 'DE' })
      const guestId = ownerKey(guest.actor) ?? ''
      await buy(guest, 'ada@example.com')
      const ada = await person('Ada', 'ada@example.com')
      const ctx = { ...ada, guestId }
      const review = { productId, author: 'Ada of Aachen', rating: 5, body: 'A cup for life.' }
      await calls.reviews.createReview(ctx, review)
      await expect(calls.reviews.createReview(guest, review)).rejects.toMatchObject({
        code: 'reviews.already-written',
      })
      const userId = ownerKey(ada.actor) ?? ''
      const exported = await calls.reviews.exportPerson(mall.system(), { userId })
      expect(exported['reviews']).toMatchObject([{ author: 'Ada of Aachen' }])
      expect(JSON.stringify(exported)).not.toContain(guestId)

      await calls.privacy.erase(ctx, { email: ada.email, keepReviews: true })
      await host.quiet()
      expect(await whereStands('Ada of Aachen')).toEqual([])
      expect((await whereStands(guestId)).filter((column) => column.startsWith('reviews.'))).toEqual([])
    })

    /** An erasure that was asked for, and not begun when its process ended. */
    async function cutOff({ actor }: CallContext): Promise<void> {
      const id = newId('era')
      await sql`insert into privacy.erasures (id, user_id, keep_reviews, kept, consents_hash)
        values (${id}, ${ownerKey(actor)}, false, '[]', '')`.execute(db)
      await sql`select platform.enqueue('privacy.erase', ${JSON.stringify({ erasureId: id })}::json, null, null)`.execute(
        db,
      )
      await host.quiet()
    }

    it('goes on where it was cut off', async () => {
      const ctx = await person('Paul', 'paul@example.com')
      await cutOff(ctx)
      expect(await whereStands('paul@example.com')).toEqual([])
    })

    it('leaves an order placed meanwhile what it needs to arrive, and returns for what was written meanwhile', async () => {
      const ctx = await person('Jonas', 'jonas@example.com')
      const userId = ownerKey(ctx.actor) ?? ''
      const address = { ...ADDRESS, name: 'Jonas Wald', line1: 'Am Deich 3' }
      const orderId = await buy(ctx, ctx.email, address, false)
      await sql`insert into orders.customs_ids (store_id, sub_order_id, order_id, country, kind, key_id, sealed, masked)
        select store_id, id, order_id, 'KR', 'kr-pccc', 'key', '\\x00', '…123' from orders.sub_orders where order_id = ${orderId}`.execute(
        db,
      )
      const { url } = await calls.orders.getForMail(mall.system(), { orderId })
      const token = new URL(url).searchParams.get('key') ?? ''
      const openLink = () =>
        calls.orders.claimOrder(host.ctx({ actor: host.guest(), market: 'DE' }), { orderId, token })
      await cutOff(ctx)
      expect(await openLink()).toMatchObject({ address: { line1: 'Am Deich 3' } })
      expect(await whereStands('…123')).toEqual(['orders.customs_ids.masked'])

      // A request that was on its way.
      await calls.orders.createCart(ctx, { lines: [{ offerId: mall.cup, quantity: 1 }], address })
      await aMinuteLater()
      expect(await whereStands(userId)).toEqual(['identity.outbox.key', 'identity.outbox.payload'])

      await sql`update orders.sub_orders set status = 'delivered', delivered_at = now() where order_id = ${orderId}`.execute(
        db,
      )
      await calls.orders.forgetInvoices(mall.system(), {})
      expect(await whereStands('Am Deich 3')).toEqual(['orders.invoices.address'])
      expect(await whereStands('…123')).toEqual([])
      await expect(openLink()).rejects.toMatchObject({ status: 404 })
    })
  })
}
