import { expect, test } from '@playwright/test'
import { auditPage } from '../../scripts/lighthouse/audit.ts'
import { goodsOf, mallUrl } from '../src/mall.ts'

const PAGES = {
  home: async () => '/en',
  category: async () => '/en/c/tableware',
  product: async () => `/en/p/${(await goodsOf('kiri-and-rain', 'DE', 'en')).slug}`,
}

test('pages are all that Lighthouse asks for, but for speed, which the bench tells', async () => {
  // It mostly waits for pages to come to rest: three at once take little longer than one.
  const audits = await Promise.all(
    Object.entries(PAGES).map(async ([name, path]) => {
      const audit = await auditPage(mallUrl() + (await path()), ['accessibility', 'best-practices', 'seo'])
      return [name, audit] as const
    }),
  )
  const best = { accessibility: 100, 'best-practices': 100, seo: 100 }
  for (const [name, { scores, faults }] of audits)
    expect.soft(scores, `${name}: ${faults.join('; ')}`).toEqual(best)
})
