import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { API_KEY, intentBody, openShop, type Shop } from './shop.testing.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})
afterEach(() => shop.stop())

const pay = (id: string, number = '4242424242424242') =>
  shop.submit(`/pay/${id}`, { number, expiry: '12/30', cvc: '123' })
const status = async (id: string) => (await shop.call('GET', `/v1/intents/${id}`)).body['status']
const refund = (id: string, minor: number, key: string) =>
  shop.call(
    'POST',
    `/v1/intents/${id}/refunds`,
    { amount: { minor, currency: 'EUR' }, reason: 'returned' },
    key,
  )

describe('an intent', () => {
  it('is created once per key, and another body under that key is refused', async () => {
    const [first, again] = await Promise.all([
      shop.call('POST', '/v1/intents', intentBody(1), 'k'),
      shop.call('POST', '/v1/intents', intentBody(1), 'k'),
    ])
    expect(first.body).toEqual(again.body)
    expect((await shop.call('POST', '/v1/intents', intentBody(2), 'k')).status).toBe(422)
    expect((await shop.log()).filter(({ type }) => type === 'intent.created')).toHaveLength(1)
  })

  it('is nobody’s without the key', async () => {
    for (const authorization of [undefined, 'Bearer wrong', `Basic ${API_KEY}`]) {
      const answer = await fetch(`${shop.psp.url}/v1/intents/pi_1`, {
        headers: authorization ? { authorization } : {},
      })
      expect(answer.status).toBe(401)
    }
  })

  it.each([
    [{ amount: { minor: 0, currency: 'EUR' } }],
    [{ amount: { minor: 9.5, currency: 'EUR' } }],
    [{ amount: { minor: '5', currency: 'EUR' } }],
    [{ amount: { minor: 5, currency: 'eur' } }],
    [{ returnUrl: 'javascript:alert(1)' }],
    [{ method: 'cash' }],
    [{ extra: true }],
  ])('is not made of %j', async (over) => {
    expect((await shop.call('POST', '/v1/intents', intentBody(1, over), 'k')).status).toBe(400)
  })

  it('can be ended while unpaid, and shows that it is paid otherwise', async () => {
    const unpaid = await shop.createIntent()
    expect((await shop.call('POST', `/v1/intents/${unpaid.id}/cancel`)).body['status']).toBe('canceled')
    await pay(unpaid.id)
    expect(await status(unpaid.id)).toBe('canceled')

    const paid = await shop.createIntent()
    await pay(paid.id)
    expect((await shop.call('POST', `/v1/intents/${paid.id}/cancel`)).body['status']).toBe('succeeded')
  })

  it('is captured once, however often the buyer presses the button', async () => {
    const { id } = await shop.createIntent()
    await Promise.all([pay(id), pay(id), pay(id)])
    expect((await shop.log()).filter(({ type }) => type === 'intent.succeeded')).toHaveLength(1)
  })
})

describe('a refund', () => {
  it('never exceeds what was captured, also when many race', async () => {
    const { id } = await shop.createIntent()
    expect((await refund(id, 1, 'early')).status).toBe(422)
    await pay(id)
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => refund(id, 1_000, `race-${index}`)),
    )
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(4)
    const back = (await shop.log()).filter(({ type }) => type === 'refund.succeeded')
    expect(back.map(({ amount }) => amount)).toEqual(Array(4).fill({ minor: 1_000, currency: 'EUR' }))
  })

  it('happens once per key', async () => {
    const { id } = await shop.createIntent()
    await pay(id)
    const [first, again] = await Promise.all([refund(id, 500, 'one'), refund(id, 500, 'one')])
    expect(first.body['id']).toBe(again.body['id'])
    expect((await refund(id, 501, 'one')).status).toBe(422)
    expect((await shop.call('GET', `/v1/intents/${id}`)).body['refunded']).toEqual({
      minor: 500,
      currency: 'EUR',
    })
  })

  it('can be told to come later, or to be refused', async () => {
    const { id } = await shop.createIntent()
    await pay(id)
    await shop.call('POST', '/control', { for: id, refunds: 'later' })
    expect((await refund(id, 100, 'a')).body['status']).toBe('pending')
    await vi.waitFor(() => expect(shop.heard.map(({ type }) => type)).toContain('refund.succeeded'))
    await shop.call('POST', '/control', { for: id, refunds: 'refused' })
    expect((await refund(id, 100, 'b')).body).toMatchObject({
      status: 'failed',
      failureCode: 'refund_refused',
    })
  })
})

