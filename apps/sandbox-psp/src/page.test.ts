import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openShop, type Shop } from './shop.testing.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})
afterEach(() => shop.stop())

const card = (number: string) => ({ number, expiry: '12/30', cvc: '123' })
const intent = async (id: string) => (await shop.call('GET', `/v1/intents/${id}`)).body
const see = async (path: string) => {
  const answer = await fetch(shop.psp.url + path, { redirect: 'manual' })
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}

describe('the payment page', () => {
  it('shows what is paid and to whom, and runs nothing', async () => {
    const { pageUrl } = await shop.createIntent({ description: '<b>TW-7</b>' })
    const page = await see(new URL(pageUrl).pathname)
    expect(page.status).toBe(200)
    expect(page.text).toContain('€49.99')
    expect(page.text).not.toContain('<b>TW-7</b>')
    expect(page.text).not.toContain('<script')
    expect(page.text).toContain('4000 0000 0000 3220')
    const style = /<style>([^]*)<\/style>/.exec(page.text)?.[1] ?? ''
    const hash = createHash('sha256').update(style).digest('base64')
    expect(page.headers.get('content-security-policy')).toContain(`style-src 'sha256-${hash}'`)
    expect(page.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self' http:\/\/localhost:4000;/,
    )
  })

  it('speaks the buyer’s language and runs from its side', async () => {
    const { id } = await shop.createIntent({ locale: 'ar', amount: { minor: 1500, currency: 'KWD' } })
    const { text } = await see(`/pay/${id}`)
    expect(text).toContain('<html lang="ar" dir="rtl">')
    expect(text).toMatch(/<bdi>[^<]*1\.500/)
  })

  it('takes a good card and sends the buyer back', async () => {
    const { id } = await shop.createIntent()
    const answer = await shop.submit(`/pay/${id}`, card('4242 4242 4242 4242'))
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe('http://localhost:4000/en/orders/ord_1')
    expect(await intent(id)).toMatchObject({
      status: 'succeeded',
      captured: { minor: 4999, currency: 'EUR' },
    })
    expect((await see(`/pay/${id}`)).text).toContain('This payment has been made.')
  })

  it('asks through the bank when the card wants it', async () => {
    const { id } = await shop.createIntent()
    expect(
      (await shop.submit(`/pay/${id}?step=challenge`, { decision: 'approve' })).headers.get('location'),
    ).toBe(`./${id}`)
    expect((await intent(id))['status']).toBe('requires_action')

    const asked = await shop.submit(`/pay/${id}`, card('4000000000003220'))
    expect(asked.headers.get('location')).toBe('?step=challenge')
    expect((await see(`/pay/${id}?step=challenge`)).text).toContain('Your bank asks')
    expect((await shop.submit(`/pay/${id}?step=challenge`, { decision: 'decline' })).status).toBe(402)

    await shop.submit(`/pay/${id}`, card('4000000000003220'))
    expect((await shop.submit(`/pay/${id}?step=challenge`, { decision: 'approve' })).status).toBe(303)
    expect((await intent(id))['status']).toBe('succeeded')
  })

  it('says what is wrong at the field, and lets the buyer try again', async () => {
    const { id } = await shop.createIntent()
    const wrong = await shop.submit(`/pay/${id}`, { number: '4242', expiry: '01/20', cvc: 'x' })
    expect(wrong.status).toBe(422)
    const text = await wrong.text()
    expect(text).toContain('role="alert"')
    expect(text.match(/aria-invalid="true"/g)).toHaveLength(3)

    const declined = await shop.submit(`/pay/${id}`, card('4000000000000002'))
    expect(declined.status).toBe(402)
    expect(await declined.text()).toContain('The card was declined.')
    expect((await shop.submit(`/pay/${id}`, card('4242424242424242'))).status).toBe(303)
  })

  it('gives up after five declined attempts', async () => {
    const { id } = await shop.createIntent()
    for (let attempt = 0; attempt < 5; attempt += 1) await shop.submit(`/pay/${id}`, card('4000000000000002'))
    expect(await intent(id)).toMatchObject({ status: 'failed', failureCode: 'card_declined' })
    await vi.waitFor(() => expect(shop.heard.map(({ type }) => type)).toEqual(['intent.failed']))
  })

  it('can take the money though the browser sees a failure', async () => {
    const { id } = await shop.createIntent()
    expect((await shop.submit(`/pay/${id}`, card('4000000000000119'))).status).toBe(504)
    expect((await intent(id))['status']).toBe('succeeded')
  })

  it('can settle later, by card, voucher or transfer', async () => {
    const byCard = await shop.createIntent()
    expect((await shop.submit(`/pay/${byCard.id}`, card('4000000000000077'))).status).toBe(303)
    const byVoucher = await shop.createIntent({ method: 'voucher' })
    expect((await shop.submit(`/pay/${byVoucher.id}`, {})).status).toBe(303)
    expect((await intent(byVoucher.id))['pageUrl']).toBeNull()
    const byTransfer = await shop.createIntent({ method: 'bank' })
    expect((await see(`/pay/${byTransfer.id}`)).text).toContain(byTransfer.id.slice(-12).toUpperCase())
    expect((await shop.submit(`/pay/${byTransfer.id}`, {})).status).toBe(303)
    await vi.waitFor(() =>
      expect(shop.heard.map(({ type }) => type).toSorted()).toEqual([
        'intent.processing',
        'intent.processing',
        'intent.processing',
        'intent.succeeded',
        'intent.succeeded',
        'intent.succeeded',
      ]),
    )
  })

  it('lets a wallet approve or decline', async () => {
    const { id } = await shop.createIntent({ method: 'wallet' })
    expect((await shop.submit(`/pay/${id}`, { decision: 'decline' })).status).toBe(402)
    expect((await shop.submit(`/pay/${id}`, { decision: 'approve' })).status).toBe(303)
    expect((await intent(id))['status']).toBe('succeeded')
  })

  it('keeps no card number', async () => {
    const { id } = await shop.createIntent()
    await shop.submit(`/pay/${id}`, card('4000000000000002'))
    await shop.submit(`/pay/${id}`, card('4242424242424242'))
    expect(JSON.stringify(await shop.log())).not.toMatch(/4242|4000000000/)
  })

  it('is not there for an address that nobody gave out', async () => {
    expect((await see('/pay/pi_nothing')).status).toBe(404)
  })
})
