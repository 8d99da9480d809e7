import { expect, test, type Browser } from '@playwright/test'
import { answerOf, type Api, type Item } from '@tradewind/api-client'
import { COUNTRIES, countryName, formatDateTime, type Locale } from '@tradewind/kernel'
import { DEMO_LOG_INS as DEMO } from '../../seeds/src/demo-log-ins.ts'
import { guest, logIn } from '../src/api.ts'
import { fillCheckout, goToPay, HAMBURG, logIn as logInToMall, visit } from '../src/buyer.ts'
import { enter } from '../src/console.ts'
import { mallUrl, providerLog, RUN } from '../src/mall.ts'
import { leave, personIn, type Person } from '../src/person.ts'
import { barriersOn, faultsOn } from '../src/screens.ts'

test.describe.configure({ mode: 'parallel' })

const STORE = 'nusantara-atelier'
/** Where no other journey has this store's goods sent. */
const FAR = 'BR'
const sellerOf = () => logIn(DEMO.nusantara.email, DEMO.nusantara.password, 'merchant')

type Goods = Item<'search.listProducts'>

/** Goods of one variant that only this store has, counted from the end, so that no other journey takes them first. */
async function lastGoods(nth: number): Promise<Goods> {
  const api = guest()
  const { id } = await answerOf(
    api.GET('/api/merchants/stores/{slug}', { params: { path: { slug: STORE } } }),
  )
  const query = { market: 'DE', storeId: id, availableOnly: true, limit: 100 }
  const { items } = await answerOf(api.GET('/api/search/products', { params: { query } }))
  const found = []
  for (const card of items.toReversed()) {
    const params = { path: { productId: card.id }, query: { market: 'DE' } }
    const offers = (await answerOf(api.GET('/api/search/products/{productId}/offers', { params }))).items
    if (offers.length === 1 && found.push(card) > nth) return card
  }
  throw new Error(`${STORE} has no such goods`)
}

/** Counts what is in stock of an offer; answers what was there before. */
async function count(seller: Api, offerId: string, onHand: number): Promise<number> {
  const query = { offerIds: [offerId] }
  const { items } = await answerOf(seller.GET('/api/inventory/merchant/stock', { params: { query } }))
  const [row] = items
  if (!row) throw new Error('never counted')
  const params = { header: { 'Idempotency-Key': crypto.randomUUID() } }
  const body = { offerId, warehouseId: row.warehouseId, onHand }
  await answerOf(seller.POST('/api/inventory/merchant/stock/adjust', { params, body }))
  return row.onHand
}

/** Lets the store no longer ship to a country; answers how to take that back. */
async function stopShippingTo(seller: Api, country: string): Promise<() => Promise<void>> {
  const { items } = await answerOf(seller.GET('/api/fulfilment/merchant/shipping-methods'))
  const save = async (methods: typeof items) => {
    for (const method of methods)
      await answerOf(seller.PUT('/api/fulfilment/merchant/shipping-methods', { body: { method } }))
  }
  const without = items.map((method) => {
    const named = new Set<string>(method.zones.flatMap(({ countries }) => countries))
    const rest = COUNTRIES.filter(
      (code) => !named.has(code) && code !== country,
    ) as (typeof method.zones)[0]['countries']
    const zones = method.zones.map((zone) => ({
      ...zone,
      countries: zone.countries.flatMap((code) => (code === '*' ? rest : [code])),
    }))
    return { ...method, zones }
  })
  await save(without)
  return () => save(items)
}

/** Waits until lists know something of the goods' only offer in a market; pages rendered from then on show it. */
async function untilKnown(
  { id }: Goods,
  market: string,
  isSo: (offer: { available: number; shipping: unknown }) => boolean,
): Promise<void> {
  const params = { path: { productId: id }, query: { market } }
  const offers = () => answerOf(guest().GET('/api/search/products/{productId}/offers', { params }))
  await expect.poll(async () => (await offers()).items.every(isSo)).toBe(true)
}

/** Puts goods into the cart of somebody at a browser, without a page of them, which would be kept for a while. */
async function putIntoCart({ page }: Person, { offerId }: Goods, market = 'DE'): Promise<void> {
  const answer = await page.request.post(`${mallUrl()}/api/orders/carts?market=${market}`, {
    headers: { 'x-portal': 'mall', 'idempotency-key': crypto.randomUUID() },
    data: { lines: [{ offerId, quantity: 1 }] },
  })
  expect(answer.ok()).toBe(true)
  // As the mall notes it where goods are put into the cart on a page.
  await page.addInitScript((code) => (localStorage['tw.cart'] ??= `${code}.${code}.EUR`), market)
}

