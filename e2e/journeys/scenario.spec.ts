import { readFile } from 'node:fs/promises'
import { answerOf, type Api } from '@tradewind/api-client'
import { expect, test } from '@playwright/test'
import { guest, logIn } from '../src/api.ts'
import { mallUrl, providerLog } from '../src/mall.ts'

test.describe.configure({ mode: 'serial' })

const APPLICANT = { email: 'applicant@example.com', password: 'a-long-enough-secret' }
const story: {
  merchant?: Api
  operator?: Api
  storeId?: string
  offers: string[]
  orderId?: string
  buyer?: Api
} = { offers: [] }
const must = <T>(value: T | undefined | null): T => {
  if (value === undefined || value === null) throw new Error('an earlier chapter of the story failed')
  return value
}

test('a company applies and the operator opens its store at 12 %', async () => {
  await answerOf(
    guest().POST('/api/identity/register', { body: { ...APPLICANT, name: 'Applicant', locale: 'en' } }),
  )
  const applicant = await logIn(APPLICANT.email, APPLICANT.password, 'merchant')
  const application = await answerOf(
    applicant.POST('/api/merchants/applications', {
      body: {
        companyName: 'Harbour Goods',
        country: 'DE',
        registrationNumber: 'HRB 1',
        contactName: 'Applicant',
        phone: '+4940123456',
        storeName: 'Harbour Goods',
        currency: 'EUR',
        documents: [],
      },
    }),
  )
  story.operator = await logIn('operator@demo.example', 'demo-operator-2026', 'admin')
  const approved = await answerOf(
    story.operator.POST('/api/merchants/admin/applications/{applicationId}/approve', {
      params: { path: { applicationId: application.id } },
      body: { businessModel: 'recruited', commissionBasisPoints: 1200, settlementPeriod: 'monthly' },
    }),
  )
  story.storeId = must(approved.storeId)
  await expect
    .poll(async () => {
      const session = await logIn(APPLICANT.email, APPLICANT.password, 'merchant')
      const { response } = await session.GET('/api/merchants/store')
      if (response.status === 200) story.merchant = session
      return response.status
    })
    .toBe(200)
})

test('its product with two variants is reviewed and found within five seconds', async () => {
  const merchant = must(story.merchant)
  const picture = await upload()
  const taxonomy = await answerOf(merchant.GET('/api/catalog/taxonomy'))
  const category = must(taxonomy.categories.find((one) => one.key === 'tableware'))
  const name = 'Zephyrine tidewater mug'
  const product = await answerOf(
    merchant.POST('/api/catalog/merchant/products', {
      body: {
        categoryKey: category.key,
        name: { en: name, ar: 'كوب زفيرين' },
        description: { en: 'A mug thrown beside the harbour.' },
        attributes: {},
        optionKeys: ['colour'],
        originCountry: 'DE',
        taxCategory: 'standard',
        pictureIds: [picture],
        variants: ['moss', 'ash'].map((colour) => ({
          sku: `TIDE-${colour}`,
          options: { colour },
          weightGrams: 400,
        })),
      },
    }),
  )
  story.offers = product.variants.map((variant) => variant.offerId)
  const warehouse = await answerOf(
    merchant.POST('/api/inventory/merchant/warehouses', { body: { name: 'Harbour', country: 'DE' } }),
  )
  await answerOf(
    merchant.PUT('/api/pricing/merchant/prices', {
      body: { prices: story.offers.map((offerId) => ({ offerId, price: { minor: 2400, currency: 'EUR' } })) },
    }),
  )
  for (const offerId of story.offers)
    await answerOf(
      merchant.POST('/api/inventory/merchant/stock/adjust', {
        body: { offerId, warehouseId: warehouse.id, onHand: 20 },
      }),
    )
  const zones = [
    {
      countries: ['*' as const],
      minDays: 2,
      maxDays: 4,
      rates: [{ upToGrams: 30_000, price: { minor: 590, currency: 'EUR' } }],
    },
  ]
  await answerOf(
    merchant.PUT('/api/fulfilment/merchant/shipping-methods', {
      body: { method: { name: { en: 'Harbour post' }, carrier: 'Harbour post', active: true, zones } },
    }),
  )
  await answerOf(
    merchant.POST('/api/catalog/merchant/products/{productId}/publish', {
      params: { path: { productId: product.id } },
      body: {},
    }),
  )
  await answerOf(
    must(story.operator).POST('/api/catalog/admin/products/{productId}/review', {
      params: { path: { productId: product.id } },
      body: { decision: 'publish' },
    }),
  )
  await expect
    .poll(
      async () =>
        (
          await answerOf(
            guest().GET('/api/search/query', { params: { query: { q: 'zephyrine', market: 'DE' } } }),
          )
        ).items.map((item) => item.name),
      { timeout: 5_000 },
    )
    .toContain(name)
})

