import { expect } from '@playwright/test'
import { mallUrl } from './mall.ts'
import type { Person } from './person.ts'

/** Objects of a story, by id. */
export interface Objects {
  orderId: string
  subOrderId: string
  returnId: string
  statementId: string
  productId: string
}

interface Call {
  method: 'GET' | 'POST'
  path: string
  body?: unknown
}

/** What the portal of a person answers to a call. */
export async function ask<T>({ page }: Person, portal: string, path: string): Promise<T> {
  const answer = await page.request.get(mallUrl() + path, { headers: { 'x-portal': portal } })
  expect(answer.status(), path).toBe(200)
  return (await answer.json()) as T
}

/** The objects of an order and of the store that sold a part of it, as those know them who may. */
export async function objectsOf(
  { buyer, merchant }: { buyer: Person; merchant: Person },
  orderId: string,
): Promise<Objects> {
  const own = <T>(path: string) => ask<{ items: T[] }>(merchant, 'merchant', path).then(({ items }) => items)
  const sold = await own<{ id: string }>('/api/orders/merchant/orders')
  const { stores } = await ask<{ stores: { id: string }[] }>(buyer, 'mall', `/api/orders/orders/${orderId}`)
  const [returned] = await own<{ id: string }>('/api/orders/merchant/returns')
  const [statement] = await own<{ id: string }>('/api/settlement/merchant/statements')
  const [offer] = await own<{ productId: string }>('/api/catalog/merchant/offers')
  const part = stores.find(({ id }) => sold.some((one) => one.id === id))
  if (!part || !returned || !statement || !offer) throw new Error('an earlier chapter of the story failed')
  return {
    orderId,
    subOrderId: part.id,
    returnId: returned.id,
    statementId: statement.id,
    productId: offer.productId,
  }
}

const get = (path: string): Call => ({ method: 'GET', path })
const post = (path: string, body: unknown = {}): Call => ({ method: 'POST', path, body })

/** Every way to a buyer's side of the story. */
export const buyersCalls = ({ orderId, subOrderId, returnId }: Objects): Call[] => [
  get(`/api/orders/orders/${orderId}`),
  get(`/api/orders/orders/${orderId}/returns`),
  get(`/api/orders/orders/${orderId}/parcels`),
  post(`/api/orders/orders/${orderId}/cancel`),
  post(`/api/orders/orders/${orderId}/pay`),
  post(`/api/orders/orders/${orderId}/claim`, { token: 'a-key-that-nobody-was-given' }),
  post(`/api/orders/orders/${orderId}/stores/${subOrderId}/receive`),
  get(`/api/orders/returns/${returnId}`),
  post(`/api/orders/returns/${returnId}/cancel`),
]

/** Every way to a merchant's side of it. */
export const merchantsCalls = ({ subOrderId, returnId, statementId, productId }: Objects): Call[] => [
  get(`/api/orders/merchant/orders/${subOrderId}`),
  post(`/api/orders/merchant/orders/${subOrderId}/ship`, {
    parcels: [{ carrier: 'Post', lines: [{ lineId: subOrderId.replace('sub_', 'lin_'), quantity: 1 }] }],
  }),
  get(`/api/orders/merchant/returns/${returnId}`),
  post(`/api/orders/merchant/returns/${returnId}/decide`, { accept: true }),
  get(`/api/settlement/merchant/statements/${statementId}`),
  get(`/api/catalog/merchant/products/${productId}`),
]

/** What somebody is answered, call by call. */
export async function statusesOf({ page }: Person, portal: string, calls: readonly Call[]) {
  const statuses: { call: string; status: number }[] = []
  for (const { method, path, body } of calls) {
    const headers = { 'x-portal': portal, origin: mallUrl(), 'sec-fetch-site': 'same-origin' }
    const answer = await page.request.fetch(mallUrl() + path, { method, headers, data: body })
    statuses.push({ call: `${method} ${path}`, status: answer.status() })
  }
  return statuses
}
