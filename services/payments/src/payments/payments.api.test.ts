import { countQueries, eventually } from '@tradewind/platform/testing'
import { newId } from '@tradewind/kernel'
import { expect, it, describe } from 'vitest'
import { paymentsStory } from '../payments.testing.ts'
import { CARDS } from '../sandbox.testing.ts'

const { host, sandbox, ctx, calls, begin, see, told, askSoon } = await paymentsStory()

const pageOf = ({ nextAction }: Awaited<ReturnType<typeof begin>>): string => {
  if (nextAction.type !== 'redirect') throw new Error(`nothing to pay: ${nextAction.type}`)
  return nextAction.url
}
const types = async (orderId: string) => (await told(orderId)).map(({ type }) => type)
const capturesOf = async (orderId: string) =>
  (await sandbox.log()).filter(({ type, order }) => type === 'intent.succeeded' && order === orderId)
const intentsOf = async (paymentId: string) =>
  (await sandbox.log()).filter(
    (line) => line.type === 'intent.created' && JSON.stringify(line).includes(paymentId),
  )

describe('an order is paid', () => {
  it('by a card on the provider’s page, and all is said once', async () => {
    const payment = await begin()
    expect(payment).toMatchObject({ status: 'pending', provider: 'sandbox', method: 'card' })
    expect((await sandbox.pay(pageOf(payment))).status).toBe(303)

    const { payment: paid } = await eventually(async () => {
      const found = await see(payment.orderId)
      expect(found.payment.status).toBe('captured')
      return found
    })
    expect(paid).toMatchObject({
      captured: { minor: 4999, currency: 'EUR' },
      refunded: { minor: 0, currency: 'EUR' },
      nextAction: { type: 'none' },
    })
    expect(await told(payment.orderId)).toEqual([
      {
        type: 'payments.payment-captured.v1',
        payload: {
          paymentId: payment.id,
          orderId: payment.orderId,
          amount: { minor: 4999, currency: 'EUR' },
          provider: 'sandbox',
        },
      },
    ])
  })

  it('with two statements to begin, and with the same payment however often it is begun', async () => {
    const orderId = newId('ord')
    const { value, statements } = await countQueries(() => begin({ orderId }))
    expect(statements).toBe(2)
    const again = await Promise.all([begin({ orderId }), begin({ orderId }), begin({ orderId, attempt: 2 })])
    expect(new Set(again.map(({ id }) => id))).toEqual(new Set([value.id]))
    expect(await intentsOf(value.id)).toHaveLength(1)
    await expect(begin({ orderId, amount: { minor: 1, currency: 'EUR' } })).rejects.toMatchObject({
      status: 409,
    })
  })

  it('by two requests at once, with one payment', async () => {
    const orderId = newId('ord')
    const both = await Promise.all([begin({ orderId }), begin({ orderId })])
    expect(both[0].id).toBe(both[1].id)
    expect(await intentsOf(both[0].id)).toHaveLength(1)
  })

  it('later, by a card that settles slowly, a voucher, a transfer, or a browser that saw a failure', async () => {
    for (const [method, card] of [
      ['card', CARDS.later],
      ['sandbox-voucher', ''],
      ['sandbox-bank', ''],
      ['card', CARDS.timeOut],
    ] as const) {
      const payment = await begin({ method })
      await sandbox.pay(pageOf(payment), card)
      await eventually(async () => expect((await see(payment.orderId)).payment.status).toBe('captured'))
      expect(await types(payment.orderId)).toEqual(['payments.payment-captured.v1'])
    }
  })

  it('in a further attempt after the first came to nothing', async () => {
    const first = await begin()
    for (let attempt = 0; attempt < 5; attempt += 1) await sandbox.pay(pageOf(first), CARDS.declined)
    await eventually(async () =>
      expect((await see(first.orderId)).payment).toMatchObject({
        status: 'failed',
        failureCode: 'card_declined',
        nextAction: { type: 'none' },
      }),
    )
    expect((await begin({ orderId: first.orderId })).id).toBe(first.id)
    const second = await begin({ orderId: first.orderId, attempt: 2 })
    expect(second.id).not.toBe(first.id)
    await sandbox.pay(pageOf(second))
    await eventually(async () =>
      expect(await types(first.orderId)).toEqual([
        'payments.payment-failed.v1',
        'payments.payment-captured.v1',
      ]),
    )
  })

  it('not by a method that nobody offers, nor for nothing', async () => {
    await expect(begin({ method: 'cowries' })).rejects.toMatchObject({ code: 'payments.method-not-offered' })
    for (const minor of [0, -1]) {
      await expect(begin({ amount: { minor, currency: 'EUR' } })).rejects.toMatchObject({ status: 400 })
    }
    await expect(begin({ amount: { minor: 5, currency: 'XXX' } })).rejects.toMatchObject({ status: 400 })
  })

  it('by methods that are named to the buyer', async () => {
    const answer = await fetch(`${host.http}/api/payments/methods?country=DE&currency=EUR`)
    const { items } = (await answer.json()) as { items: { code: string }[] }
    expect(items).toContainEqual({ code: 'card', kind: 'card', provider: 'sandbox', name: 'Card' })
    const codes = items.map(({ code }) => code)
    expect(codes).toEqual(['card', 'sandbox-wallet', 'sandbox-voucher', 'sandbox-bank'])
  })
})

