import { expect, test } from '@playwright/test'
import {
  CARDS,
  fillCheckout,
  goToPay,
  HAMBURG,
  logIn,
  offerInCart,
  payByCard,
  take,
  untilPaid,
  untilReady,
  visit,
} from '../src/buyer.ts'
import { enter, setStock } from '../src/console.ts'
import { DEMO_LOG_INS as DEMO } from '../../seeds/src/demo-log-ins.ts'
import { goodsOf, linkIn, mailsTo, providerLog, RUN } from '../src/mall.ts'
import { leave, personIn } from '../src/person.ts'

const { 'latin.address.name': _latin, ...GERMAN } = HAMBURG
const ADDRESS = { ...GERMAN, 'address.name': 'Another buyer' }

const capturesOf = async (orderId: string) =>
  (await providerLog(orderId)).filter(({ type }) => type === 'intent.succeeded')

test('costs that did not arrive are asked for again', async ({ browser }) => {
  const buyer = await personIn(browser, 'it')
  const { page, t } = buyer
  const { slug } = await goodsOf('tradewind-house', 'DE', 'it')
  await take(buyer, slug, 'DE')
  const unavailable = { status: 503, json: { code: 'platform.unavailable', status: 503 } }
  const costs = /\/carts\/[^/]+\/shipping/
  await page.route(costs, (route) => route.fulfill(unavailable))
  await visit(buyer, '/checkout')
  const again = page.getByRole('button', { name: t('common.retry') })
  await expect(again).toBeVisible()
  await expect(page.getByRole('button', { name: t('checkout.pay') })).toBeDisabled()
  await page.unroute(costs)
  await again.click()
  await expect(page.getByRole('button', { name: t('checkout.pay') })).toBeEnabled()
  await leave(buyer)
})

test('a declined card costs nothing, and another card pays the same order once', async ({ browser }) => {
  const buyer = await personIn(browser, 'fr')
  const { page, t } = buyer
  const { slug } = await goodsOf('saffron-quay', 'FR', 'fr')
  await take(buyer, slug, 'FR')
  await fillCheckout(buyer, `declined-${RUN}@example.com`, {
    ...ADDRESS,
    'address.postcode': '75001',
    'address.city': 'Paris',
  })
  await goToPay(buyer)
  await payByCard(buyer, CARDS.declined)
  await expect(page.getByRole('alert')).toContainText(t('psp.fault.declined'))
  await payByCard(buyer, CARDS.good)
  const orderId = await untilPaid(buyer)
  expect(await capturesOf(orderId)).toHaveLength(1)
  await leave(buyer)
})

test('who leaves the payment page comes back to one order and pays it', async ({ browser }) => {
  const buyer = await personIn(browser, 'de')
  const { page, t } = buyer
  const { slug } = await goodsOf('tradewind-house', 'DE', 'de')
  await take(buyer, slug, 'DE')
  await fillCheckout(buyer, `left-${RUN}@example.com`, ADDRESS)
  await goToPay(buyer)
  await page.getByRole('link', { name: t('psp.back') }).click()
  await expect(page.getByRole('heading', { name: t('paid.waiting') })).toBeVisible()

  await page.getByRole('link', { name: t('paid.order') }).click()
  await untilReady(page)
  await page.getByRole('button', { name: t('order.pay-now') }).click()
  await page.waitForURL(/\/pay\//)
  await payByCard(buyer, CARDS.good)
  const orderId = await untilPaid(buyer)
  expect(await capturesOf(orderId)).toHaveLength(1)

  await visit(buyer, '/checkout')
  await expect(page.getByText(t('cart.empty'))).toBeVisible()
  await leave(buyer)
})

test('who pays while the provider is silent is told so, and taken there once it answers', async ({
  browser,
}) => {
  const buyer = await personIn(browser, 'de')
  const { page, t } = buyer
  const { slug } = await goodsOf('tradewind-house', 'DE', 'de')
  await take(buyer, slug, 'DE')
  await fillCheckout(buyer, `silent-${RUN}@example.com`, ADDRESS)
  await page.route(/\/carts\/[^/]+\/confirm/, async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, json: { ...(await response.json()), nextAction: { type: 'wait' } } })
  })
  const { promise: answered, resolve: answer } = Promise.withResolvers<void>()
  await page.route(/\/orders\/[^/]+\/pay\b/, async (route) => {
    await answered
    await route.continue()
  })
  await page.getByRole('button', { name: t('checkout.pay') }).click()
  await expect(page.getByText(t('paid.provider-down'))).toBeVisible()
  answer()
  await page.waitForURL(/\/pay\//)
  await payByCard(buyer, CARDS.good)
  const orderId = await untilPaid(buyer)
  expect(await capturesOf(orderId)).toHaveLength(1)
  await leave(buyer)
})

test('goods that are gone before the payment are named, and nothing is charged', async ({ browser }) => {
  const merchant = await personIn(browser, 'en')
  await enter(merchant, 'merchant', DEMO.nusantara)
  const buyer = await personIn(browser, 'th')
  const { page, t } = buyer
  const { slug } = await goodsOf('nusantara-atelier', 'DE', 'th')
  await take(buyer, slug, 'DE')
  const offerId = await offerInCart(buyer)
  await fillCheckout(buyer, `gone-${RUN}@example.com`, ADDRESS)
  const before = await setStock(merchant, offerId, '0')
  await page.getByRole('button', { name: t('checkout.pay') }).click()
  const soldOut = page.getByText(t('orders.notice-sold-out'))
  await expect(soldOut).toBeVisible()
  await expect(page.getByRole('button', { name: t('checkout.pay') })).toBeDisabled()

  await page.getByRole('link', { name: t('product.view-cart') }).click()
  await expect(soldOut).toBeVisible()
  await page.getByRole('button', { name: t('cart.remove') }).click()
  await expect(page.getByText(t('cart.empty'))).toBeVisible()
  await setStock(merchant, offerId, before)
  await leave(buyer)
  await leave(merchant)
})

test('a forgotten password is replaced by mail', async ({ browser }) => {
  const person = await personIn(browser, 'es')
  const { page, t } = person
  const email = `forgetful-${RUN}@example.com`
  await visit(person, '/register')
  await page.getByLabel(t('account.name')).fill('Forgetful')
  await page.getByLabel(t('account.email')).fill(email)
  await page.getByLabel(t('account.password')).fill('the-password-before')
  await page.getByRole('button', { name: t('account.register') }).click()
  await expect(page.getByText(t('account.registered', { email }))).toBeVisible()

  await visit(person, '/log-in')
  await page.getByRole('link', { name: t('account.forgot') }).click()
  await expect(page.getByRole('heading', { name: t('reset.title') })).toBeVisible()
  await page.getByLabel(t('account.email')).fill(email)
  await page.getByRole('button', { name: t('reset.send') }).click()
  await expect(page.getByText(t('reset.sent', { email }))).toBeVisible()
  const letter = async () => (await mailsTo(email)).find(({ subject }) => subject === t('mail.reset.subject'))
  await expect.poll(async () => (await letter())?.locale).toBe('es')
  const mail = await letter()
  if (!mail) throw new Error('no mail')
  await page.goto(linkIn(mail, '/es/reset?token='))
  await untilReady(page)
  await page.getByLabel(t('reset.password')).fill('the-password-after')
  await page.getByRole('button', { name: t('reset.save') }).click()
  await expect(page.getByText(t('reset.changed'))).toBeVisible()

  await logIn(person, { email, password: 'the-password-after' })
  await expect(page.getByRole('heading', { name: t('account.hello', { name: 'Forgetful' }) })).toBeVisible()
  await leave(person)
})
