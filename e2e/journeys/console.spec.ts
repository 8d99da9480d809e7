import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { expect, test, type Page } from '@playwright/test'
import { answerOf } from '@tradewind/api-client'
import { LOCALE_NAMES } from '@tradewind/kernel'
import { DEMO_LOG_INS as DEMO } from '../../seeds/src/demo-log-ins.ts'
import { logIn } from '../src/api.ts'
import { visit } from '../src/buyer.ts'
import { choose, enter, open } from '../src/console.ts'
import { RUN } from '../src/mall.ts'
import { leave, personIn } from '../src/person.ts'
import { faultsOn } from '../src/screens.ts'

const MARK = new URL('../../apps/storefront/public/social.png', import.meta.url).pathname

/** Lets what is read from an address arrive only when the journey says so. */
async function holdBack(page: Page, address: RegExp): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  await page.route(address, async (route) => {
    if (route.request().method() === 'GET') await promise
    await route.continue()
  })
  return resolve
}

/** Runs in the page, since a journey's own steps are too slow for it; goes on when typing has rested for long. */
const typeAndClick = `(async () => {
  const field = document.querySelector('input[type=search]')
  field.value = 'a'
  field.dispatchEvent(new Event('input', { bubbles: true }))
  document.querySelector('table a').click()
  await new Promise((resolve) => setTimeout(resolve, 500))
})()`

test('who clicks before the words they typed took effect comes to where they clicked', async ({
  browser,
}) => {
  const merchant = await personIn(browser, 'en')
  const { page, t } = merchant
  await enter(merchant, 'merchant', DEMO.kiri)
  await open(merchant, 'merchant.stock')
  const table = page.getByRole('table', { name: t('merchant.stock') })
  await expect(table.getByRole('link').first()).toBeVisible()
  // The scripts of the page behind the link take longer to come than typing to rest.
  const arrive = await holdBack(page, /\/assets\/.*\.js/)
  await page.evaluate(typeAndClick)
  arrive()
  await page.waitForURL(/\/stock\/off_/)
  await leave(merchant)
})

test('who leaves a form right after saving is not brought back when the saving is done', async ({
  browser,
}) => {
  const merchant = await personIn(browser, 'en')
  const { page, t } = merchant
  await enter(merchant, 'merchant', DEMO.kiri)
  await open(merchant, 'merchant.settings')
  await page
    .getByRole('table', { name: t('merchant.shipping-methods') })
    .getByRole('link')
    .first()
    .click()
  await expect(page.getByLabel(t('merchant.carrier'), { exact: true })).toBeVisible()
  const methods = /\/api\/fulfilment\/merchant\/shipping-methods/
  const arrive = await holdBack(page, methods)
  await page.getByRole('button', { name: t('common.save'), exact: true }).click()
  await expect(page.getByText(t('merchant.shipping-saved'))).toBeVisible()
  await open(merchant, 'merchant.orders')
  const arrived = page.waitForResponse(methods)
  arrive()
  await (await arrived).finished()
  // By then the page has done all that it does with what arrived.
  await page.evaluate('new Promise((resolve) => requestIdleCallback(resolve))')
  await expect(page).toHaveURL(/\/orders$/)
  await leave(merchant)
})

test('who saves what is refused is taken to the fault, wherever on the page it is', async ({ browser }) => {
  const merchant = await personIn(browser, 'en')
  const { page, t } = merchant
  await enter(merchant, 'merchant', DEMO.kiri)
  await open(merchant, 'merchant.settings')
  // Its address is in Japanese, which carriers of its buyers cannot read.
  const latin = page.getByLabel(t('address.in-latin', { part: t('address.city') }), { exact: true })
  await latin.fill('')
  await page.evaluate('scrollTo(0, 0)')
  await page.getByRole('button', { name: t('common.save'), exact: true }).click()
  await expect(latin).toBeFocused()
  await expect(latin).toBeInViewport({ ratio: 1 })
  await expect(page.getByText(t('platform.latin-required'))).toBeInViewport({ ratio: 1 })
  await leave(merchant)
})

