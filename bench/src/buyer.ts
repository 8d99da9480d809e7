/** What became of one buyer's attempt; `unknown` only while it is still being found out. */
export type Outcome =
  | { kind: 'paid'; orderId: string }
  | { kind: 'sold-out' }
  | { kind: 'failed'; why: string }

const ADDRESS = {
  name: 'Bench Buyer',
  line1: 'Hafenstrasse 1',
  city: 'Hamburg',
  postcode: '20457',
  country: 'DE',
}
const GIVE_UP_MS = 90_000

interface NextAction {
  type: string
  url?: string
}

interface Placed {
  kind: 'placed'
  orderId: string
  nextAction: NextAction
}

/** Told of every answer, those to repeated requests among them. */
type Hear = (answer: { status: number; bytes: number }) => void

interface Answer {
  status: number
  body: Record<string, unknown>
}

/** A buyer over HTTP: cart, quote, confirm, pay. Time-outs are unknown, never failed: the same request is sent again until it is answered. */
export class Buyer {
  readonly #url: string
  readonly #hear: Hear
  readonly #deadline = Date.now() + GIVE_UP_MS
  #guestToken = ''

  constructor(url: string, hear: Hear = () => undefined) {
    this.#url = url
    this.#hear = hear
  }

  async buy(lines: { offerId: string; quantity: number }[]): Promise<Outcome> {
    const { cartId, quoteId } = await this.fillCart(lines)
    if (quoteId === undefined) return { kind: 'sold-out' }
    return this.confirmAndPay(cartId, quoteId)
  }

  /** A cart with an address and a frozen quote; without one when something is sold out. */
  async fillCart(
    lines: { offerId: string; quantity: number }[],
  ): Promise<{ cartId: string; quoteId: string | undefined }> {
    const created = await this.#send(
      'POST',
      '/api/orders/carts?market=DE',
      { lines, address: ADDRESS, email: 'bench@example.com' },
      crypto.randomUUID(),
    )
    this.#guestToken = String(created.body['guestToken'] ?? '')
    const cartId = String(created.body['id'])
    const quoted = await this.#send('POST', `/api/orders/carts/${cartId}/quote`, {})
    const quote = quoted.body['quote'] as { id: string } | null
    return { cartId, quoteId: quote?.id }
  }

  async confirmAndPay(cartId: string, quoteId: string): Promise<Outcome> {
    const placed = await this.confirm(cartId, quoteId)
    if (placed.kind !== 'placed') return placed
    const page = await this.#payPage(placed.orderId, placed.nextAction)
    if (page === undefined) return { kind: 'failed', why: 'no page to pay on' }
    await this.#pay(page)
    return { kind: 'paid', orderId: placed.orderId }
  }

  /** Places the order; what comes next is to pay. */
  async confirm(cartId: string, quoteId: string): Promise<Placed | Exclude<Outcome, { kind: 'paid' }>> {
    const confirmed = await this.#send(
      'POST',
      `/api/orders/carts/${cartId}/confirm`,
      { quoteId, paymentMethod: 'card' },
      crypto.randomUUID(),
    )
    if (confirmed.status === 409 || confirmed.body['code'] === 'orders.sold-out') return { kind: 'sold-out' }
    if (confirmed.status !== 200)
      return { kind: 'failed', why: `confirm ${confirmed.status} ${String(confirmed.body['code'])}` }
    const { orderId, nextAction } = confirmed.body
    return { kind: 'placed', orderId: String(orderId), nextAction: nextAction as NextAction }
  }

  /** Where to pay; asked for again while the provider has not answered the shop yet. */
  async #payPage(orderId: string, first: NextAction): Promise<string | undefined> {
    let action = first
    while (action.type === 'wait' && Date.now() < this.#deadline) {
      await pause(250)
      const answer = await this.#send('POST', `/api/orders/orders/${orderId}/pay`, {})
      if (answer.status !== 200) return undefined
      action = answer.body['nextAction'] as NextAction
    }
    return action.url
  }

  async #pay(page: string): Promise<void> {
    await untilAnswered(this.#deadline, () =>
      fetch(page, {
        method: 'POST',
        redirect: 'manual',
        body: new URLSearchParams({ number: '4242424242424242', expiry: '12/34', cvc: '123' }),
        signal: AbortSignal.timeout(10_000),
      }),
    )
  }

  async #send(method: string, path: string, body: unknown, idempotencyKey?: string): Promise<Answer> {
    return untilAnswered(this.#deadline, async () => {
      const response = await fetch(`${this.#url}${path}`, {
        method,
        headers: {
          'content-type': 'application/json',
          // As those ask that answers are compared with.
          'accept-encoding': 'identity',
          ...(this.#guestToken && { 'x-guest-token': this.#guestToken }),
          ...(idempotencyKey && { 'idempotency-key': idempotencyKey }),
        },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(15_000),
      })
      const text = await response.text()
      this.#hear({ status: response.status, bytes: Buffer.byteLength(text) })
      const answer = { status: response.status, body: JSON.parse(text) as Record<string, unknown> }
      const again =
        response.status >= 500 ||
        response.status === 429 ||
        answer.body['code'] === 'platform.idempotency-busy'
      if (again) throw new Error(`${response.status} ${String(answer.body['code'])}`)
      return answer
    })
  }
}

async function untilAnswered<T>(deadline: number, attempt: () => Promise<T>): Promise<T> {
  for (let pauseMs = 50; ; pauseMs = Math.min(pauseMs * 2, 1_000)) {
    try {
      return await attempt()
    } catch (error) {
      if (Date.now() > deadline) throw error
      await pause(pauseMs * (0.5 + Math.random()))
    }
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
