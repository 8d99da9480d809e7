import { gzipSync } from 'node:zlib'
import { expect, test } from '@playwright/test'
import { untilReady } from '../src/buyer.ts'
import { goodsOf, mallUrl } from '../src/mall.ts'

test.describe.configure({ mode: 'parallel' })

/** The pages that most visits are made of, by what they may load in scripts, packed by gzip. */
const PAGES = {
  home: { path: async () => '/en/', mostBytes: 85_000 },
  category: { path: async () => '/en/c/tableware', mostBytes: 85_000 },
  product: {
    path: async () => `/en/p/${(await goodsOf('kiri-and-rain', 'DE', 'en')).slug}`,
    mostBytes: 95_000,
  },
}

for (const [name, { path, mostBytes }] of Object.entries(PAGES)) {
  test(`a ${name} page asks for at most ${mostBytes / 1_000} KB of scripts`, async ({ request }) => {
    const html = await (await request.get(mallUrl() + (await path()))).text()
    const scripts = new Set(html.match(/\/assets\/[^"]+\.js(?=")/g))
    expect(scripts.size).toBeGreaterThan(5)
    let bytes = 0
    for (const script of scripts)
      bytes += gzipSync(await (await request.get(mallUrl() + script)).body()).byteLength
    expect(bytes).toBeLessThanOrEqual(mostBytes)
  })

  test(`nothing on a ${name} page moves while it loads`, async ({ page }) => {
    await page.addInitScript(`
      globalThis.shifts = []
      new PerformanceObserver((list) => {
        for (const { hadRecentInput, value, sources } of list.getEntries())
          if (!hadRecentInput && value > 0.0005)
            shifts.push(value.toFixed(4) + ' ' + sources.map(({ node }) => node?.className ?? node?.nodeName).join(' | '))
      }).observe({ type: 'layout-shift', buffered: true })`)
    for (const width of [360, 768, 1440]) {
      await page.setViewportSize({ width, height: 800 })
      await page.goto(mallUrl() + (await path()))
      await untilReady(page)
      await page.waitForLoadState('networkidle')
      expect(await page.evaluate('shifts'), `${width} px wide`).toEqual([])
    }
  })
}
