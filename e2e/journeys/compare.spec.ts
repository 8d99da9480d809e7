import { expect, test } from '@playwright/test'
import { untilReady, visit } from '../src/buyer.ts'
import { goodsOf } from '../src/mall.ts'
import { leave, personIn } from '../src/person.ts'

test('what is chosen to compare is kept from page to page, marked on cards that come later, and replaced by no address', async ({
  browser,
}) => {
  const reader = await personIn(browser, 'en')
  const { page, t } = reader
  const [mine, ...others] = await Promise.all(
    ['kiri-and-rain', 'saffron-quay', 'nusantara-atelier'].map((store) => goodsOf(store, 'DE', 'en')),
  )
  if (!mine) throw new Error('nothing to compare')
  const tray = page.getByRole('complementary', { name: t('compare.title') })

  await visit(reader, `/p/${mine.slug}`, 'DE')
  // Links to compare choose once the tray is there, and lead to the comparison until then.
  await page.locator(`a[data-compare="${mine.id}"]`).first().click()
  await expect(async () => {
    expect(await page.evaluate("localStorage.getItem('tw.compare')")).toContain(mine.id)
  }).toPass()

  await visit(reader, `/compare?p=${others.map(({ id }) => id).join()}`)
  await expect(tray.getByText(t('compare.chosen', { count: 1, most: 4 }))).toBeVisible()
  await expect(tray.getByText(mine.name)).toBeVisible()

  await visit(reader, `/compare?p=${others[0]?.id}`)
  await expect(tray.getByText(t('compare.chosen', { count: 2, most: 4 }))).toBeVisible()

  await visit(reader, `/search?q=${encodeURIComponent('zzzqqqxxx')}`)
  await expect(tray).toBeVisible()
  const search = page.getByRole('combobox', { name: t('search.label') })
  await search.fill(mine.name)
  await search.press('Enter')
  await untilReady(page)
  await expect(page.locator(`a[data-compare="${mine.id}"]`).first()).toHaveAttribute('aria-current', 'true')
  await leave(reader)
})
