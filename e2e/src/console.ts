import { expect, type Locator } from '@playwright/test'
import type { Locale } from '@tradewind/kernel'
import { mallUrl } from './mall.ts'
import type { Person } from './person.ts'

export type Portal = 'merchant' | 'admin'

/** Logs in to a portal and waits for its first page. */
export async function enter(
  { page, t }: Person,
  portal: Portal,
  { email, password }: { email: string; password: string },
): Promise<void> {
  await page.goto(`${mallUrl()}/${portal}/log-in`)
  await page.getByLabel(t('console.email')).fill(email)
  await page.getByLabel(t('console.password')).fill(password)
  await page.getByRole('button', { name: t('console.log-in'), exact: true }).click()
  await expect(page.getByRole('navigation', { name: t('console.menu') })).toBeVisible()
}

/** Opens an entry of the menu, named by its text key. */
export async function open({ page, t }: Person, entry: string): Promise<void> {
  await page
    .getByRole('navigation', { name: t('console.menu') })
    .getByRole('link', { name: t(entry), exact: true })
    .click()
  await expect(page.getByRole('heading', { level: 1, name: t(entry) })).toBeVisible()
}

/** Opens the row of a list that shows a text. */
export async function openRow({ page, t }: Person, list: string, text: string): Promise<void> {
  const row = page
    .getByRole('table', { name: t(list) })
    .getByRole('row')
    .filter({ hasText: text })
  await row.getByRole('link').first().click()
}

/** Chooses the language in which a portal is read; in which it stands is not known. */
export async function readIn({ page }: Person, locale: Locale): Promise<void> {
  await page.getByRole('banner').getByRole('combobox').first().selectOption(locale)
}

/** Types into the search field of a list and waits until it took effect. */
export async function search({ page, t }: Person, field: string, words: string): Promise<void> {
  await page.getByLabel(t(field)).fill(words)
  await page.waitForURL((url) => url.searchParams.get('q') === words)
}

/** Presses a button that asks before it acts, answers, and waits until it is done. */
export async function confirm(
  { page, t }: Person,
  label: string,
  {
    within = page.locator('body'),
    answer,
  }: { within?: Locator; answer?: (dialog: Locator) => Promise<void> } = {},
): Promise<void> {
  await within
    .getByRole('button', { name: t(label), exact: true })
    .first()
    .click()
  const dialog = page.getByRole('dialog', { name: t(label) })
  await answer?.(dialog)
  await dialog.getByRole('button', { name: t(label), exact: true }).click()
  await expect(dialog).toBeHidden()
}

/** Chooses from a list that opens. */
export async function choose({ page }: Person, list: string, option: string | RegExp): Promise<void> {
  await page.getByRole('combobox', { name: list, exact: true }).click()
  await page.getByRole('option', { name: option, exact: true }).and(page.locator(':visible')).first().click()
}

/** Counts what is on hand of an offer in its first warehouse; answers what was there before. */
export async function setStock(person: Person, offerId: string, onHand: string): Promise<string> {
  const { page, t } = person
  await page.goto(`${mallUrl()}/merchant/stock/${offerId}`)
  const before = await page.locator('.tile-figure').first().innerText()
  await confirm(person, 'merchant.adjust-stock', {
    answer: (dialog) => dialog.getByLabel(t('merchant.stock-counted')).last().fill(onHand),
  })
  await expect(page.locator('.tile-figure').first()).toHaveText(onHand)
  return before
}
