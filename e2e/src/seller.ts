import { expect } from '@playwright/test'
import { countryName, LOCALE_NAMES, type Locale } from '@tradewind/kernel'
import { choose, confirm, open, openRow } from './console.ts'
import { mallUrl, wordsIn } from './mall.ts'
import type { Person } from './person.ts'

export interface Account {
  email: string
  password: string
}

export interface Company {
  store: string
  country: string
  currency: string
}

const PICTURES = ['gb-slipware-mug-cream', 'gb-slipware-mug-honey'].map(
  (name) => new URL(`../../seeds/demo/pictures/${name}.webp`, import.meta.url).pathname,
)
const REGISTER_EXTRACT = {
  name: 'register-extract.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n'),
}

/** Registers in the merchant portal and applies to open a store, with a document. */
export async function apply(person: Person, account: Account, company: Company): Promise<void> {
  const { page, t, locale } = person
  await page.goto(`${mallUrl()}/merchant/register`)
  await page.getByLabel(t('merchant.your-name')).fill('Applicant')
  await page.getByLabel(t('console.email')).fill(account.email)
  await page.getByLabel(t('console.password')).fill(account.password)
  await page.getByRole('button', { name: t('merchant.create-account') }).click()

  await page.getByLabel(t('merchant.store-name'), { exact: true }).fill(company.store)
  await choose(person, t('common.currency'), new RegExp(`^${company.currency} `))
  await page.getByLabel(t('merchant.company'), { exact: true }).fill(company.store)
  await choose(person, t('merchant.country'), countryName(company.country, locale))
  await page.getByLabel(t('merchant.registration-number')).fill('HRB 1')
  await page.getByLabel(t('merchant.phone')).fill('+49 40 123456')
  await page.getByLabel(t('merchant.add-document')).setInputFiles(REGISTER_EXTRACT)
  await expect(page.getByText(REGISTER_EXTRACT.name)).toBeVisible()
  await page.getByRole('button', { name: t('merchant.hand-in-application') }).click()
  await expect(page.getByText(t('merchant.application-submitted-next'))).toBeVisible()
}

/** Goes from the approved application to the store. */
export async function enterStore({ page, t }: Person): Promise<void> {
  await page.reload()
  await page.getByRole('button', { name: t('merchant.to-my-store') }).click()
  await expect(page.getByText(t('merchant.nothing-waits-text'))).toBeVisible()
}

/** Makes a warehouse to count goods in. */
export async function openWarehouse(person: Person, name: string): Promise<void> {
  await open(person, 'merchant.stock')
  await confirm(person, 'merchant.new-warehouse', {
    answer: (dialog) => dialog.getByLabel(person.t('merchant.warehouse-name')).fill(name),
  })
}

/** Says that the store ships everywhere, for one price. */
export async function shipEverywhere(person: Person, name: string, price: string): Promise<void> {
  const { page, t } = person
  await open(person, 'merchant.settings')
  await page.getByRole('link', { name: t('merchant.new-shipping-method') }).click()
  await writeText(person, 'merchant.shipping-name', 'en', name)
  await page.getByLabel(t('merchant.carrier'), { exact: true }).fill(name)
  await page.getByText(t('merchant.all-other-countries')).click()
  await page.getByLabel(t('merchant.min-days')).fill('2')
  await page.getByLabel(t('merchant.max-days')).fill('4')
  await page.getByLabel(t('merchant.up-to-grams', { number: 1 })).fill('30000')
  await page.getByLabel(t('merchant.step-price', { number: 1 })).fill(price)
  await page.getByRole('button', { name: t('common.save'), exact: true }).click()
  await expect(page.getByText(t('merchant.shipping-saved'))).toBeVisible()
  await page.waitForURL(/\/settings$/)
}

/** Writes a text in one of the seventeen languages. */
async function writeText({ page, t }: Person, label: string, locale: Locale, text: string): Promise<void> {
  const field = page.getByRole('group', { name: t(label), exact: true })
  await field.locator(`[role=tab]`, { hasText: new RegExp(`^\\s*${locale}\\s`) }).click()
  await field
    .getByLabel(t('console.text-in', { label: t(label), language: LOCALE_NAMES[locale] }), { exact: true })
    .fill(text)
}

