import { expect } from '@playwright/test'
import { mallUrl } from './mall.ts'
import type { Person } from './person.ts'

export const CARDS = {
  good: '4242 4242 4242 4242',
  challenged: '4000 0000 0000 3220',
  declined: '4000 0000 0000 0002',
}

/** Where goods go; the fields by their text keys, those in Latin letters behind a `latin.`. */
export type Address = Readonly<Record<`address.${string}` | `latin.address.${string}`, string>>

export const HAMBURG = {
  'address.name': 'مشترية من هامبورغ',
  'address.line1': 'Hafenstraße 1',
  'address.postcode': '20457',
  'address.city': 'Hamburg',
  'latin.address.name': 'Mushtariya of Hamburg',
} as const satisfies Address

export const TOKYO = {
  'address.name': '東京の買い手',
  'address.postcode': '100-0001',
  'address.prefecture': '東京都',
  'address.city': '千代田区',
  'address.line1': '千代田1-1',
  'latin.address.name': 'Tokyo no Kaite',
  'latin.address.city': 'Chiyoda-ku',
  'latin.address.line1': 'Chiyoda 1-1',
} as const satisfies Address

/** What a field of an address is called. */
export const fieldName = ({ t }: Person, field: string): string =>
  field.startsWith('latin.') ? t('address.in-latin', { part: t(field.slice('latin.'.length)) }) : t(field)

/** Opens a page of the mall in the person's language, ready to be used. */
export async function visit({ page, locale }: Person, path = '', market?: string): Promise<void> {
  const address = new URL(`/${locale}${path}`, mallUrl())
  if (market !== undefined) address.searchParams.set('market', market)
  await page.goto(address.href)
  await untilReady(page)
}

/** Waits until the page's scripts have taken it over. */
export async function untilReady(page: Person['page']): Promise<void> {
  const root = page.locator('#mall')
  await expect
    .poll(() => root.evaluate((element) => '__vue_app__' in element), { intervals: [50] })
    .toBe(true)
}

/** Logs in to the mall. */
export async function logIn(
  person: Person,
  { email, password }: { email: string; password: string },
): Promise<void> {
  const { page, t } = person
  await visit(person, '/log-in')
  await page.getByLabel(t('account.email')).fill(email)
  await page.getByLabel(t('account.password')).fill(password)
  await page
    .getByRole('main')
    .getByRole('button', { name: t('account.log-in'), exact: true })
    .click()
  await page.waitForURL((url) => !url.pathname.endsWith('/log-in'))
}

/** Puts pieces of the product that is shown into the cart. */
export async function addToCart({ page, t }: Person, pieces = 1): Promise<void> {
  for (let piece = 1; piece < pieces; piece += 1)
    await page.getByRole('button', { name: t('quantity.more') }).click()
  await page
    .getByRole('button', { name: t('product.add'), exact: true })
    .first()
    .click()
  await expect(page.getByRole('link', { name: t('product.view-cart') })).toBeVisible()
}

/** Looks at a product in a market and puts pieces of it into the cart. */
export async function take(person: Person, slug: string, market: string, pieces = 1): Promise<void> {
  await visit(person, `/p/${encodeURIComponent(slug)}`, market)
  await addToCart(person, pieces)
}

/** The offer that stands first in the cart. */
export async function offerInCart({ page }: Person): Promise<string> {
  const answer = await page.request.get(`${mallUrl()}/api/orders/carts/current`)
  const cart = (await answer.json()) as { stores: { lines: { offerId: string }[] }[] }
  return cart.stores[0]?.lines[0]?.offerId ?? ''
}

/** Goes from the cart to the checkout and says who and where. */
export async function fillCheckout(person: Person, email: string, address: Address): Promise<void> {
  const { page, t } = person
  await visit(person, '/cart')
  await page.getByRole('link', { name: t('cart.checkout') }).click()
  await page.getByLabel(t('checkout.email')).fill(email)
  for (const [field, value] of Object.entries(address)) {
    const input = page.getByLabel(fieldName(person, field), { exact: true })
    if ((await input.evaluate((element) => element.tagName)) === 'SELECT') await input.selectOption(value)
    else await input.fill(value)
  }
}

/** Reads the terms from the foot of the checkout; they open beside it, so that what was typed stays. */
export async function readTerms({ page, t, locale }: Person): Promise<void> {
  const opened = page.waitForEvent('popup')
  await page
    .getByRole('contentinfo')
    .getByRole('link', { name: t('legal.terms'), exact: true })
    .click()
  const terms = await opened
  await expect(terms).toHaveURL(`${mallUrl()}/${locale}/legal/terms`)
  await expect(terms.getByRole('article').getByRole('heading', { level: 2 })).not.toHaveCount(0)
  await terms.close()
}

/** Goes to the payment provider. */
export async function goToPay({ page, t }: Person): Promise<void> {
  await page.getByRole('button', { name: t('checkout.pay') }).click()
  await page.waitForURL(/\/pay\//)
}

/** Pays by card at the provider's page. */
export async function payByCard({ page, t }: Person, number: string): Promise<void> {
  await page.getByLabel(t('psp.card.number')).fill(number)
  await page.getByLabel(t('psp.card.expiry')).fill('12/34')
  await page.getByLabel(t('psp.card.cvc')).fill('123')
  await page.locator('form').getByRole('button').click()
}

/** Comes back from the provider, waits until the money has arrived, and answers the order's id. */
export async function untilPaid({ page, t, locale }: Person): Promise<string> {
  await page.waitForURL(new RegExp(`/${locale}/order/ord_`))
  await expect(page.getByRole('heading', { name: t('paid.thanks') })).toBeVisible()
  return /ord_[0-9a-z]+/.exec(page.url())?.[0] ?? ''
}

/** Asks a store, on the page of the order, to take one piece of its goods back. */
export async function askReturn({ page, t }: Person, store: string, goods: string): Promise<void> {
  await page
    .getByRole('region', { name: store })
    .getByRole('link', { name: t('return.ask') })
    .click()
  await page.getByRole('checkbox', { name: goods }).check()
  await page.getByLabel(t('return.why')).selectOption({ label: t('return.changed-mind') })
  await page.getByRole('button', { name: t('return.send') }).click()
  await expect(page.getByText(t('return.requested'), { exact: true })).toBeVisible()
}

/** Says how the goods of an accepted return travel back. */
export async function sendBack({ page, t }: Person, store: string): Promise<void> {
  await untilReady(page)
  const part = page.getByRole('region', { name: store })
  await part.getByLabel(t('return.carrier')).fill('Post')
  await part.getByRole('button', { name: t('return.ship') }).click()
  await expect(part.getByText(t('return.shipped'), { exact: true })).toBeVisible()
}