/** Two people with narrow and wide screens, both with the goods in their carts. */
async function peopleWith(browser: Browser, goods: Goods): Promise<Person[]> {
  const people = await Promise.all(
    (
      [
        ['ar', 360],
        ['en', 1_440],
      ] satisfies [Locale, number][]
    ).map(([locale, width]) => personIn(browser, locale, { viewport: { width, height: 800 } })),
  )
  await Promise.all(people.map((person) => putIntoCart(person, goods)))
  return people
}

/** Nothing in the page's way, in both languages and widths. */
async function expectWhole({ page }: Person): Promise<void> {
  expect(await faultsOn(page)).toEqual([])
}

/** Nor anything that keeps people out, which is the same in both. */
async function expectOpen(person: Person): Promise<void> {
  await expectWhole(person)
  if (person.locale === 'ar') expect(await barriersOn(person.page)).toEqual([])
}

const main = ({ page }: Person) => page.getByRole('main')
const payButton = ({ page, t }: Person) => page.getByRole('button', { name: t('checkout.pay') })

test('sold-out goods say so wherever they are met, and what to do instead', async ({ browser }) => {
  const seller = await sellerOf()
  const goods = await lastGoods(0)
  const people = await peopleWith(browser, goods)
  const before = await count(seller, goods.offerId, 0)
  try {
    await untilKnown(goods, 'DE', ({ available }) => available === 0)
    for (const person of people) {
      const { page, t } = person
      await visit(person, `/p/${encodeURIComponent(goods.slug)}`)
      await expect(main(person).getByText(t('product.sold-out-text'))).toBeVisible()
      await expect(page.getByRole('button', { name: t('product.add'), exact: true })).toHaveCount(0)
      await expect(page.getByRole('button', { name: t('favourites.keep-this'), exact: true })).toBeVisible()
      await expect(page.getByRole('heading', { name: t('product.similar') }).first()).toBeVisible()
      await expectOpen(person)

      const name = await main(person).getByRole('heading', { level: 1 }).innerText()
      await visit(person, `/search?q=${encodeURIComponent(name)}`)
      const card = main(person)
        .getByRole('article')
        .filter({ has: page.getByText(name, { exact: true }) })
      await expect(card.getByText(t('product.sold-out'))).toBeVisible()

      await visit(person, '/cart')
      await expect(page.getByText(t('orders.notice-sold-out'))).toBeVisible()
      await expect(main(person).getByRole('button', { name: t('cart.remove') })).toBeVisible()
      await expectOpen(person)
      await visit(person, '/checkout')
      await expect(page.getByText(t('orders.notice-sold-out'))).toBeVisible()
      await expect(page.getByText(t('checkout.not-shipped'))).toHaveCount(0)
      await expect(payButton(person)).toBeDisabled()
      await expectWhole(person)
    }
  } finally {
    await count(seller, goods.offerId, before)
  }
  for (const person of people) {
    await visit(person, '/cart')
    await expect(person.page.getByRole('link', { name: person.t('cart.checkout') })).toBeVisible()
    await expect(person.page.getByText(person.t('orders.notice-sold-out'))).toHaveCount(0)
    await leave(person)
  }
})

