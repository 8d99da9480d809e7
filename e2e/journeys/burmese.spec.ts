import { expect, test } from '@playwright/test'
import { countryName, currencyName } from '@tradewind/kernel'
import { mallUrl, textsIn } from '../src/mall.ts'

const t = textsIn('my')
test.use({ locale: 'de-DE', viewport: { width: 360, height: 780 } })

// Chromium's Intl has no Burmese: by itself it would write these pages in the language of the browser.
test('a Burmese reader with a German browser keeps the page that the server wrote', async ({ page }) => {
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
  const mall = page.locator('#mall')
  const open = async (path: string) => {
    await page.goto(`${mallUrl()}/my${path}`)
    await expect.poll(() => page.evaluate("'__vue_app__' in document.querySelector('#mall')")).toBe(true)
  }

  await open('/s/kiri-and-rain?market=TH')
  await expect(mall).toContainText(countryName('JP', 'my'))
  const product = await page.locator('a[href*="/my/p/"]').first().getAttribute('href')
  await open(`${product?.replace('/my', '')}?market=TH`)
  await expect(mall).toContainText(countryName('TH', 'my'))
  await expect(mall).toContainText(/\d\.\d\d\u00a0฿/)

  await open('/place?market=TH')
  await expect(page.getByLabel(t('common.ship-to')).locator('option:checked')).toHaveText(
    countryName('TH', 'my'),
  )
  await expect(page.getByLabel(t('common.currency')).locator('option:checked')).toContainText(
    currencyName('THB', 'my'),
  )

  for (const path of ['', '/goods', '/cart']) await open(`${path}?market=TH`)
  expect(problems).toEqual([])
})
