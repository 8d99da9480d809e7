import { expect } from '@playwright/test'
import { formatMoney, type Money } from '@tradewind/kernel'
import { confirm, open, openRow, search } from './console.ts'
import type { Person } from './person.ts'

/** Approves the application for a store, for a commission in per cent. */
export async function approveStore(person: Person, store: string, percent: string): Promise<void> {
  const { page, t } = person
  await open(person, 'admin.applications')
  await openRow(person, 'admin.applications', store)
  await expect(page.getByRole('heading', { level: 1, name: store })).toBeVisible()
  await confirm(person, 'admin.approve', {
    answer: (dialog) => dialog.getByLabel(t('admin.commission'), { exact: true }).fill(percent),
  })
  await expect(page.getByRole('link', { name: t('admin.to-store') })).toBeVisible()
}

/** Puts a product that waits for review on sale. */
export async function publish(person: Person, product: string): Promise<void> {
  const { page, t } = person
  await open(person, 'admin.products')
  await search(person, 'admin.search-products', product)
  await openRow(person, 'admin.products', product)
  await confirm(person, 'admin.publish')
  await expect(page.getByRole('link', { name: t('admin.see-in-mall') })).toBeVisible()
}

/** Opens the order of a buyer. */
export async function openOrder(person: Person, email: string): Promise<void> {
  await open(person, 'admin.orders')
  await search(person, 'admin.search-orders', email)
  await openRow(person, 'admin.orders', email)
  await expect(person.page.getByText(email)).toBeVisible()
}

/** Lets the carrier of the first parcel of a store report its next steps. */
export async function moveParcel(person: Person, store: string, steps: number): Promise<void> {
  const parcel = person.page.getByRole('region', { name: store }).getByRole('article').first()
  const reports = parcel.getByRole('listitem')
  for (let step = 0; step < steps; step += 1) {
    const before = await reports.count()
    await confirm(person, 'admin.carrier-reports', { within: parcel })
    await expect(reports).toHaveCount(before + 1)
  }
}

/** Waits until the ledger has an entry of a kind for the order of a buyer. */
export async function untilBooked(person: Person, email: string, kind: string): Promise<void> {
  const { page, t } = person
  await openOrder(person, email)
  await page.getByRole('link', { name: t('admin.order-in-ledger') }).click()
  await page.waitForURL(/\/ledger\?order=/)
  const entries = page.getByRole('table', { name: t('admin.entries') })
  await expect(async () => {
    await page.reload()
    await expect(entries.getByText(t(kind), { exact: true }).first()).toBeVisible({ timeout: 2_000 })
  }).toPass({ timeout: 30_000 })
}

/** Makes the statements of everything up to today. */
export async function runPeriod(person: Person): Promise<void> {
  const { page, t } = person
  await open(person, 'admin.settlement')
  await confirm(person, 'admin.run-period')
  await expect(page.getByRole('table', { name: t('admin.settlement') })).toBeVisible()
}

/** Opens the statement of a store in a currency. */
export async function openStatement(person: Person, store: string, currency: string): Promise<void> {
  const { page, t, locale } = person
  const symbol = formatMoney({ minor: 0, currency }, locale).replace(/[\d\s.,]/g, '')
  await open(person, 'admin.settlement')
  await page
    .getByRole('table', { name: t('admin.settlement') })
    .getByRole('row')
    .filter({ hasText: store })
    .filter({ hasText: symbol })
    .getByRole('link')
    .click()
  await expect(sumOf(person, 'console.statement.payable')).toBeVisible()
}

/** The cell of a statement's sums beside a label. */
export const sumOf = ({ page, t }: Person, label: string) =>
  page
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: t(label), exact: true }) })
    .getByRole('cell')

/** An amount as the person's language writes it. */
export const inWords = ({ locale }: Person, amount: Money): string => formatMoney(amount, locale)

/** Approves the statement that is open and records that it was paid. */
export async function payOut(person: Person, reference: string): Promise<void> {
  const { page, t } = person
  await confirm(person, 'admin.approve-statement')
  await confirm(person, 'admin.record-payout', {
    answer: (dialog) => dialog.getByLabel(t('admin.payout-reference')).fill(reference),
  })
  await expect(page.getByText(reference)).toBeVisible()
}

/** Looks at the ledger: each currency is there and sums to zero. */
export async function expectBalanced(person: Person, currencies: readonly string[]): Promise<void> {
  const { page, t } = person
  await open(person, 'admin.ledger')
  for (const currency of currencies) {
    const balances = page.getByRole('table', { name: t('admin.balances-in', { currency }) })
    await expect(balances.getByRole('rowheader', { name: t('admin.sum-zero') })).toBeVisible()
  }
  await expect(page.getByText(t('admin.sum-not-zero'))).toHaveCount(0)
}
