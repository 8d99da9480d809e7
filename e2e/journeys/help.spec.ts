import { expect, test } from '@playwright/test'
import { visit } from '../src/buyer.ts'
import { mallUrl } from '../src/mall.ts'
import { leave, personIn } from '../src/person.ts'

test.describe.configure({ mode: 'parallel' })

test('a buyer finds an answer from any page, and from it the page that it names', async ({ browser }) => {
  const buyer = await personIn(browser, 'pt')
  const { page, t } = buyer
  await visit(buyer, '/cart', 'DE')
  await page
    .getByRole('contentinfo')
    .getByRole('link', { name: t('common.help'), exact: true })
    .click()
  await page
    .getByRole('navigation', { name: t('help.topics') })
    .getByText(t('help.delivery'))
    .click()
  const answer = page.getByRole('group').filter({ hasText: t('help.delivery-where') })
  await answer.getByText(t('help.delivery-where')).click()
  await answer.getByRole('link', { name: t('nav.orders') }).click()
  await page.waitForURL(/\/pt\/(account\/orders|log-in)/)
  await leave(buyer)
})

test('a merchant reads how to open a store before logging in', async ({ browser }) => {
  const merchant = await personIn(browser, 'vi')
  const { page, t } = merchant
  await page.goto(`${mallUrl()}/merchant/`)
  await page.getByRole('link', { name: t('common.help'), exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('help.sell-title'))
  const answer = page.getByRole('group').filter({ hasText: t('help.start-open') })
  await answer.getByText(t('help.start-open')).click()
  await expect(answer.getByRole('link', { name: t('merchant.applications') })).toBeVisible()
  await leave(merchant)
})

test('a buyer goes from a product to all goods of its brand, and to the other brands', async ({
  browser,
}) => {
  const buyer = await personIn(browser, 'ko')
  const { page, t } = buyer
  await visit(buyer, '/brands', 'DE')
  const brands = page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ has: page.locator('bdi') })
  const name = await brands.first().locator('bdi').innerText()
  const told = await brands.first().innerText()
  await brands.first().getByRole('link').click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
  const goods = page.getByRole('main').getByRole('article')
  expect(told).toContain(t('brands.goods', { count: await goods.count() }))

  await goods.first().getByRole('heading').click()
  await page.waitForURL(/\/p\//)
  await page.getByRole('main').getByRole('link', { name, exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
  await page
    .getByRole('navigation', { name: t('nav.trail') })
    .getByText(t('nav.brands'))
    .click()
  await expect(brands.first()).toContainText(name)

  const answer = await page.request.get(`${mallUrl()}/ko/b/nobody-makes-this`)
  expect(answer.status()).toBe(404)
  await leave(buyer)
})