test('a legal text is written for one market, and what would be a script is read there as words', async ({
  browser,
}) => {
  const operator = await personIn(browser, 'en')
  const { page, t } = operator
  const title = `Terms <b>of</b> ${RUN}`
  const script = "<img src=x onerror='globalThis.ran = 1'><script>globalThis.ran = 1</script>"
  const input = (label: string) =>
    page.getByRole('textbox', { name: t('console.text-in', { label: t(label), language: 'English' }) })
  await enter(operator, 'admin', DEMO.operator)
  await open(operator, 'admin.legal')
  await page.getByRole('link', { name: t('admin.legal-add') }).click()
  // The list asks for a market too.
  await expect(page.getByRole('heading', { name: t('admin.legal-add') })).toBeVisible()
  await choose(operator, t('price.market'), 'Portugal')
  await input('admin.block-title').fill(title)
  await input('admin.block-body').fill(`# Who we are\n${script}\n- ${script}`)
  await page.getByRole('button', { name: t('common.save'), exact: true }).click()
  const versions = page.getByRole('table', { name: t('admin.legal') })
  await expect(versions.getByRole('row').filter({ hasText: title })).toContainText(
    t('console.status.legal-in-force'),
  )
  await leave(operator)

  const reader = await personIn(browser, 'ar')
  await visit(reader, '/legal/terms', 'PT')
  const text = reader.page.getByRole('article')
  await expect(text.getByRole('heading', { name: title })).toHaveAttribute('lang', 'en')
  await expect(text.getByText(reader.t('legal.foreign', { language: 'English' }))).toBeVisible()
  await expect(text.getByText(script, { exact: true })).toHaveCount(2)
  expect(await reader.page.evaluate('globalThis.ran')).toBeUndefined()
  await leave(reader)
})

/** The mall as it came. */
async function takeBrandBack(): Promise<void> {
  const api = await logIn(DEMO.operator.email, DEMO.operator.password, 'admin')
  const { version } = await answerOf(api.GET('/api/content/admin/brand'))
  const params = { header: { 'If-Match': `"${version}"` } }
  const body = { name: {}, claim: {}, about: {}, colour: null, mark: null }
  await answerOf(api.PUT('/api/content/admin/brand', { params, body }))
}

test('the mall bears the name and the colour that its operator gives it', async ({ browser }) => {
  const operator = await personIn(browser, 'en')
  const { page, t } = operator
  const name = 'Gió Mậu Dịch và Những Người Bạn Đường'
  const input = (label: string, language: string) =>
    page.getByRole('textbox', { name: t('console.text-in', { label: t(label), language }) })
  const save = page.getByRole('button', { name: t('common.save'), exact: true })
  const colour = page.getByRole('textbox', { name: t('admin.brand-colour'), exact: true })
  await enter(operator, 'admin', DEMO.operator)
  await open(operator, 'admin.brand')
  try {
    await input('admin.brand-name', LOCALE_NAMES.en).fill(t('mall.name'))
    await colour.fill('red')
    await save.click()
    await expect(colour).toHaveAttribute('aria-invalid', 'true')
    await expect(input('admin.brand-name', LOCALE_NAMES.en)).toHaveValue(t('mall.name'))
    await colour.fill('#B3261E')
    await page.getByTitle(LOCALE_NAMES.vi, { exact: true }).first().click()
    await input('admin.brand-name', LOCALE_NAMES.vi).fill(name)
    await input('admin.brand-claim', LOCALE_NAMES.vi).fill('hàng thủ công từ khắp nơi')
    await save.click()
    await expect(page.getByText(t('admin.brand-saved'))).toBeVisible()

    const buyer = await personIn(browser, 'vi', { viewport: { width: 360, height: 800 } })
    // What every page needs is asked for every few seconds.
    await expect(async () => {
      await visit(buyer, '')
      await expect(buyer.page.getByRole('banner').getByText(name)).toBeVisible({ timeout: 1_000 })
    }).toPass({ timeout: 60_000 })
    await expect(buyer.page).toHaveTitle(`${name} – hàng thủ công từ khắp nơi`)
    expect(await faultsOn(buyer.page)).toEqual([])
    const primary = `getComputedStyle(document.querySelector('.btn-primary')).backgroundColor`
    expect(await buyer.page.evaluate(primary)).toBe('rgb(179, 38, 30)')
    const manifest = await buyer.page.request.get(new URL('/vi/mall.webmanifest', buyer.page.url()).href)
    expect(await manifest.json()).toMatchObject({ name, short_name: name, lang: 'vi' })

    await page.getByLabel(t('console.choose-picture')).setInputFiles(MARK)
    await expect(page.getByRole('img', { name: t('admin.brand-mark') })).toBeVisible()
    await save.click()
    const tab = buyer.page.locator('link[rel="icon"]')
    await expect(async () => {
      await visit(buyer, '')
      await expect(tab).toHaveAttribute('href', /^\/files\/[0-9a-f]{40}\/icon-64\.png$/, { timeout: 1_000 })
    }).toPass({ timeout: 60_000 })
    const { icons } = (await (await buyer.page.request.get(manifest.url())).json()) as {
      icons: { src: string; type: string }[]
    }
    expect(icons).toHaveLength(3)
    for (const { src, type } of icons)
      expect(
        (await buyer.page.request.get(new URL(src, manifest.url()).href)).headers()['content-type'],
      ).toBe(type)
    await leave(buyer)
  } finally {
    await takeBrandBack()
  }
  await leave(operator)
})