test('a guest buys it beside goods of two other stores with one payment', async () => {
  const others = await Promise.all(['tradewind-house', 'kiri-and-rain'].map(firstOfferOf))
  const lines = [
    { offerId: must(story.offers[0]), quantity: 2 },
    ...others.map((offerId) => ({ offerId, quantity: 1 })),
  ]
  const address = {
    name: 'B. Uyer',
    line1: 'Hafenstrasse 1',
    city: 'Hamburg',
    postcode: '20457',
    country: 'DE' as const,
  }
  const cart = await answerOf(
    guest().POST('/api/orders/carts', {
      params: { query: { market: 'DE' } },
      body: { lines, address, email: 'scenario@example.com' },
    }),
  )
  story.buyer = guest(must(cart.guestToken))
  const quoted = await answerOf(
    story.buyer.POST('/api/orders/carts/{cartId}/quote', { params: { path: { cartId: cart.id } }, body: {} }),
  )
  expect(quoted.stores).toHaveLength(3)
  const confirmed = await answerOf(
    story.buyer.POST('/api/orders/carts/{cartId}/confirm', {
      params: { path: { cartId: cart.id } },
      body: { quoteId: must(quoted.quote).id, paymentMethod: 'card' },
    }),
  )
  story.orderId = confirmed.orderId
  if (confirmed.nextAction.type !== 'redirect') throw new Error('nowhere to pay')
  await fetch(confirmed.nextAction.url, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ number: '4242424242424242', expiry: '12/34', cvc: '123' }),
  })
  await expect.poll(async () => (await order()).status).toBe('paid')
  expect(
    (await providerLog(confirmed.orderId)).filter((line) => line.type === 'intent.succeeded'),
  ).toHaveLength(1)
})

test('the merchant ships in two parcels and the buyer confirms', async () => {
  const merchant = must(story.merchant)
  const part = must((await order()).stores.find((store) => store.storeId === story.storeId))
  const line = must(part.lines[0])
  const parcel = { carrier: 'Harbour post', lines: [{ lineId: line.id, quantity: 1 }] }
  const shipped = await answerOf(
    merchant.POST('/api/orders/merchant/orders/{subOrderId}/ship', {
      params: { path: { subOrderId: part.id } },
      body: { parcels: [parcel, parcel] },
    }),
  )
  expect(shipped.status).toBe('shipped')
  expect(shipped.parcels).toHaveLength(2)
  const orderId = must(story.orderId)
  const received = await answerOf(
    must(story.buyer).POST('/api/orders/orders/{orderId}/stores/{subOrderId}/receive', {
      params: { path: { orderId, subOrderId: part.id } },
      body: {},
    }),
  )
  expect(received.stores.find((store) => store.id === part.id)?.status).toBe('received')
})

test('one of two units comes back; exactly its money reaches the provider once', async () => {
  const orderId = must(story.orderId)
  const part = must((await order()).stores.find((store) => store.storeId === story.storeId))
  const line = must(part.lines[0])
  const asked = await answerOf(
    must(story.buyer).POST('/api/orders/orders/{orderId}/returns', {
      params: { path: { orderId } },
      body: { subOrderId: part.id, lines: [{ lineId: line.id, quantity: 1 }], reason: 'changed-mind' },
    }),
  )
  await answerOf(
    must(story.merchant).POST('/api/orders/merchant/returns/{returnId}/decide', {
      params: { path: { returnId: asked.id } },
      body: { accept: true, shipBack: false },
    }),
  )
  await expect.poll(async () => (await order()).refunded.minor).toBe(2400)
  const refunds = (await providerLog(orderId)).filter((entry) => entry.type === 'refund.succeeded')
  expect(refunds.map((refund) => refund.amount)).toEqual([{ minor: 2400, currency: 'EUR' }])
})

