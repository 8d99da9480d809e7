import { expect, test, type Browser } from '@playwright/test'
import {
  askReturn,
  CARDS,
  fillCheckout,
  goToPay,
  HAMBURG,
  logIn,
  payByCard,
  readTerms,
  sendBack,
  take,
  TOKYO,
  untilPaid,
  visit,
} from '../src/buyer.ts'
import { goodsFolder, hasGoods, loadedSellers, sellers } from '../src/cast.ts'
import { confirm, enter, open } from '../src/console.ts'
import { DEMO_LOG_INS as DEMO } from '../../seeds/src/demo-log-ins.ts'
import { goodsOf, isFound, linkIn, mailsTo, mallUrl, providerLog, RUN, type Goods } from '../src/mall.ts'
import {
  approveStore,
  expectBalanced,
  inWords,
  moveParcel,
  openOrder,
  openStatement,
  payOut,
  publish,
  runPeriod,
  sumOf,
  untilBooked,
} from '../src/operator.ts'
import { leave, personIn, type Person } from '../src/person.ts'
import * as seller from '../src/seller.ts'
import { buyersCalls, merchantsCalls, objectsOf, statusesOf } from '../src/strangers.ts'

test.describe.configure({ mode: 'serial' })

const STORE = `Harbour Goods ${RUN}`
const ACCOUNT = { email: `applicant-${RUN}@example.com`, password: 'a-long-enough-secret' }
const MUG = {
  name: `Tidewater mug ${RUN}`,
  arabicName: `كوب المد ${RUN}`,
  price: '24.00',
  colours: ['moss', 'ash'],
  stock: 20,
}
const GUEST = `hamburg-${RUN}@example.com`
const SECOND_GUEST = `tokyo-${RUN}@example.com`

let browser: Browser
let merchant: Person
let operator: Person
let buyer: Person
let mug: string
let orderId: string
let secondOrderId: string
const others: Goods[] = []

test.beforeAll(async ({ browser: shared }) => {
  browser = shared
  merchant = await personIn(browser, 'en')
  operator = await personIn(browser, 'de')
})
test.afterAll(async () => {
  for (const person of [merchant, operator, buyer]) if (person) await leave(person)
})

test('real catalogues are on sale beside the demo', async () => {
  test.skip(!hasGoods, `there are none in ${goodsFolder}`)
  for (const { slug } of loadedSellers) expect((await goodsOf(slug, 'DE', 'en')).name).toMatch(/\S/)
})

test('a company applies, and the operator opens its store for a commission of 12 %', async () => {
  await seller.apply(merchant, ACCOUNT, { store: STORE, country: 'DE', currency: 'EUR' })
  await enter(operator, 'admin', DEMO.operator)
  await approveStore(operator, STORE, '12')
  await seller.enterStore(merchant)
})

