import { randomUUID } from 'node:crypto'
import { expect } from '@playwright/test'
import { answerOf, type Api } from '@tradewind/api-client'
import { DEMO_LOG_INS as DEMO } from '../../seeds/src/demo-log-ins.ts'
import { guest, logIn } from './api.ts'
import { goodsOf, RUN } from './mall.ts'

/** A name of somebody who tries it, with spaces so that it breaks into lines. */
export const MARKED_NAME = '</script> <img src=x onerror=hit=1> {{7*7}}'
const MARKED_TEXT = `${MARKED_NAME} <a href="javascript:hit=1">here</a> <svg onload=hit=1> \u202ehere`

/** What somebody wrote with markup in it, and where it is shown. */
export interface Marked {
  account: { email: string; password: string }
  goodsSlug: string
  storeSlug: string
  storeId: string
  applicationId: string
  orderId: string
  subOrderId: string
  returnId: string
}

/** Somebody who writes markup wherever words are taken: as a merchant, in an order, a question and a return. */
export async function writeMarkup(): Promise<Marked> {
  const account = {
    email: `marked-${RUN}-${randomUUID().slice(0, 8)}@example.com`,
    password: 'a-long-enough-secret',
  }
  await answerOf(
    guest().POST('/api/identity/register', { body: { ...account, name: MARKED_NAME, locale: 'en' } }),
  )
  const buyer = await logIn(account.email, account.password, 'mall')
  const seller = await logIn(DEMO.kiri.email, DEMO.kiri.password, 'merchant')
  const goods = await goodsOf('kiri-and-rain', 'DE', 'en')
  const store = await openStore(account)
  const order = await placeOrder(buyer, seller, goods.offerId)
  const { id: postId } = await answerOf(
    buyer.POST('/api/reviews/products/{productId}/questions', {
      params: { path: { productId: goods.id } },
      body: { author: MARKED_NAME, body: MARKED_TEXT, locale: 'en' },
    }),
  )
  await answerOf(
    seller.PUT('/api/reviews/merchant/posts/{postId}/answer', {
      params: { path: { postId } },
      body: { body: MARKED_TEXT },
    }),
  )
  return { account, goodsSlug: goods.slug, ...store, ...order }
}

async function openStore(account: Marked['account']) {
  const operator = await logIn(DEMO.operator.email, DEMO.operator.password, 'admin')
  const applicant = await logIn(account.email, account.password, 'merchant')
  const { id: applicationId } = await answerOf(
    applicant.POST('/api/merchants/applications', {
      body: {
        companyName: MARKED_NAME,
        country: 'DE',
        registrationNumber: MARKED_NAME,
        contactName: MARKED_NAME,
        phone: '+4940123456',
        storeName: `${MARKED_NAME} ${RUN}`,
        currency: 'EUR',
        documents: [],
      },
    }),
  )
  await answerOf(
    operator.POST('/api/merchants/admin/applications/{applicationId}/approve', {
      params: { path: { applicationId } },
      body: { businessModel: 'recruited', commissionBasisPoints: 1000, settlementPeriod: 'monthly' },
    }),
  )
  let own = applicant
  await expect(async () => {
    own = await logIn(account.email, account.password, 'merchant')
    await answerOf(own.GET('/api/merchants/store'))
  }).toPass()
  const { id, slug, name, version } = await answerOf(own.GET('/api/merchants/store'))
  await answerOf(
    own.PUT('/api/merchants/store', {
      params: { header: { 'If-Match': `"${version}"` } },
      body: { name, description: { en: MARKED_TEXT } },
    }),
  )
  return { applicationId, storeId: id, storeSlug: slug }
}

/** An order that arrived and is asked back. */
async function placeOrder(buyer: Api, seller: Api, offerId: string) {
  const { id: cartId } = await answerOf(
    buyer.POST('/api/orders/carts', {
      params: { query: { market: 'DE' } },
      body: {
        lines: [{ offerId, quantity: 1 }],
        address: {
          name: MARKED_NAME,
          company: MARKED_NAME,
          line1: MARKED_NAME,
          city: MARKED_NAME,
          postcode: '20457',
          country: 'DE',
        },
        email: 'marked@example.com',
      },
    }),
  )
  const path = { cartId }
  const { quote } = await answerOf(
    buyer.POST('/api/orders/carts/{cartId}/quote', { params: { path }, body: {} }),
  )
  const { orderId, nextAction } = await answerOf(
    buyer.POST('/api/orders/carts/{cartId}/confirm', {
      params: { path },
      body: { quoteId: quote?.id ?? '', paymentMethod: 'card' },
    }),
  )
  if (nextAction.type !== 'redirect') throw new Error('nowhere to pay')
  await fetch(nextAction.url, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ number: '4242424242424242', expiry: '12/34', cvc: '123' }),
  })
  const read = () => answerOf(buyer.GET('/api/orders/orders/{orderId}', { params: { path: { orderId } } }))
  await expect.poll(async () => (await read()).status).toBe('paid')
  const part = (await read()).stores[0]
  const line = part?.lines[0]
  if (!part || !line) throw new Error('an order without goods')
  const lines = [{ lineId: line.id, quantity: 1 }]
  await answerOf(
    seller.POST('/api/orders/merchant/orders/{subOrderId}/ship', {
      params: { path: { subOrderId: part.id } },
      body: { parcels: [{ carrier: MARKED_NAME, lines }] },
    }),
  )
  const { id: returnId } = await answerOf(
    buyer.POST('/api/orders/orders/{orderId}/returns', {
      params: { path: { orderId } },
      body: { subOrderId: part.id, lines, reason: 'damaged', note: MARKED_TEXT },
    }),
  )
  return { orderId, subOrderId: part.id, returnId }
}