export interface Mug {
  name: string
  arabicName: string
  price: string
  /** Keys of the colours it comes in, one variant each. */
  colours: readonly string[]
  stock: number
}

/** Describes a mug with photos, a variant for each colour, prices and stock, and hands it in for review. */
export async function handIn(person: Person, mug: Mug): Promise<void> {
  const { page, t, locale } = person
  const word = wordsIn(locale)
  await open(person, 'merchant.products')
  await page
    .getByRole('link', { name: t('merchant.new-product') })
    .first()
    .click()
  await choose(person, t('merchant.category'), `${word('category.home')} / ${word('category.tableware')}`)
  await writeText(person, 'merchant.name', 'en', mug.name)
  await writeText(person, 'merchant.name', 'ar', mug.arabicName)
  await writeText(person, 'merchant.description', 'en', 'A mug thrown beside the harbour.')
  await page.getByLabel(t('merchant.add-pictures'), { exact: true }).setInputFiles(PICTURES)
  await expect(page.getByRole('button', { name: t('merchant.picture-remove', { number: 2 }) })).toBeVisible()

  await choose(person, t('merchant.add-option'), word('option.colour'))
  for (const colour of mug.colours) await choose(person, word('option.colour'), word(`colour.${colour}`))
  await page.keyboard.press('Escape')
  for (const [index, colour] of mug.colours.entries()) {
    const variant = page.getByRole('group', { name: word(`colour.${colour}`), exact: true })
    await variant.getByLabel(t('merchant.sku')).fill(`${mug.name} ${colour}`)
    await variant.getByLabel(t('merchant.on-hand')).fill(String(mug.stock))
    if (index > 0) continue
    await variant.getByLabel(t('merchant.base-price')).fill(mug.price)
    await variant.getByLabel(t('merchant.weight')).fill('400')
    await page.getByRole('button', { name: t('merchant.copy-first') }).click()
  }
  await page.getByRole('button', { name: t('merchant.save-draft') }).click()
  await page.waitForURL(/\/products\/prd_/)
  await confirm(person, 'merchant.hand-in')
  await expect(page.getByText(t('console.status.product-in-review')).first()).toBeVisible()
}

/** Sends what a buyer ordered, a parcel for each figure: how many of the first line go in. */
export async function ship(person: Person, buyer: string, carrier: string, parcels: number[]): Promise<void> {
  const { page, t } = person
  await open(person, 'merchant.orders')
  await openRow(person, 'merchant.orders', buyer)
  for (const [index, pieces] of parcels.entries()) {
    if (index > 0) await page.getByRole('button', { name: t('merchant.add-parcel') }).click()
    await page.getByLabel(t('merchant.carrier'), { exact: true }).nth(index).fill(carrier)
    const quantity = page.getByRole('spinbutton').nth(index)
    await quantity.fill(String(pieces))
    await quantity.blur()
  }
  await declare(person)
  await page.getByRole('button', { name: t('merchant.ship-only'), exact: true }).click()
  await expect(page.getByRole('article')).toHaveCount(parcels.length)
}

/** Tells the customs what a catalogue from elsewhere did not say of goods that leave for abroad. */
async function declare({ page, t, locale }: Person): Promise<void> {
  const code = page.getByLabel(t('merchant.hs-code'), { exact: true })
  for (const line of await page.getByRole('group').filter({ has: code }).all()) {
    if ((await line.getByLabel(t('merchant.hs-code'), { exact: true }).inputValue()) !== '') continue
    const fill = (label: string, text: string) => line.getByLabel(t(label), { exact: true }).fill(text)
    await fill('merchant.customs-description', 'Loudspeaker')
    await fill('merchant.hs-code', '851821')
    await fill('merchant.parcel-weight', '500')
    await line.getByRole('combobox', { name: t('merchant.origin'), exact: true }).click()
    const country = page.getByRole('option', { name: countryName('US', locale), exact: true })
    await country.and(page.locator(':visible')).first().click()
  }
}

/** Opens the newest return. */
export async function openReturn(person: Person): Promise<void> {
  await open(person, 'merchant.returns')
  await person.page
    .getByRole('table', { name: person.t('merchant.returns') })
    .getByRole('link')
    .first()
    .click()
}
