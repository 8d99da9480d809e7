import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { API_KEY, openShop, type Shop } from './shop.testing.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})
afterEach(() => shop.stop())

const pay = (id: string) =>
  shop.submit(`/pay/${id}`, { number: '4242424242424242', expiry: '12/30', cvc: '123' })
const eur = (minor: number) => ({ minor, currency: 'EUR' })
const intentOf = async (id: string) => (await shop.call('GET', `/v1/intents/${id}`)).body
const capture = (id: string, minor?: number) =>
  shop.call('POST', `/v1/intents/${id}/capture`, minor === undefined ? {} : { amount: eur(minor) })
const refund = (id: string, minor: number) =>
  shop.call('POST', `/v1/intents/${id}/refunds`, { amount: eur(minor), reason: 'returned' }, `r-${minor}`)
const dispute = (intentId: string, minor?: number) =>
  shop.call('POST', '/control/disputes', { intentId, ...(minor && { amount: eur(minor) }) })
const answer = (intentId: string, disputeId: unknown, evidence: string | null) =>
  shop.call('POST', `/v1/intents/${intentId}/disputes/${String(disputeId)}/answer`, { evidence })
const heard = (type: string) =>
  vi.waitFor(() => {
    const found = shop.heard.find((event) => event.type === type)
    if (!found) throw new Error(`${type} has not come`)
    return found
  })

describe('money that is authorized first', () => {
  it('is held until the shop captures it, whole or in part, once', async () => {
    const { id } = await shop.createIntent({ capture: 'manual' })
    expect((await capture(id)).status).toBe(422)
    await pay(id)
    expect(await intentOf(id)).toMatchObject({ status: 'requires_capture', captured: eur(0) })
    await heard('intent.authorized')
    expect((await capture(id, 5_000)).body).toMatchObject({ error: { code: 'capture_above_authorized' } })
    const answers = await Promise.all([capture(id, 4_000), capture(id, 4_000)])
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect((await capture(id)).status).toBe(422)
    expect(await intentOf(id)).toMatchObject({ status: 'succeeded', captured: eur(4_000) })
    const taken = (await shop.log()).filter(({ type }) => type === 'intent.succeeded')
    expect(taken).toMatchObject([{ intentId: id, amount: eur(4_000) }])
    expect((await refund(id, 4_001)).status).toBe(422)
    expect((await refund(id, 4_000)).status).toBe(200)
  })

  it('is let go when the shop cancels', async () => {
    const { id } = await shop.createIntent({ capture: 'manual' })
    await pay(id)
    expect((await shop.call('POST', `/v1/intents/${id}/cancel`)).body['status']).toBe('canceled')
    expect((await capture(id)).status).toBe(422)
  })
})

describe('a dispute', () => {
  it('takes back at most what is left, and nothing of an unpaid intent', async () => {
    const { id } = await shop.createIntent()
    expect((await dispute(id)).status).toBe(422)
    await pay(id)
    await refund(id, 1_000)
    expect((await dispute(id, 4_000)).status).toBe(422)
    expect((await dispute(id)).body).toMatchObject({ status: 'open', amount: eur(3_999) })
    expect((await refund(id, 1)).status).toBe(422)
    expect(await heard('dispute.created')).toMatchObject({ dispute: { status: 'open', amount: eur(3_999) } })
  })

  it.each([
    ['winning receipt', 'won'],
    ['a letter', 'lost'],
    [null, 'lost'],
  ])('answered with %j is %s, for good', async (evidence, outcome) => {
    const { id } = await shop.createIntent()
    await pay(id)
    const { body } = await dispute(id)
    expect((await answer(id, body['id'], evidence)).body).toMatchObject({ status: outcome })
    expect((await answer(id, body['id'], 'winning after all')).body).toMatchObject({ status: outcome })
    await heard(`dispute.${outcome}`)
    expect((await shop.log()).filter(({ type }) => String(type).startsWith('dispute.'))).toMatchObject([
      { type: 'dispute.created', intentId: id, amount: eur(4_999) },
      { type: `dispute.${outcome}`, intentId: id, amount: eur(4_999) },
    ])
    expect((await refund(id, 4_999)).status).toBe(outcome === 'won' ? 200 : 422)
  })

  it('is answered in time, or not at all', async () => {
    const { id } = await shop.createIntent()
    await pay(id)
    const { body } = await dispute(id)
    vi.useFakeTimers({ now: Date.parse(String(body['dueAt'])) + 1, toFake: ['Date'] })
    try {
      const late = await answer(id, body['id'], 'winning receipt')
      expect(late).toMatchObject({ status: 422, body: { error: { code: 'answer_too_late' } } })
      vi.setSystemTime(Date.parse(String(body['dueAt'])))
      expect((await answer(id, body['id'], 'winning receipt')).body).toMatchObject({ status: 'won' })
    } finally {
      vi.useRealTimers()
    }
  })

  it('is not answered while the bank takes no answer', async () => {
    const { id } = await shop.createIntent()
    await pay(id)
    const { body } = await dispute(id)
    await shop.call('POST', '/control', { disputeAnswers: 'refused' })
    expect((await answer(id, body['id'], null)).body).toMatchObject({ error: { code: 'answer_refused' } })
    await shop.call('DELETE', '/control')
    expect((await answer(id, body['id'], null)).body).toMatchObject({ status: 'lost' })
  })

  it('is answered with files that were handed in before, and with no others', async () => {
    const { id } = await shop.createIntent()
    await pay(id)
    const { body } = await dispute(id)
    expect(String(body['dueAt']) > new Date().toISOString()).toBe(true)
    const send = () =>
      fetch(`${shop.psp.url}/v1/files`, {
        method: 'POST',
        headers: { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/pdf' },
        body: '%PDF-1.7 a receipt',
      })
    const [file, again] = (await Promise.all([send(), send()].map(async (sent) => (await sent).json()))) as {
      id: string
    }[]
    expect(again).toEqual(file)
    const answerWith = (files: unknown[]) =>
      shop.call('POST', `/v1/intents/${id}/disputes/${String(body['id'])}/answer`, {
        evidence: 'winning receipt',
        files,
      })
    expect((await answerWith(['file_unheard'])).body).toMatchObject({ error: { code: 'no_such_file' } })
    expect((await answerWith([file?.id])).body).toMatchObject({ status: 'won' })
    expect((await shop.log()).filter(({ type }) => type === 'file.received')).toHaveLength(1)
  })
})
