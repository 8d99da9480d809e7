import { expect, test, type Page } from '@playwright/test'
import { LOCALES } from '@tradewind/kernel'
import { untilReady } from '../src/buyer.ts'
import { mallUrl, textsIn } from '../src/mall.ts'
import { barriersOn } from '../src/screens.ts'

const t = textsIn('de')
test.describe.configure({ mode: 'parallel' })
test.use({ locale: 'de-DE' })

interface Manifest {
  name: string
  lang: string
  start_url: string
  icons: { src: string; sizes: string; type: string; purpose: string }[]
}

const paperOf = (page: Page): Promise<string> =>
  page.evaluate<string>('getComputedStyle(document.documentElement).backgroundColor')
const LIGHT = 'rgb(255, 255, 255)'
const DARK = 'rgb(20, 20, 18)'

test('the mall can be kept as an app, in each language', async ({ page }) => {
  for (const locale of LOCALES) {
    const answer = await page.request.get(`${mallUrl()}/${locale}/mall.webmanifest`)
    expect(answer.headers()['content-type']).toContain('application/manifest+json')
    const manifest = (await answer.json()) as Manifest
    expect(manifest).toMatchObject({ lang: locale, start_url: `/${locale}`, name: 'Tradewind' })
    if (locale !== 'de') continue
    expect(manifest.icons.map(({ sizes, purpose }) => `${sizes} ${purpose}`)).toEqual(
      expect.arrayContaining(['192x192 any', '512x512 any', '512x512 maskable']),
    )
    for (const { src, type } of manifest.icons)
      expect((await page.request.get(mallUrl() + src)).headers()['content-type']).toBe(type)
  }
  await page.goto(`${mallUrl()}/de`)
  const devtools = await page.context().newCDPSession(page)
  expect((await devtools.send('Page.getAppManifest')).errors).toEqual([])
  await expect
    .poll(async () => (await devtools.send('Page.getInstallabilityErrors')).installabilityErrors)
    // A window without a trace of its reader keeps no apps.
    .toEqual([{ errorId: 'in-incognito', errorArguments: [] }])
})

test('without a connection a page says so and leads back; of what is a reader’s own nothing is kept', async ({
  page,
  context,
}) => {
  await page.goto(`${mallUrl()}/de`)
  await untilReady(page)
  const kept = () =>
    page.evaluate<string[]>(`(async () => {
      const names = await caches.keys()
      const lists = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))
      return lists.flat().map(({ url }) => new URL(url).pathname)
    })()`)
  await expect.poll(kept).toContain('/de/offline')
  for (const path of ['/cart', '/account', '/c/tableware']) await page.goto(`${mallUrl()}/de${path}`)
  const others = (await kept()).filter((path) => path !== '/de/offline' && !path.startsWith('/assets/mall/'))
  expect(others).toEqual([])

  await context.setOffline(true)
  for (const path of ['/de/stores', '/stores']) {
    await page.goto(mallUrl() + path)
    await expect(page.getByRole('heading', { name: t('problem.offline-title') })).toBeVisible()
  }
  await page.goto(`${mallUrl()}/de/stores`)
  await untilReady(page)
  await context.setOffline(false)
  await page.getByRole('button', { name: t('common.retry') }).click()
  await expect(page.getByRole('heading', { level: 1, name: t('stores.title') })).toBeVisible()
})

test('the mall is light or dark as the device is, unless its reader chose, and is so from its first byte', async ({
  page,
}) => {
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.goto(`${mallUrl()}/de`)
  expect(await paperOf(page)).toBe(DARK)
  await untilReady(page)
  const look = page.getByRole('navigation', { name: t('look.title') })
  await expect(look.getByRole('link', { name: t('look.auto') })).toHaveAttribute('aria-current', 'true')
  await look.getByRole('link', { name: t('look.light') }).click()
  expect(await paperOf(page)).toBe(LIGHT)

  const sent = await (await page.request.get(`${mallUrl()}/de/stores`)).text()
  expect(sent).toMatch(/^<!doctype html><html data-look="light"/)
  await page.goto(`${mallUrl()}/de/stores`)
  expect(await paperOf(page)).toBe(LIGHT)
  await untilReady(page)
  await expect(look.getByRole('link', { name: t('look.light') })).toHaveAttribute('aria-current', 'true')
  await look.getByRole('link', { name: t('look.auto') }).click()
  expect(await paperOf(page)).toBe(DARK)
  expect(await (await page.request.get(`${mallUrl()}/de/stores`)).text()).not.toContain('data-look')
})

test('before scripts arrive, a link chooses the look', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, locale: 'de-DE' })
  const page = await context.newPage()
  await page.goto(`${mallUrl()}/de/stores`)
  await page.getByRole('link', { name: t('look.dark') }).click()
  expect(new URL(page.url()).pathname).toBe('/de/stores')
  await expect(page.locator('html')).toHaveAttribute('data-look', 'dark')
  await context.close()
})

test('nobody is kept out in the dark', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.setViewportSize({ width: 360, height: 2400 })
  const found: Record<string, string[]> = {}
  for (const path of ['', '/c/tableware', '/log-in', '/place', '/cart', '/nothing/is/here']) {
    await page.goto(`${mallUrl()}/de${path}`)
    const barriers = await barriersOn(page)
    if (barriers.length > 0) found[path] = barriers
  }
  expect(found).toEqual({})
})
