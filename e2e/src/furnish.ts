import { randomUUID } from 'node:crypto'
import { expect } from '@playwright/test'
import { answerOf } from '@tradewind/api-client'
import { DEMO_LOG_INS as DEMO } from '../../seeds/src/demo-log-ins.ts'
import { guest, logIn } from './api.ts'
import { goodsOf } from './mall.ts'

/** What every screen needs to have something to show: ids of one of each. */
export interface Furniture {
  slug: string
  /** Of goods that can be compared. */
  comparedIds: string[]
  orderId: string
  subOrderId: string
  returnId: string
  statementId: string
  applicationId: string
  storeId: string
  productId: string
  offerId: string
  methodId: string
}

/** An order of the demo's buyer from one merchant, shipped, a part of it asked back, settled; and a full cart. */
export async function furnish(): Promise<Furniture> {
  const buyer = await logIn(DEMO.buyer.email, DEMO.buyer.password, 'mall')
  const merchant = await logIn(DEMO.kiri.email, DEMO.kiri.password, 'merchant')
  const operator = await logIn(DEMO.operator.email, DEMO.operator.password, 'admin')
  const goods = await goodsOf('kiri-and-rain', 'DE', 'en')
  const other = await goodsOf('saffron-quay', 'DE', 'en')
  const address = { name: 'A Buyer', line1: 'Hafenstr. 1', city: 'Hamburg', postcode: '20457', country: 'DE' }

  const fillCart = () =>
    answerOf(
      buyer.POST('/api/orders/carts', {
        params: { query: { market: 'DE' } },
        body: { lines: [{ offerId: goods.offerId, quantity: 2 }], address, email: DEMO.buyer.email },
      }),
    )
  const { id: cartId } = await fillCart()
  const path = { cartId }
  const quoted = await answerOf(
    buyer.POST('/api/orders/carts/{cartId}/quote', { params: { path }, body: {} }),
  )
  const { orderId, nextAction } = await answerOf(
    buyer.POST('/api/orders/carts/{cartId}/confirm', {
      params: { path },
      body: { quoteId: quoted.quote?.id ?? '', paymentMethod: 'card' },
    }),
  )
  if (nextAction.type !== 'redirect') throw new Error('nowhere to pay')
  await fetch(nextAction.url, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ number: '4242424242424242', expiry: '12/34', cvc: '123' }),
  })
  const order = () => answerOf(buyer.GET('/api/orders/orders/{orderId}', { params: { path: { orderId } } }))
  await expect.poll(async () => (await order()).status).toBe('paid')
  const part = (await order()).stores[0]
  const line = part?.lines[0]
  if (!part || !line) throw new Error('an order without goods')
  const parcel = { carrier: 'Post', lines: [{ lineId: line.id, quantity: 1 }] }
  await answerOf(
    merchant.POST('/api/orders/merchant/orders/{subOrderId}/ship', {
      params: { path: { subOrderId: part.id } },
      body: { parcels: [parcel, parcel] },
    }),
  )
  const returned = await answerOf(
    buyer.POST('/api/orders/orders/{orderId}/returns', {
      params: { path: { orderId } },
      body: { subOrderId: part.id, lines: [{ lineId: line.id, quantity: 1 }], reason: 'damaged' },
    }),
  )
  await fillCart()

  const periodEnd = new Date().toISOString().slice(0, 10)
  const statements = () =>
    answerOf(merchant.GET('/api/settlement/merchant/statements')).then(({ items }) => items)
  await expect
    .poll(async () => {
      await answerOf(
        operator.POST('/api/settlement/admin/runs', { body: { periodEnd, storeId: part.storeId } }),
      )
      return (await statements()).length
    })
    .toBeGreaterThan(0)
  const [statement] = await statements()
  const methods = await answerOf(merchant.GET('/api/fulfilment/merchant/shipping-methods'))
  const offers = await answerOf(merchant.GET('/api/catalog/merchant/offers'))
  return {
    slug: goods.slug,
    comparedIds: [goods.id, other.id],
    orderId,
    subOrderId: part.id,
    returnId: returned.id,
    statementId: statement?.id ?? '',
    applicationId: await applyForStore(),
    storeId: part.storeId,
    productId: offers.items.find(({ described }) => described)?.productId ?? '',
    offerId: offers.items[0]?.offerId ?? '',
    methodId: methods.items[0]?.id ?? '',
  }
}

/** An application that waits for its review. */
async function applyForStore(): Promise<string> {
  // Several journeys of one run furnish the mall.
  const mark = randomUUID().slice(0, 8)
  const account = { email: `waiting-${mark}@example.com`, password: 'a-long-enough-secret' }
  await answerOf(
    guest().POST('/api/identity/register', { body: { ...account, name: 'Applicant', locale: 'en' } }),
  )
  const applicant = await logIn(account.email, account.password, 'merchant')
  const { id } = await answerOf(
    applicant.POST('/api/merchants/applications', {
      body: {
        companyName: 'Waiting Goods',
        country: 'DE',
        registrationNumber: 'HRB 2',
        contactName: 'Applicant',
        phone: '+4940123456',
        storeName: `Waiting Goods ${mark}`,
        currency: 'EUR',
        documents: [],
      },
    }),
  )
  return id
}