test('goods that are not sent to a country say so, and lead to where it is changed', async ({ browser }) => {
  const seller = await sellerOf()
  const goods = await lastGoods(1)
  const people = await peopleWith(browser, goods)
  const shipAgain = await stopShippingTo(seller, FAR)
  try {
    await untilKnown(goods, FAR, ({ shipping }) => shipping === null)
    for (const person of people) {
      const { page, t, locale } = person
      const change = main(person).getByRole('link', { name: t('place.title') })
      await visit(person, `/p/${encodeURIComponent(goods.slug)}`, FAR)
      const said = t('product.not-offered', { country: countryName(FAR, locale) })
      await expect(main(person).getByText(said)).toBeVisible()
      await expect(page.getByRole('button', { name: t('product.add'), exact: true })).toHaveCount(0)
      await expect(change).toBeVisible()
      await expectOpen(person)

      const name = await main(person).getByRole('heading', { level: 1 }).innerText()
      await visit(person, `/search?q=${encodeURIComponent(name)}`)
      const notSent = t('product.not-sent', { country: countryName(FAR, locale) })
      const cards = main(person).getByRole('article').filter({ hasText: notSent })
      const card = cards.filter({ has: page.getByText(name, { exact: true }) })
      await expect(card).toBeVisible()
      await page.getByRole('combobox', { name: t('search.label') }).fill(name)
      await expect(page.getByRole('option', { name }).getByText(notSent)).toBeVisible()
      await expectWhole(person)
      await page.keyboard.press('Escape')

      const heard = page.waitForResponse((answer) => answer.url().includes('/api/favourites/products/'))
      await page.getByRole('button', { name: t('favourites.keep', { name }), exact: true }).click()
      expect((await heard).ok()).toBe(true)
      await visit(person, '/favourites')
      await expect(card).toBeVisible()
      await expect(page.getByText(t('favourites.not-now'))).toHaveCount(0)
      await expectWhole(person)

      await visit(person, '/cart', FAR)
      const part = page.getByRole('region', { name: goods.storeName })
      await expect(part.getByText(t('orders.notice-not-shipped-there'))).toBeVisible()
      await expectOpen(person)
      await visit(person, '/checkout')
      await expect(page.getByText(t('checkout.not-shipped'))).toBeVisible()
      await expect(payButton(person)).toBeDisabled()
      await expectWhole(person)

      await visit(person, '/cart')
      await change.click()
      await page.getByLabel(t('common.ship-to')).selectOption('DE')
      await main(person)
        .getByRole('button', { name: t('place.save') })
        .click()
      await page.waitForURL(/\/cart/)
      await expect(page.getByRole('link', { name: t('cart.checkout') })).toBeVisible()
      await expect(page.getByText(t('orders.notice-not-shipped-there'))).toHaveCount(0)
      await leave(person)
    }
  } finally {
    await shipAgain()
  }
})

/** A country outside all markets. */
const OUTSIDE = 'CH'

/** Somebody with goods in the cart, and an account whose address book leads outside all markets. */
async function addressedOutside(browser: Browser, goods: Goods): Promise<Person> {
  const account = { email: `outside-${RUN}@example.com`, password: 'a-long-enough-secret' }
  const body = { ...account, name: 'A Buyer', locale: 'ar' as const }
  await answerOf(guest().POST('/api/identity/register', { body }))
  const api = await logIn(account.email, account.password, 'mall')
  const params = { header: { 'Idempotency-Key': crypto.randomUUID() } }
  const address = { name: 'A Buyer', line1: 'Seeweg 1', city: 'Luzern', postcode: '6003', country: OUTSIDE }
  await answerOf(api.POST('/api/identity/addresses', { params, body: { address, isDefault: true } }))
  const person = await personIn(browser, 'ar', { viewport: { width: 360, height: 800 } })
  await putIntoCart(person, goods)
  await logInToMall(person, account)
  return person
}

test('a country outside all markets says so on every page, and promises nothing there', async ({
  browser,
}) => {
  const goods = await lastGoods(2)
  const person = await addressedOutside(browser, goods)
  const { page, t, locale } = person
  const names = { country: countryName(OUTSIDE, locale), place: countryName('DE', locale) }
  const notice = page.getByRole('complementary').getByText(t('place.unserved-text', names))
  const field = (key: string) => main(person).getByLabel(t(key), { exact: true })

  await visit(person, '/place')
  await field('common.ship-to').selectOption(OUTSIDE)
  await expect(main(person).getByText(t('place.unserved-text', names))).toBeVisible()
  await field('common.currency').selectOption('USD')
  await main(person)
    .getByRole('button', { name: t('place.save') })
    .click()
  await expect(notice).toBeVisible()
  await expectOpen(person)
  for (const path of ['/c/tableware', `/p/${encodeURIComponent(goods.slug)}`, '/cart']) {
    await visit(person, path)
    await expect(notice).toBeVisible()
    await expect(main(person)).not.toContainText(names.country)
    await expect(main(person)).toContainText('US$')
    await expectWhole(person)
  }
  // No market, no country: what was said before stays.
  await visit(person, '/stores?country=ZZ&currency=XXX', 'XX')
  await expect(notice).toBeVisible()

  await visit(person, '/checkout')
  const country = field('address.country')
  await expect(country).toHaveValue(OUTSIDE)
  await expect(page.getByText(t('pricing.country-not-served')).first()).toBeVisible()
  await expect(page.getByRole('heading', { name: t('checkout.shipping') })).toHaveCount(0)
  await expect(main(person)).not.toContainText('US$')
  await expect(payButton(person)).toBeDisabled()
  await expectOpen(person)
  await country.selectOption('DE')
  for (const key of ['address.postcode', 'address.city'] as const) await field(key).fill(HAMBURG[key])
  await expect(payButton(person)).toContainText('US$')

  await page
    .getByRole('complementary')
    .getByRole('link', { name: t('place.title') })
    .click()
  await field('common.ship-to').selectOption('AT')
  await field('common.language').selectOption('en')
  await main(person)
    .getByRole('button', { name: t('place.save') })
    .click()
  await page.waitForURL(/\/en\/checkout/)
  await expect(page.getByRole('complementary')).toHaveCount(1)
  await leave(person)
})