describe('webhooks', () => {
  const types = () => shop.heard.map(({ type }) => type)

  it('are signed, told once when all is well, and repeated until the shop takes them', async () => {
    shop.answerWith = 500
    const { id } = await shop.createIntent()
    await pay(id)
    await vi.waitFor(() => expect(types()).toEqual(['intent.succeeded']))
    shop.answerWith = 204
    await vi.waitFor(() => expect(types()).toEqual(['intent.succeeded', 'intent.succeeded']), 4_000)
    expect(new Set(shop.heard.map(({ id: event }) => event)).size).toBe(1)
    expect(shop.forged).toBe(0)
    await vi.waitFor(async () =>
      expect((await shop.log()).filter(({ type }) => type === 'webhook.delivered')).toHaveLength(1),
    )
  })

  it('can be told to come twice, late, out of order or never', async () => {
    const { id, order } = await shop.createIntent()
    await shop.call('POST', '/control', { for: order, webhooks: { times: 3 } })
    await pay(id)
    await vi.waitFor(() => expect(types()).toEqual(Array(3).fill('intent.succeeded')))

    const silent = await shop.createIntent()
    await shop.call('POST', '/control', { for: silent.order, webhooks: { never: true } })
    const late = await shop.createIntent()
    await shop.call('POST', '/control', { for: late.order, webhooks: { delaySeconds: 0.4 } })
    await pay(silent.id)
    await pay(late.id)
    expect(shop.heard).toHaveLength(3)
    await vi.waitFor(() => expect(shop.heard).toHaveLength(4))
    expect((await shop.log()).filter(({ type }) => type === 'webhook.withheld')).toHaveLength(1)

    const mixed = await shop.createIntent()
    await shop.call('POST', '/control', { for: mixed.id, webhooks: { outOfOrder: true, delaySeconds: 0.3 } })
    await pay(mixed.id)
    for (const key of ['a', 'b', 'c', 'd', 'e']) await refund(mixed.id, 10, key)
    await vi.waitFor(() => expect(shop.heard).toHaveLength(10), 4_000)
  })
})

describe('an API told to misbehave', () => {
  it('fails before or after the effect, answers slowly, or hangs', async () => {
    await shop.call('POST', '/control', { api: { mode: 'fail', operations: ['create'] } })
    expect((await shop.call('POST', '/v1/intents', intentBody(1), 'k1')).status).toBe(503)
    expect(await shop.log()).toEqual([])

    await shop.call('POST', '/control', { api: { mode: 'fail', afterEffect: true } })
    expect((await shop.call('POST', '/v1/intents', intentBody(1), 'k1')).status).toBe(503)
    expect(await shop.log()).toHaveLength(1)

    await shop.call('POST', '/control', { api: { mode: 'hang' } })
    const hanging = fetch(`${shop.psp.url}/v1/intents/pi_x`, { signal: AbortSignal.timeout(300) })
    await expect(hanging.then((answer) => answer.status)).resolves.toBe(401) // the key is asked for first
    const silent = fetch(`${shop.psp.url}/v1/intents`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${API_KEY}`,
        'content-type': 'application/json',
        'idempotency-key': 'k1',
      },
      body: JSON.stringify(intentBody(1)),
      signal: AbortSignal.timeout(300),
    })
    await expect(silent).rejects.toThrow('timeout')

    await shop.call('POST', '/control', { api: { mode: 'slow', seconds: 0.3 } })
    const begin = performance.now()
    expect((await shop.call('POST', '/v1/intents', intentBody(1), 'k1')).status).toBe(200)
    expect(performance.now() - begin).toBeGreaterThan(250)

    await shop.call('DELETE', '/control')
    expect((await shop.call('GET', '/control')).body).toEqual({ everything: {}, particular: {} })
  })
})
