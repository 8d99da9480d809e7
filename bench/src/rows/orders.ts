import { Buyer } from '../buyer.ts'
import type { Ceiling } from '../ceiling.ts'
import { drive, forSeconds, forTimes, type Drive } from '../drive.ts'
import { atMost, type Finding } from '../finding.ts'
import type { Mall } from '../mall.ts'
import { workRatio } from '../ratio.ts'
import { databaseWorkOf, type DatabaseWork } from '../statements.ts'

const BUYERS = 4
const SECONDS = 2
const CONFIRMS_PER_ROUND = 100
const WARM_UP_ORDERS = 400

/** One piece of each. */
export type Basket = readonly { offerId: string }[]

/** Guest orders up to the payment page, with all that they set off in the background. */
export async function wholeOrders(mall: Mall, ceiling: Ceiling, basket: Basket): Promise<Finding[]> {
  const answers = await answersOf(mall, basket)
  const bytes = answers.reduce((sum, answer) => sum + answer, 0)
  await warmUp(mall, basket)
  return [
    await workRatio(
      { mall, ceiling, work: 'guest order of two stores', most: 500 },
      bytes,
      async () => () => drive(ordersOf(mall, basket), forSeconds(SECONDS)),
    ),
    atMost('guest order: requests', answers.length, 5, 'HTTP'),
  ]
}

/** The last step of an order. For malls whose background rests, or that of filling the carts would be counted with it. */
export async function confirmAlone(mall: Mall, ceiling: Ceiling, basket: Basket): Promise<Finding> {
  const answers = await answersOf(mall, basket)
  await warmUp(mall, basket)
  return workRatio({ mall, ceiling, work: 'confirm alone', most: 250 }, answers.at(-1) ?? 0, () =>
    confirmRound(mall, basket),
  )
}

const ordersOf = (mall: Mall, basket: Basket) =>
  Array.from({ length: BUYERS }, () => () => order(mall, basket))

/** Until the code that an order passes through is compiled. */
const warmUp = (mall: Mall, basket: Basket) => drive(ordersOf(mall, basket), forTimes(WARM_UP_ORDERS))

/** Statements of the same. */
export async function orderStatements(mall: Mall, basket: Basket): Promise<Finding[]> {
  const carts = await Promise.all(Array.from({ length: 21 }, () => fill(mall, basket)))
  const confirm = await databaseWorkOf(mall, 20, async () => carts.pop()?.())
  const whole = await orderWork(mall, basket)
  return [
    atMost('guest order: statements', whole.statements, 50, 'SQL'),
    atMost('confirm: statements', confirm.statements, 25, 'SQL'),
  ]
}

/** What a whole order asks of the database. */
export const orderWork = (mall: Mall, basket: Basket): Promise<DatabaseWork> =>
  databaseWorkOf(mall, 100, () => order(mall, basket))

async function order(mall: Mall, basket: Basket): Promise<void> {
  const confirm = await fill(mall, basket)
  await confirm()
}

/** A cart with a quote; answers what places its order. */
async function fill({ url }: Mall, basket: Basket, buyer = new Buyer(url)): Promise<() => Promise<void>> {
  const { cartId, quoteId } = await buyer.fillCart(basket.map(({ offerId }) => ({ offerId, quantity: 1 })))
  if (quoteId === undefined) throw new Error('a cart got no quote')
  return async () => {
    const { kind } = await buyer.confirm(cartId, quoteId)
    if (kind !== 'placed') throw new Error(`an order ended ${kind}`)
  }
}

/** Bytes of each answer on the way to the payment page. */
async function answersOf(mall: Mall, basket: Basket): Promise<number[]> {
  const answers: number[] = []
  const buyer = new Buyer(mall.url, ({ bytes }) => answers.push(bytes))
  const confirm = await fill(mall, basket, buyer)
  await confirm()
  return answers
}

/** Fills carts, and answers what confirms them all. */
async function confirmRound(mall: Mall, basket: Basket): Promise<() => Promise<Drive>> {
  const confirms = await Promise.all(Array.from({ length: CONFIRMS_PER_ROUND }, () => fill(mall, basket)))
  const confirmNext = async () => confirms.pop()?.()
  return () =>
    drive(
      Array.from({ length: BUYERS }, () => confirmNext),
      () => confirms.length > 0,
    )
}
