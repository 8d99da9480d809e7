import { ADDRESS, openMall } from '@tradewind/orders/testing'
import type { CallContext, Service } from '@tradewind/platform/contract'
import { eventually } from '@tradewind/platform/testing'
import type { reviews } from '@tradewind/reviews/contract'
import type { settlement } from '@tradewind/settlement/contract'
import { SERVICES } from '../services.ts'
import { confirmToKorea, openToKorea } from './korean-order.testing.ts'
import type { Known } from './sample-input.testing.ts'

const PASSWORD = 'three doors to one house'

/** What each kind of caller shows. */
export type Callers = Readonly<
  Record<'anonymous' | 'buyer' | 'merchant' | 'operator', Record<string, string>>
>

/**
 * The whole mall with people of every role, and with an order in every state, parcels, returns, a dispute, posts, a
 * statement: what operations take by id is there, so that what stands beside the id is looked at.
 */
export async function openFurnishedMall(env: Record<string, string>) {
  const mall = await openMall(env, ...SERVICES)
  const { host, system } = mall
  const calls = mall.calls as typeof mall.calls & {
    reviews: Service<typeof reviews>
    settlement: Service<typeof settlement>
  }
  const people = await calls.identity.importPeople(system(), {
    people: ['buyer', 'merchant', 'operator'].map((name) => ({
      email: `${name}@example.com`,
      name,
      password: PASSWORD,
      locale: 'en' as const,
      operator: name === 'operator',
      demo: true,
    })),
  })
  const idOf = (name: string) => people.find(({ email }) => email.startsWith(name))?.id ?? ''
  await calls.identity.grantStore(system(), { userId: idOf('merchant'), storeId: mall.own, role: 'owner' })
  // The house's own stores are settled with nobody.
  await calls.merchants.createContract(system(), {
    storeId: mall.own,
    businessModel: 'recruited',
    commissionBasisPoints: 1200,
    settlementPeriod: 'monthly',
  })
  await openToKorea(mall)
  const price = { minor: 990, currency: 'EUR' }
  const mug = await mall.stock(mall.own, 'mug', price, 500, { country: 'DE', hsCode: '691110' })
  const [cup, offer] = await calls.catalog.getOffers(system(), { offerIds: [mall.cup, mug] })
  await host.quiet()

  const tokenOf = async (name: string, portal: 'mall' | 'merchant' | 'admin') => {
    const email = `${name}@example.com`
    const answer = await calls.identity.login(host.ctx(), { email, password: PASSWORD, portal })
    return `Bearer ${'accessToken' in answer ? answer.accessToken : ''}`
  }
  const cart = (await (
    await fetch(`${host.http}/api/orders/carts?market=DE`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ lines: [{ offerId: mall.cup, quantity: 1 }] }),
    })
  ).json()) as { id: string; guestToken: string; stores: { lines: { id: string }[] }[] }
  const callers: Callers = {
    anonymous: { 'x-guest-token': cart.guestToken },
    buyer: { authorization: await tokenOf('buyer', 'mall') },
    merchant: { authorization: await tokenOf('merchant', 'merchant') },
    operator: { authorization: await tokenOf('operator', 'admin') },
  }

  const { rows } = await host.db.pool.query<{ owner: string }>(
    'select owner from orders.carts where id = $1',
    [cart.id],
  )
  const guestId = rows[0]?.owner ?? ''
  const guest = host.ctx({ actor: { kind: 'anonymous', guestId }, guestId, market: 'DE' })
  const buyer = host.ctx({ actor: { kind: 'buyer', userId: idOf('buyer'), sessionId: 'test' }, market: 'DE' })
  const merchant = host.ctx({ actor: host.merchant(mall.own) })
  const operator = host.ctx({ actor: host.operator() })

  const confirmedAs = (told: (typeof ORDERS)[number]) =>
    told === 'to Korea'
      ? confirmToKorea(mall, guest, mug)
      : confirmed(mall, guest, told === 'of another store' ? mall.fan : mug)
  const filled = await mall.fillCart([{ offerId: mug, quantity: 2 }], guest)
  const orders = await Promise.all(
    ORDERS.map(async (told) => ({
      told,
      ...(await placed(mall, guest, await confirmedAs(told))),
    })),
  )
  const at = (told: (typeof ORDERS)[number]) => {
    const order = orders.find((one) => one.told === told)
    if (!order) throw new Error(`there is no order ${told}`)
    return order
  }
  const paid = orders.filter(({ told }) => told !== 'unpaid')
  await Promise.all(paid.map(({ payUrl }) => mall.psp.pay(payUrl)))
  await eventually(async () => {
    for (const { orderId } of paid)
      if ((await calls.orders.getOrder(guest, { orderId })).status !== 'paid') throw new Error('not paid yet')
  })
  await calls.orders.cancelOrder(guest, { orderId: at('cancelled').orderId })

  const parcels = new Map<string, string>()
  for (const { told, subOrderId, lineId } of orders.filter(({ told }) => SHIPPED.has(told))) {
    const { parcels: sent } = await calls.orders.shipOrder(merchant, {
      subOrderId,
      parcels: [{ carrier: 'Post', lines: [{ lineId, quantity: told === 'under way' ? 1 : PIECES }] }],
    })
    const parcelId = sent[0]?.id ?? ''
    parcels.set(told, parcelId)
    if (told !== 'under way')
      await calls.fulfilment.simulateTracking(operator, { parcelId, status: 'delivered' })
  }
  await host.quiet()

  const returns = new Map<string, string>()
  for (const told of ['return asked for', 'return agreed', 'return sent'] as const) {
    const { orderId, subOrderId, lineId } = at(told)
    const lines = [{ lineId, quantity: 2 }]
    const { id } = await calls.orders.requestReturn(guest, {
      orderId,
      subOrderId,
      lines,
      reason: 'changed-mind',
    })
    returns.set(told, id)
    if (told === 'return asked for') continue
    await calls.orders.decideReturn(merchant, { returnId: id, accept: true })
    if (told === 'return sent') await calls.orders.shipReturn(guest, { returnId: id, carrier: 'Post' })
  }

  const common = await things()
  const tokens = new Map<string, string>()
  for (const { orderId } of orders) {
    const { url } = await calls.orders.getForMail(system(), { orderId })
    tokens.set(orderId, new URL(url).searchParams.get('key') ?? '')
  }
  const known: Known[] = [
    {
      told: 'an open cart',
      texts: [filled.cartId, filled.quoteId, filled.cart.stores[0]?.lines[0]?.id ?? ''],
      token: undefined,
    },
    ...orders.map(({ told, orderId, subOrderId, lineId }) => ({
      told: `an order: ${told}`,
      texts: [orderId, subOrderId, lineId, parcels.get(told) ?? '', returns.get(told) ?? ''],
      token: tokens.get(orderId),
    })),
  ].map(({ told, texts, token }, nth) => ({
    told,
    // Of two of a kind the first is taken: each has its turn.
    texts: [...texts, ...(nth % 2 === 0 ? common : common.toReversed())].filter((text) => text !== ''),
    properties: { address: ADDRESS, email: 'somebody@example.com', token },
  }))
  await host.quiet()
  return { host, callers, known }

  /** What there is one of. */
  async function things(): Promise<string[]> {
    const productId = offer?.productId ?? ''
    const review = await calls.reviews.createReview(guest, {
      productId,
      author: 'A',
      rating: 4,
      body: 'Good.',
    })
    const question = await calls.reviews.askQuestion(buyer, {
      productId,
      author: 'B',
      body: 'How high is it?',
    })
    await calls.reviews.reportPost(buyer, { postId: review.id, reason: 'advertising' })
    const address = await calls.identity.createAddress(buyer, { address: ADDRESS })
    const [payment] = await calls.payments.getByOrder(system(), { orderIds: [at('disputed').orderId] })
    await mall.psp.openDispute(payment?.payment.providerReference ?? '')
    const dispute = await eventually(async () => {
      const { items } = await calls.payments.listDisputes(operator, {})
      if (!items[0]) throw new Error('no dispute yet')
      return items[0]
    })
    const { items: warehouses } = await calls.inventory.listWarehouses(merchant, {})
    const { items: methods } = await calls.fulfilment.listMethods(merchant, {})
    const special = await calls.pricing.addSpecialPrice(merchant, {
      offerId: mug,
      price: { minor: 900, currency: 'EUR' },
    })
    const application = await calls.merchants.apply(buyer, {
      companyName: 'Kiln',
      country: 'DE',
      registrationNumber: 'HRB 1',
      contactName: 'K.',
      phone: '+49401234567',
      storeName: 'Kiln',
      currency: 'EUR',
      documents: [],
    })
    const today = new Date().toISOString().slice(0, 10)
    const { statements } = await calls.settlement.run(operator, { periodEnd: today })
    const [ofOwn, ofAnother] = [mall.own, mall.other].map((id) =>
      statements.find(({ storeId }) => storeId === id),
    )
    if (!ofOwn || !ofAnother) throw new Error('there is no statement')
    const ids = [productId, cup?.productId, mug, mall.own, review.id, question.id, address.id, dispute.id]
    const others = [special.id, application.id, ofOwn.id, ofAnother.id, warehouses[0]?.id, methods[0]?.id]
    const words = [idOf('merchant'), 'DE', 'EUR', 'own', 'en', 'things']
    return [...ids, ...others, ...words].map((text) => text ?? '')
  }
}

const ORDERS = [
  'unpaid',
  'paid',
  'to be sent',
  'under way',
  'delivered',
  'return asked for',
  'return agreed',
  'return sent',
  'disputed',
  'of another store',
  'to Korea',
  'cancelled',
] as const
const SHIPPED: ReadonlySet<string> = new Set([
  'under way',
  'delivered',
  'return asked for',
  'return agreed',
  'return sent',
])
const PIECES = 5

type Mall = Awaited<ReturnType<typeof openMall>>
type Confirmed = Awaited<ReturnType<Mall['confirm']>>

/** Buys some pieces; the order waits for its money. */
const confirmed = async (mall: Mall, guest: CallContext, offerId: string): Promise<Confirmed> =>
  mall.confirm(await mall.fillCart([{ offerId, quantity: PIECES }], guest))

/** What an order that waits for its money consists of. */
async function placed(mall: Mall, guest: CallContext, { orderId, nextAction }: Confirmed) {
  const order = await mall.calls.orders.getOrder(guest, { orderId })
  const [part] = order.stores
  return {
    orderId: order.id,
    subOrderId: part?.id ?? '',
    lineId: part?.lines[0]?.id ?? '',
    payUrl: nextAction.type === 'redirect' ? nextAction.url : '',
  }
}