test('the period closes: commission frozen, refund taken back, a payout recorded, every currency sums to zero', async () => {
  const operator = must(story.operator)
  const today = new Date().toISOString().slice(0, 10)
  const mine = async () => {
    await answerOf(
      operator.POST('/api/settlement/admin/runs', {
        body: { periodEnd: today, storeId: must(story.storeId) },
      }),
    )
    const { items } = await answerOf(
      operator.GET('/api/settlement/admin/statements', {
        params: { query: { storeId: must(story.storeId) } },
      }),
    )
    return items
  }
  await expect.poll(async () => (await mine())[0]?.refunds.minor ?? 0).not.toBe(0)
  const statement = must((await mine())[0])
  // Two mugs at EUR 24.00 with 19 % tax: net 40.34, commission 12 % of it, half of both taken back by the return.
  expect(statement.commission).toEqual({ minor: 484, currency: 'EUR' })
  expect(statement.commissionReturned).toEqual({ minor: 242, currency: 'EUR' })
  const path = { statementId: statement.id }
  await answerOf(
    operator.POST('/api/settlement/admin/statements/{statementId}/approve', {
      params: { path, header: { 'If-Match': `"${statement.version}"` } },
      body: {},
    }),
  )
  const payout = await answerOf(
    operator.POST('/api/settlement/admin/statements/{statementId}/payouts', {
      params: { path },
      body: { reference: 'SEPA 1' },
    }),
  )
  expect(payout.amount).toEqual(statement.payable)
  const { sums } = await answerOf(operator.GET('/api/settlement/admin/ledger/balances'))
  expect(sums.every((sum) => sum.minor === 0)).toBe(true)
  expect((await mine()).length).toBe(1)
})

test('another merchant, another buyer and a stranger find none of it', async () => {
  const orderId = must(story.orderId)
  const part = must((await order()).stores.find((store) => store.storeId === story.storeId))
  const otherMerchant = await logIn('quay@demo.example', 'demo-merchant-2026', 'merchant')
  const otherBuyer = await logIn('buyer@demo.example', 'demo-buyer-2026', 'mall')
  for (const stranger of [otherBuyer, guest(), guest('somebody-elses-key')])
    expect(
      (await stranger.GET('/api/orders/orders/{orderId}', { params: { path: { orderId } } })).response.status,
    ).toBe(404)
  expect(
    (
      await otherMerchant.GET('/api/orders/merchant/orders/{subOrderId}', {
        params: { path: { subOrderId: part.id } },
      })
    ).response.status,
  ).toBe(404)
  expect(
    (
      await guest().GET('/api/orders/merchant/orders/{subOrderId}', {
        params: { path: { subOrderId: part.id } },
      })
    ).response.status,
  ).toBe(401)
  const { items } = await answerOf(must(story.merchant).GET('/api/settlement/merchant/statements'))
  const path = { statementId: must(items[0]).id }
  expect(
    (await otherMerchant.GET('/api/settlement/merchant/statements/{statementId}', { params: { path } }))
      .response.status,
  ).toBe(404)
})

async function order() {
  return answerOf(
    must(story.buyer).GET('/api/orders/orders/{orderId}', {
      params: { path: { orderId: must(story.orderId) } },
    }),
  )
}

async function firstOfferOf(slug: string): Promise<string> {
  const store = await answerOf(guest().GET('/api/merchants/stores/{slug}', { params: { path: { slug } } }))
  const { items } = await answerOf(
    guest().GET('/api/search/products', {
      params: { query: { market: 'DE', storeId: store.id, availableOnly: true, limit: 1 } },
    }),
  )
  return must(items[0]).offerId
}

/** Sends a picture as a merchant's phone would. */
async function upload(): Promise<string> {
  const picture = await readFile(
    new URL('../../seeds/demo/pictures/gb-slipware-mug-cream.webp', import.meta.url),
  )
  const form = new FormData()
  form.append('purpose', 'picture')
  form.append('file', new Blob([new Uint8Array(picture)], { type: 'image/webp' }), 'mug.webp')
  const token = await logInToken()
  const answer = await fetch(`${mallUrl()}/api/catalog/files`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: form,
  })
  expect(answer.status).toBe(201)
  return ((await answer.json()) as { id: string }).id
}

async function logInToken(): Promise<string> {
  const tokens = await answerOf(
    guest().POST('/api/identity/login', { body: { ...APPLICANT, portal: 'merchant' } }),
  )
  return tokens.accessToken
}