test('a field is translated by hand, falls behind its source, and is caught up with through a file', async ({
  browser,
}) => {
  const api = await logIn(DEMO.kiri.email, DEMO.kiri.password, 'merchant')
  const name = `Desk bowl ${RUN}`
  const fields = (en: string) => ({
    categoryKey: 'tableware',
    name: { en: name, fr: `Bol ${RUN}` },
    description: { en },
    attributes: {},
    optionKeys: [],
    originCountry: 'JP' as const,
    taxCategory: 'standard' as const,
    variants: [{ sku: `BOWL-${RUN}`, options: {}, weightGrams: 300 }],
    pictureIds: [],
  })
  const params = { header: { 'Idempotency-Key': randomUUID() } }
  const { id, version, variants } = await answerOf(
    api.POST('/api/catalog/merchant/products', { params, body: fields('Thrown by hand.') }),
  )

  const translator = await personIn(browser, 'en')
  const { page, t } = translator
  await enter(translator, 'merchant', DEMO.kiri)
  await open(translator, 'console.texts')
  // The portal itself has a language too.
  await page
    .getByRole('search')
    .getByRole('combobox', { name: t('common.language') })
    .click()
  await page.getByRole('option', { name: LOCALE_NAMES.fr }).and(page.locator(':visible')).click()
  await page.getByRole('searchbox').fill(name)
  await page.waitForURL((url) => url.searchParams.get('q') === name)
  const thing = page.locator('form').filter({ hasText: name })
  const label = `${t('merchant.description')} · ${LOCALE_NAMES.fr}`
  const pair = thing
    .locator('.text-pair-field')
    .filter({ has: page.getByRole('textbox', { name: label, exact: true }) })
  const field = pair.getByRole('textbox')
  const standing = pair.locator('.status')
  await expect(standing).toHaveText(t('console.status.text-missing'))
  await field.fill('Tourné à la main.')
  await thing.getByRole('button', { name: t('common.save'), exact: true }).click()
  await expect(standing).toHaveText(t('console.status.text-human'))

  const [variant] = variants
  await answerOf(
    api.PUT('/api/catalog/merchant/products/{productId}', {
      params: { path: { productId: id }, header: { 'If-Match': `"${version + 1}"` } },
      body: {
        ...fields('Thrown by hand, glazed twice.'),
        description: { en: 'Thrown by hand, glazed twice.', fr: 'Tourné à la main.' },
        variants: [{ id: variant?.id, sku: `BOWL-${RUN}`, options: {}, weightGrams: 300 }],
      },
    }),
  )
  await page.reload()
  await expect(standing).toHaveText(t('console.status.text-stale'))

  await page.getByRole('button', { name: t('console.texts-files'), exact: true }).click()
  const files = page.getByRole('dialog', { name: t('console.texts-files') })
  const downloading = page.waitForEvent('download')
  await files.getByRole('button', { name: t('console.texts-export', { format: 'XLIFF 2.0' }) }).click()
  const file = await (await downloading).path()
  const xliff = (await readFile(file, 'utf8')).replace(
    '>Tourné à la main.<',
    '>Tourné à la main, émaillé deux fois.<',
  )
  const chosen = { name: 'fr.xlf', mimeType: 'application/xliff+xml', buffer: Buffer.from(xliff) }
  await files.getByLabel(t('console.texts-import')).setInputFiles(chosen)
  await expect(files.getByText(t('console.texts-imported', { saved: 1, unchanged: 0 }))).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(field).toHaveValue('Tourné à la main, émaillé deux fois.')
  await expect(standing).toHaveText(t('console.status.text-human'))
  await leave(translator)
})
