import { newId } from '@tradewind/kernel'
import type { CallContext } from '@tradewind/platform/contract'
import { eventually } from '@tradewind/platform/testing'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { namesIn, orderPaidFor, say, type Mall } from '../recommend.testing.ts'

export function tellBehaviour({ host, calls, system, inGermany, idOf, guest, look }: Mall): void {
  /** What is kept of these owners, as it stands in the table. */
  const viewsOf = async (...owners: string[]) => {
    const { rows } = await sql<{ productId: string; kind: string }>`
      select product_id as "productId", kind from recommend.views
      where viewer = any(${owners}::text[])`.execute(host.db.kysely<unknown>())
    return rows
  }

  /** So many statements of this mall wait for another's lock. */
  const untilWaiting = (count: number) =>
    eventually(async () => {
      const { rows } = await host.db.pool.query<{ waiting: number }>(
        `select count(*)::int as waiting from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      )
      expect(rows[0]?.waiting).toBe(count)
    })

  /** Does something while another transaction has not yet committed what it did first. */
  async function meanwhile<T>(
    first: [statement: string, values: string[]][],
    then: () => Promise<T>,
  ): Promise<T> {
    const other = await host.db.pool.connect()
    try {
      await other.query('begin')
      for (const [statement, values] of first) await other.query(statement, values)
      return await then()
    } finally {
      await other.query('commit')
      other.release()
    }
  }

  describe('what somebody looks at', () => {
    test('is not remembered before they agreed, nor after they refused', async () => {
      const ctx = guest()
      expect(await look(ctx, 'moon cup')).toEqual({ kept: 0 })
      await calls.recommend.setRemembering(ctx, { remember: false })
      expect(await look(ctx, 'moon cup')).toEqual({ kept: 0 })
      expect(await calls.recommend.getRemembering(ctx, {})).toEqual({ remembering: 'no' })
    })

    test('makes suggestions of their own, each for the sake of what they looked at', async () => {
      const ctx = guest()
      await calls.recommend.setRemembering(ctx, { remember: true })
      expect(await look(ctx, 'tea book', 'tea book')).toEqual({ kept: 1 })
      const { remembering, items } = await calls.recommend.listForYou(ctx, { country: 'DE' })
      expect(remembering).toBe('yes')
      expect(items.map(({ card, reason }) => [card.name, reason.code, reason.name]).slice(0, 2)).toEqual([
        ['clay book', 'recommend.because-viewed', 'tea book'],
        ['moon cup', 'recommend.because-viewed', 'tea book'],
      ])
      expect(namesIn(items)).not.toContain('lost cup')
      expect(new Set(namesIn(items)).size).toBe(items.length)
    })

    test('is not remembered when their no comes at the same moment, which stays a no', async () => {
      const ctx = guest()
      await calls.recommend.setRemembering(ctx, { remember: true })
      const looking = await meanwhile(
        [['update recommend.viewers set remember = false where viewer = $1', [ctx.guestId ?? '']]],
        async () => {
          const answer = look(ctx, 'moon cup')
          await untilWaiting(1)
          return { answer }
        },
      )
      expect(await looking.answer).toEqual({ kept: 0 })
      expect(await calls.recommend.getRemembering(ctx, {})).toEqual({ remembering: 'no' })
    })

    test('is gone when they say no while it is being kept', async () => {
      const ctx = guest()
      await calls.recommend.setRemembering(ctx, { remember: true })
      const both = await meanwhile(
        [
          ['delete from recommend.stale', []],
          [`insert into recommend.stale (product_id, kind) values ($1, 'viewed')`, [idOf('moon cup')]],
        ],
        async () => {
          const looking = look(ctx, 'moon cup')
          await untilWaiting(1)
          const refusing = calls.recommend.setRemembering(ctx, { remember: false })
          await untilWaiting(2)
          return { answers: Promise.all([looking, refusing]) }
        },
      )
      await both.answers
      expect(await viewsOf(ctx.guestId ?? '')).toEqual([])
      expect(await calls.recommend.getRemembering(ctx, {})).toEqual({ remembering: 'no' })
    })

    test('goes along with them when they log in, and is gone when they say no', async () => {
      const browser = guest()
      await calls.recommend.setRemembering(browser, { remember: true })
      await look(browser, 'sun cup')
      const userId = newId('usr')
      const person: CallContext = { ...browser, actor: { kind: 'buyer', userId, sessionId: 'test' } }
      await look(person, 'star cup')
      const seen = await viewsOf(userId)
      expect(new Set(seen.map(({ productId }) => productId))).toEqual(
        new Set([idOf('sun cup'), idOf('star cup')]),
      )
      expect(await calls.recommend.setRemembering(person, { remember: false })).toEqual({ remembering: 'no' })
      expect(await viewsOf(userId, browser.guestId ?? '')).toEqual([])
    })

    test('is shown to them alone, the latest first, who may take it out', async () => {
      const ctx = guest()
      const seen = async (whose = ctx) =>
        (await calls.recommend.listSeen(whose, {})).items.map(({ name }) => name)
      await calls.recommend.setRemembering(ctx, { remember: true })
      for (const name of ['tea book', 'moon cup', 'tea book']) await look(ctx, name)
      expect(await seen()).toEqual(['tea book', 'moon cup'])
      const sentTo = async (country: 'DE' | 'FR') =>
        (await calls.recommend.listSeen(ctx, { country })).items.map(({ sent }) => sent)
      expect([await sentTo('DE'), await sentTo('FR')]).toEqual([
        [true, true],
        [false, false],
      ])
      expect(await seen(guest())).toEqual([])
      await calls.recommend.forgetSeen(guest(), { productId: idOf('tea book') })
      await calls.recommend.forgetSeen(ctx, { productId: idOf('tea book') })
      expect(await seen()).toEqual(['moon cup'])
      await calls.recommend.forgetAllSeen(ctx, {})
      expect(await calls.recommend.listSeen(ctx, {})).toEqual({ remembering: 'yes', items: [] })
    })

    test('by two people makes what is looked at together; unknown goods are not kept', async () => {
      for (const ctx of Array.from({ length: 30 }, guest)) {
        await calls.recommend.setRemembering(ctx, { remember: true })
        await look(ctx, 'lost cup')
      }
      for (const ctx of [guest(), guest()]) {
        await calls.recommend.setRemembering(ctx, { remember: true })
        await look(ctx, 'dawn cup', 'clay book')
        const unknown = { views: [{ productId: newId('prd'), kind: 'view' as const }] }
        expect(await calls.recommend.addViews(ctx, unknown)).toEqual({ kept: 0 })
      }
      await calls.recommend.refresh(system, {})
      const { items } = await calls.recommend.listTogether(inGermany, {
        productIds: [idOf('dawn cup')],
        kind: 'viewed',
      })
      expect(items.map(({ card, reason }) => [card.name, reason.code])).toEqual([
        ['clay book', 'recommend.because-seen-together'],
      ])
    })

    test('is popular in a country once three did it there: before, it would tell of one', async () => {
      const lookedAt = async () => {
        await calls.recommend.refresh(system, {})
        const { rows } = await host.db.pool.query<{ product_id: string }>(
          `select product_id from recommend.popular where country = 'LU'`,
        )
        return rows.map((row) => row.product_id)
      }
      const lookFromThere = async (ctx = guest()) => {
        await calls.recommend.setRemembering(ctx, { remember: true })
        for (const kind of ['view', 'cart'] as const)
          await calls.recommend.addViews(ctx, {
            country: 'LU',
            views: [{ productId: idOf('dusk cup'), kind }],
          })
      }
      await calls.recommend.importPurchases(system, {
        orders: ['lu-1', 'lu-2'].map((orderId) => ({
          orderId,
          country: 'LU' as const,
          at: new Date().toISOString(),
          productIds: [idOf('dusk cup')],
        })),
      })
      const again = guest()
      await lookFromThere(again)
      await lookFromThere()
      // However often, and through however many processes at once: the database knows who has looked.
      await Promise.all(Array.from({ length: 20 }, () => lookFromThere(again)))
      expect(await lookedAt()).toEqual([])
      const productIds = [idOf('tea book')]
      const ranked = await calls.recommend.rankForCart(system, { productIds, country: 'LU' })
      expect(ranked).toContain(idOf('lost cup'))
      await lookFromThere()
      expect(await lookedAt()).toEqual([idOf('dusk cup')])
    })

    test('counts each buyer once in thirty days, however often they order it', async () => {
      const popular = async () => {
        await host.quiet()
        await calls.recommend.refresh(system, {})
        const { rows } = await host.db.pool.query<{ score: number }>(
          `select score from recommend.popular where country = 'MT' and product_id = $1`,
          [idOf('tea book')],
        )
        return rows.map(({ score }) => score)
      }
      /** Days ago, and how many days before that the same buyer had paid for the same. */
      const paid = (daysAgo: number, daysBefore?: number) => {
        const at = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()
        return orderPaidFor(idOf('tea book'), {
          country: 'MT',
          paidAt: at(daysAgo),
          earlier: daysBefore === undefined ? [] : [at(daysAgo + daysBefore)],
        })
      }
      await say(host, [paid(9), paid(6, 3), paid(3, 3)])
      expect(await popular()).toEqual([])
      await say(host, [paid(5), paid(2)])
      expect(await popular()).toEqual([15])
      // Who has bought it every month is a buyer of this month too.
      await say(host, [paid(28, 29)])
      expect(await popular()).toEqual([20])
    })

    test('comes in handfuls: more than twenty at once are refused', async () => {
      const views = Array.from({ length: 21 }, () => ({ productId: idOf('sun cup'), kind: 'view' }))
      const answer = await fetch(`${host.http}/api/recommend/views`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ views }),
      })
      expect(answer.status).toBe(400)
    })
  })
}
