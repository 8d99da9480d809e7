import { expect, test } from '@playwright/test'
import { CARDS, fieldName, HAMBURG, untilPaid, untilReady, visit } from '../src/buyer.ts'
import { hasFocus, tabTo, typeInto } from '../src/keyboard.ts'
import { goodsOf, RUN } from '../src/mall.ts'
import { leave, personIn } from '../src/person.ts'

test('a guest buys with the keyboard alone, and sees at each stop where they are', async ({ browser }) => {
  const guest = await personIn(browser, 'en')
  const { page, t } = guest
  const { keyboard } = page
  const main = page.getByRole('main')
  const goods = await goodsOf('kiri-and-rain', 'DE', 'en')
  await visit(guest, '', 'DE')

  await tabTo(page, page.getByRole('link', { name: t('nav.skip') }))
  await keyboard.press('Enter')
  expect(await hasFocus(main)).toBe(true)
  await tabTo(page, main.getByRole('link'))

  const place = page.getByRole('banner').getByRole('link', { name: /EUR/ })
  await tabTo(page, place, { back: true })
  await keyboard.press('Enter')
  const choices = page.getByRole('dialog', { name: t('place.title') })
  await tabTo(page, choices.getByLabel(t('common.ship-to')))
  await keyboard.press('Escape')
  await expect(choices).toBeHidden()
  expect(await hasFocus(place)).toBe(true)

  await tabTo(page, page.getByRole('combobox', { name: t('search.label') }), { back: true })
  await keyboard.type(goods.name)
  await keyboard.press('Enter')
  await page.waitForURL(/\/search\?q=/)
  await tabTo(page, main.getByRole('link', { name: goods.name }))
  await keyboard.press('Enter')
  await page.waitForURL(/\/p\//)
  await untilReady(page)

  const picture = page.getByRole('region', { name: t('product.gallery') }).getByRole('button')
  await tabTo(page, picture)
  await keyboard.press('Enter')
  const large = page.getByRole('dialog')
  await expect(large).toBeVisible()
  expect(await hasFocus(large.getByRole('button', { name: t('common.close') }))).toBe(true)
  await keyboard.press('Enter')
  await expect(large).toBeHidden()
  expect(await hasFocus(picture)).toBe(true)

  await tabTo(page, page.getByRole('button', { name: t('product.add'), exact: true }))
  await keyboard.press('Space')
  await tabTo(page, page.getByRole('link', { name: t('product.view-cart') }))
  await keyboard.press('Enter')
  await page.waitForURL(/\/cart$/)
  await tabTo(page, page.getByRole('link', { name: t('cart.checkout') }))
  await keyboard.press('Enter')
  await page.waitForURL(/\/checkout$/)

  await typeInto(page, page.getByLabel(t('checkout.email')), `keyboard-${RUN}@example.com`)
  for (const [field, value] of Object.entries(HAMBURG))
    await typeInto(page, page.getByLabel(fieldName(guest, field), { exact: true }), value)
  const pay = page.getByRole('button', { name: t('checkout.pay') })
  await expect(pay).toBeEnabled()
  await tabTo(page, pay)
  await keyboard.press('Enter')
  await page.waitForURL(/\/pay\//)

  await typeInto(page, page.getByLabel(t('psp.card.number')), CARDS.good)
  await typeInto(page, page.getByLabel(t('psp.card.expiry')), '12/34')
  await typeInto(page, page.getByLabel(t('psp.card.cvc')), '123')
  await keyboard.press('Enter')
  await untilPaid(guest)
  await untilReady(page)
  await tabTo(page, page.getByRole('link', { name: t('paid.order') }))
  await keyboard.press('Enter')
  await expect(page.getByText(t('order.to-ship'), { exact: true })).toBeVisible()
  await leave(guest)
})