/** Where no other journey pays. */
const PORTUGAL = 'PT'

/** A way of a store to ship to Portugal, for so many cents. */
async function shipToPortugal(seller: Api, minor: number, id?: string): Promise<string> {
  const rates = [{ upToGrams: 60_000, price: { minor, currency: 'EUR' } }]
  const zones = [{ countries: [PORTUGAL], minDays: 2, maxDays: 3, rates }]
  const method = { id, name: { en: 'Azulejo' }, carrier: 'Azulejo', active: minor > 0, zones }
  const saved = await answerOf(seller.PUT('/api/fulfilment/merchant/shipping-methods', { body: { method } }))
  return saved.id ?? ''
}

/** Answers how to make a market what it is now. */
async function rememberMarket(code: string): Promise<() => Promise<void>> {
  const operator = await logIn(DEMO.operator.email, DEMO.operator.password, 'admin')
  const { items } = await answerOf(operator.GET('/api/pricing/admin/markets'))
  const market = items.find((one) => one.code === code)
  if (!market) throw new Error(`there is no market ${code}`)
  const { code: _code, ...body } = market
  return async () => {
    await answerOf(operator.PUT('/api/pricing/admin/markets/{code}', { params: { path: { code } }, body }))
  }
}

test('a way to pay that is taken out of a market, and a price of a zone, reach the checkout; a transfer is waited for', async ({
  browser,
}) => {
  const seller = await sellerOf()
  const goods = await lastGoods(3)
  const methodId = await shipToPortugal(seller, 111)
  const takeBack = await rememberMarket(PORTUGAL)
  const people = [personIn(browser, 'pt', { viewport: { width: 768, height: 900 } }), personIn(browser, 'en')]
  const [buyer, operator] = (await Promise.all(people)) as [Person, Person]
  await putIntoCart(buyer, goods, PORTUGAL)
  const asked = (key: string) => buyer.page.getByRole('radio', { name: buyer.t(`payments.method.${key}`) })
  const sending = (price: string) =>
    buyer.page.locator('label', { hasText: 'Azulejo' }).filter({ hasText: price })
  try {
    await Promise.all([
      visit(buyer, '/checkout', PORTUGAL).then(() => expect(asked('sandbox-wallet')).toBeVisible()),
      enter(operator, 'admin', DEMO.operator),
    ])
    await expect(sending('1,11')).toBeVisible()
    const { page, t } = operator
    await page.goto(`${mallUrl()}/admin/markets/${PORTUGAL}`)
    const wallet = page.getByRole('checkbox', { name: t('payments.method.sandbox-wallet') })
    await wallet.locator('..').click()
    await page.getByRole('button', { name: t('common.save') }).click()
    await page.waitForURL(/\/markets$/)
    await shipToPortugal(seller, 222, methodId)

    const address = { ...HAMBURG, 'address.postcode': '1100-148', 'address.city': 'Lisboa' }
    await expect(async () => {
      await visit(buyer, '/checkout')
      await expect(asked('sandbox-bank')).toBeVisible()
      await expect(asked('sandbox-wallet')).toHaveCount(0, { timeout: 50 })
    }).toPass()
    await expect(sending('2,22')).toBeVisible()
    await fillCheckout(buyer, `transfer-${RUN}@example.com`, address)
    await asked('sandbox-bank').check()
    await goToPay(buyer)
    await buyer.page.getByRole('button', { name: buyer.t('psp.bank.confirm') }).click()
    await expect(buyer.page.getByRole('heading', { name: buyer.t('paid.waiting') })).toBeVisible()
    const [orderId = ''] = /ord_[0-9a-z]+/.exec(buyer.page.url()) ?? []
    expect(await providerLog(orderId)).toEqual([])
    const order = await buyer.page.request.get(`${mallUrl()}/api/orders/orders/${orderId}`)
    const { payUntil } = (await order.json()) as { payUntil: string }
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
    const until = formatDateTime(payUntil, 'pt', { timeZone })
    await expect(buyer.page.getByText(buyer.t('order.pay-until', { until }))).toBeVisible()
    await Promise.all([leave(buyer), leave(operator)])
  } finally {
    await takeBack()
    await shipToPortugal(seller, 0, methodId)
  }
})
