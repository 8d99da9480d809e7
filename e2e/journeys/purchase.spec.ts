import { expect, test, type Page } from '@playwright/test'
import { mailsTo, mallUrl, providerLog, textsIn } from '../src/mall.ts'

const t = textsIn('ar')
const BUYER = 'amal@example.com'

interface Card {
  id: string
  slug: string
  name: string
}

/** Goods of a store, as the mall lists them in Germany. */
async function goodsOf(storeSlug: string): Promise<Card[]> {
  const store = (await (await fetch(`${mallUrl()}/api/merchants/stores/${storeSlug}`)).json()) as {
    id: string
  }
  const list = await fetch(
    `${mallUrl()}/api/search/products?market=DE&locale=ar&availableOnly=true&storeId=${store.id}&limit=5`,
  )
  return ((await list.json()) as { items: Card[] }).items
}

async function putIntoCart(page: Page, slug: string, pieces = 1): Promise<void> {
  await page.goto(`${mallUrl()}/ar/p/${encodeURIComponent(slug)}?market=DE`, { waitUntil: 'networkidle' })
  for (let piece = 1; piece < pieces; piece += 1)
    await page.getByRole('button', { name: t('quantity.more') }).click()
  await page
    .getByRole('button', { name: t('product.add'), exact: true })
    .first()
    .click()
  await expect(page.getByText(t('product.added')).first()).toBeVisible()
}

test('a guest in Germany buys in Arabic from three stores with one payment', async ({ page }) => {
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))

  for (const store of ['tradewind-house', 'kiri-and-rain', 'nusantara-atelier']) {
    const [product] = await goodsOf(store)
    if (!product) throw new Error(`${store} sells nothing`)
    await putIntoCart(page, product.slug, store === 'tradewind-house' ? 2 : 1)
  }
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')

  await page.goto(`${mallUrl()}/ar/cart?market=DE`, { waitUntil: 'networkidle' })
  await page
    .getByRole('link', { name: t('cart.checkout') })
    .first()
    .click()
  await page.getByLabel(t('checkout.email')).fill(BUYER)
  await page.getByLabel(t('address.name'), { exact: true }).fill('أمل الحداد')
  await page.getByLabel(t('address.line1'), { exact: true }).fill('Hafenstraße 1')
  await page.getByLabel(t('address.postcode'), { exact: true }).fill('20457')
  await page.getByLabel(t('address.city'), { exact: true }).fill('Hamburg')
  await page.getByLabel(t('address.city'), { exact: true }).blur()
  await expect(page.getByRole('button', { name: t('checkout.pay') })).toBeEnabled()
  await page.getByRole('button', { name: t('checkout.pay') }).click()

  await page.waitForURL(/\/pay\//)
  await page.locator('input[name="number"]').fill('4000 0000 0000 3220')
  await page.locator('input[name="expiry"]').fill('12/34')
  await page.locator('input[name="cvc"]').fill('123')
  await page.locator('form button').first().click()
  await page.waitForURL(/challenge/)
  await page.locator('button[value="approve"]').click()

  await page.waitForURL(/\/ar\/order\/ord_/)
  await expect(page.getByText(t('paid.thanks'))).toBeVisible()
  const orderId = /ord_[0-9a-z]+/.exec(page.url())?.[0] ?? ''
  await page.goto(`${mallUrl()}/ar/order/${orderId}`)
  await expect(page.getByText(t('order.to-ship'))).toHaveCount(3)

  const captures = (await providerLog(orderId)).filter((line) => line.type === 'intent.succeeded')
  expect(captures).toHaveLength(1)
  await expect.poll(async () => (await mailsTo(BUYER)).length).toBe(1)
  const [mail] = await mailsTo(BUYER)
  expect(mail?.locale).toBe('ar')
  expect(problems).toEqual([])
})