describe('a provider that is silent', () => {
  it('after it began the payment leaves the buyer waiting three seconds at most, and a job goes on', async () => {
    const orderId = newId('ord')
    await sandbox.control({ for: orderId, api: { mode: 'hang', operations: ['create'], afterEffect: true } })
    const before = performance.now()
    const payment = await begin({ orderId })
    expect(performance.now() - before).toBeLessThan(3_300)
    expect(payment).toMatchObject({ status: 'created', nextAction: { type: 'wait' } })

    await sandbox.control()
    const found = await eventually(
      async () => {
        const { payment: resumed } = await see(orderId)
        expect(resumed.nextAction.type).toBe('redirect')
        return resumed
      },
      { withinSeconds: 15 },
    )
    expect(found.id).toBe(payment.id)
    expect(await intentsOf(payment.id)).toHaveLength(1)
  })

  it('about a capture is asked, so that lost webhooks lose nothing', async () => {
    const payment = await begin()
    await sandbox.control({ for: payment.orderId, webhooks: { never: true } })
    await sandbox.pay(pageOf(payment))
    await askSoon(payment.id)
    await eventually(async () => expect((await see(payment.orderId)).payment.status).toBe('captured'))
    expect(await types(payment.orderId)).toEqual(['payments.payment-captured.v1'])
  })

  it('because it is down answers nobody, and everything once it is back', async () => {
    await sandbox.kill()
    const payment = await begin()
    expect(payment.nextAction).toEqual({ type: 'wait' })
    await expect(calls.cancelIntent(ctx, { orderId: payment.orderId })).rejects.toMatchObject({
      status: 503,
      code: 'payments.provider-unavailable',
    })
    await sandbox.start()
    await eventually(
      async () => expect((await see(payment.orderId)).payment.nextAction.type).toBe('redirect'),
      {
        withinSeconds: 15,
      },
    )
  }, 40_000)
})

describe('an unpaid payment', () => {
  it('can be ended, after which the page takes no money', async () => {
    const payment = await begin()
    const ended = await calls.cancelIntent(ctx, { orderId: payment.orderId })
    expect(ended).toMatchObject({ status: 'cancelled', nextAction: { type: 'none' } })
    expect(await calls.cancelIntent(ctx, { orderId: payment.orderId })).toEqual(ended)
    await sandbox.pay(pageOf(payment))
    expect(await capturesOf(payment.orderId)).toEqual([])
    expect(await types(payment.orderId)).toEqual(['payments.payment-failed.v1'])
  })

  it('turns out to be paid when the money came first', async () => {
    const payment = await begin()
    await sandbox.control({ for: payment.orderId, webhooks: { never: true } })
    await sandbox.pay(pageOf(payment))
    expect(await calls.cancelIntent(ctx, { orderId: payment.orderId })).toMatchObject({ status: 'captured' })
    expect(await types(payment.orderId)).toEqual(['payments.payment-captured.v1'])
  })

  it('races with the buyer and ends in one way, the same for all witnesses', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, async () => {
        const payment = await begin()
        const [ended] = await Promise.all([
          calls.cancelIntent(ctx, { orderId: payment.orderId }),
          sandbox.pay(pageOf(payment)),
        ])
        return { ended, orderId: payment.orderId }
      }),
    )
    await host.quiet()
    for (const { ended, orderId } of outcomes) {
      const { payment } = await see(orderId)
      expect(payment.status).toBe(ended?.status)
      expect(await capturesOf(orderId)).toHaveLength(payment.status === 'captured' ? 1 : 0)
      expect(await types(orderId)).toHaveLength(1)
    }
  })

  it('is nobody’s for an order that never had one', async () => {
    expect(await calls.cancelIntent(ctx, { orderId: newId('ord') })).toBeNull()
  })
})