test('its mug in two colours is reviewed, and then found in the mall', async () => {
  await seller.openWarehouse(merchant, 'Harbour')
  await seller.shipEverywhere(merchant, 'Harbour post', '5.90')
  await seller.handIn(merchant, MUG)
  await publish(operator, MUG.name)
  await expect.poll(() => isFound(MUG.name, 'DE'), { intervals: [100] }).toBe(true)
  const guest = await personIn(browser, 'en')
  await visit(guest, `/search?q=${encodeURIComponent(MUG.name)}`, 'DE')
  const found = guest.page.getByRole('main').getByRole('link', { name: MUG.name })
  mug = /\/p\/([^/?#]+)/.exec((await found.getAttribute('href')) ?? '')?.[1] ?? ''
  await leave(guest)
})

test(`a guest in Germany buys from ${sellers.length + 1} stores in Arabic with one payment`, async () => {
  buyer = await personIn(browser, 'ar')
  const { page, t } = buyer
  await take(buyer, mug, 'DE', 2)
  for (const { slug } of sellers) {
    const goods = await goodsOf(slug, 'DE', 'ar')
    others.push(goods)
    await take(buyer, goods.slug, 'DE')
  }
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
  await fillCheckout(buyer, GUEST, HAMBURG)
  const summary = page.getByRole('complementary', { name: t('cart.summary') })
  for (const store of [STORE, ...others.map(({ storeName }) => storeName)]) {
    const part = summary.getByRole('region', { name: store })
    for (const cost of ['cost.goods', 'cost.shipping', 'cost.tax-included'])
      await expect(part.getByText(t(cost), { exact: true })).toBeVisible()
  }
  await readTerms(buyer)
  await expect(page.getByLabel(t('checkout.email'))).toHaveValue(GUEST)
  await goToPay(buyer)
  await payByCard(buyer, CARDS.challenged)
  await page.getByRole('button', { name: t('psp.challenge.approve'), exact: true }).click()
  orderId = await untilPaid(buyer)

  await page.getByRole('link', { name: t('paid.order') }).click()
  await expect(page.getByText(t('order.to-ship'), { exact: true })).toHaveCount(sellers.length + 1)
  const agreed = await page
    .getByRole('main')
    .locator('a[href*="/legal/terms?of=DE&at="]')
    .getAttribute('href')
  expect((await page.request.get(mallUrl() + agreed)).status()).toBe(200)
  const captures = (await providerLog(orderId)).filter(({ type }) => type === 'intent.succeeded')
  expect(captures).toHaveLength(1)
  await expect.poll(async () => (await mailsTo(GUEST)).map(({ locale }) => locale)).toEqual(['ar'])
})

test('each store ships, the new one in two parcels', async () => {
  await seller.ship(merchant, HAMBURG['address.name'], 'Harbour post', [1, 1])
  for (const { account, locale } of sellers) {
    const colleague = await personIn(browser, locale)
    await enter(colleague, 'merchant', account)
    await seller.ship(colleague, HAMBURG['address.name'], 'Post', [1])
    await leave(colleague)
  }
  await openOrder(operator, GUEST)
  await moveParcel(operator, STORE, 2)
})

test('the buyer comes by the mailed link, follows the parcels and confirms what arrived', async () => {
  await expect.poll(async () => (await mailsTo(GUEST)).length).toBe(sellers.length + 2)
  const [shipped] = await mailsTo(GUEST)
  if (!shipped) throw new Error('no mail tells of parcels')
  await leave(buyer)
  buyer = await personIn(browser, 'ar')
  const { page, t } = buyer
  await page.goto(linkIn(shipped, `/ar/order/${orderId}?key=`))
  const part = page.getByRole('region', { name: STORE })
  await expect(part.getByText(t('parcel.title-of', { n: 2, total: 2 }))).toBeVisible()
  await expect(part.getByText(t('parcel.in-transit')).first()).toBeVisible()
  expect(page.url()).not.toContain('key=')

  await part.getByRole('button', { name: t('order.receive') }).click()
  await expect(part.getByText(t('order.received'), { exact: true })).toBeVisible()
})

test('one of the two mugs comes back, and exactly its money goes back once', async () => {
  const { page, t } = buyer
  await askReturn(buyer, STORE, MUG.arabicName)
  await seller.openReturn(merchant)
  await confirm(merchant, 'merchant.accept-return')
  await page.reload()
  await sendBack(buyer, STORE)
  await merchant.page.reload()
  await confirm(merchant, 'merchant.receive-return')

  const refunds = async () =>
    (await providerLog(orderId)).filter(({ type }) => type === 'refund.succeeded').map(({ amount }) => amount)
  await expect.poll(refunds).toEqual([{ minor: 2400, currency: 'EUR' }])
  await expect(async () => {
    await page.reload()
    await expect(page.getByText(t('return.refunded'), { exact: true })).toBeVisible({ timeout: 1_000 })
  }).toPass()
  const amount = inWords(buyer, { minor: 2400, currency: 'EUR' })
  await expect
    .poll(async () => (await mailsTo(GUEST)).filter(({ text }) => text.includes(amount)))
    .toHaveLength(1)
})

test('a second guest buys the mug in Japan for yen', async () => {
  const guest = await personIn(browser, 'ja')
  await take(guest, mug, 'JP')
  await fillCheckout(guest, SECOND_GUEST, TOKYO)
  await goToPay(guest)
  await payByCard(guest, CARDS.good)
  secondOrderId = await untilPaid(guest)
  await leave(guest)
  await seller.ship(merchant, TOKYO['address.name'], 'Harbour post', [1])
  for (const line of [TOKYO['latin.address.line1'], 'JAPAN', TOKYO['address.line1']])
    await expect(merchant.page.getByText(line, { exact: true })).toBeVisible()
  const captures = (await providerLog(secondOrderId)).filter(({ type }) => type === 'intent.succeeded')
  expect(captures.map(({ amount }) => amount?.currency)).toEqual(['JPY'])
})

test('the period closes: commission as agreed, less what came back; paid out; every currency sums to zero', async () => {
  await untilBooked(operator, GUEST, 'console.ledger.commission-returned')
  await untilBooked(operator, SECOND_GUEST, 'console.ledger.commission')
  await runPeriod(operator)
  await openStatement(operator, STORE, 'EUR')
  // Two mugs at EUR 24.00 with 19 % tax within: 12 % of 40.34 net, half of it given back with the returned mug.
  for (const [label, minor] of [
    ['console.statement.gross', 4800 + 590],
    ['console.statement.commission', -484],
    ['console.statement.refunds', -2400],
    ['console.statement.commission-returned', 242],
  ] as const)
    await expect(sumOf(operator, label)).toHaveText(inWords(operator, { minor, currency: 'EUR' }))
  await payOut(operator, `SEPA ${RUN}`)

  const paid = (await providerLog(secondOrderId)).find(({ type }) => type === 'intent.succeeded')
  if (!paid?.amount) throw new Error('nobody paid in yen')
  await openStatement(operator, STORE, 'JPY')
  await expect(sumOf(operator, 'console.statement.gross')).toHaveText(inWords(operator, paid.amount))
  await payOut(operator, `ZENGIN ${RUN}`)
  await expectBalanced(operator, ['EUR', 'JPY'])

  await open(merchant, 'merchant.statements')
  await expect(merchant.page.getByRole('table', { name: merchant.t('merchant.payouts') })).toContainText(
    `SEPA ${RUN}`,
  )
})

test('another merchant, another buyer and a stranger find none of it', async () => {
  const objects = await objectsOf({ buyer, merchant }, orderId)
  const otherMerchant = await personIn(browser, 'en')
  await enter(otherMerchant, 'merchant', DEMO.quay)
  const otherBuyer = await personIn(browser, 'en')
  await logIn(otherBuyer, DEMO.buyer)
  const stranger = await personIn(browser, 'en')

  const strangers = [otherMerchant, otherBuyer, stranger]

  for (const person of strangers) {
    const statuses = await statusesOf(person, 'mall', buyersCalls(objects))
    expect(statuses).toEqual(statuses.map(({ call }) => ({ call, status: 404 })))
    await person.page.goto(`${mallUrl()}/en/order/${orderId}`)
    await expect(person.page.getByRole('heading', { name: person.t('problem.missing') })).toBeVisible()
  }
  const asMerchant = await statusesOf(otherMerchant, 'merchant', merchantsCalls(objects))
  expect(asMerchant).toEqual(asMerchant.map(({ call }) => ({ call, status: 404 })))
  // Who is no merchant is turned away at the door, whatever the id.
  for (const person of [otherBuyer, stranger])
    for (const { call, status } of await statusesOf(person, 'merchant', merchantsCalls(objects)))
      expect(status, call).toBe(401)
  await otherMerchant.page.goto(`${mallUrl()}/merchant/orders/${objects.subOrderId}`)
  await expect(otherMerchant.page.getByRole('main').getByRole('alert')).toBeVisible()
  for (const person of strangers) await leave(person)
})
