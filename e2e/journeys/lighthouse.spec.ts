import { expect, test } from '@playwright/test'
import { auditPage } from '../../scripts/lighthouse/audit.ts'
import { goodsOf, mallUrl } from '../src/mall.ts'

const PAGES = {
  home: async () => '/en',
  category: async () => '/en/c/tableware',
  product: async () => `/en/p/${(await goodsOf('kiri-and-rain', 'DE', 'en')).slug}`,
}

for (const [name, path] of Object.entries(PAGES)) {
  test(`the ${name} page is all that Lighthouse asks for, but for speed, which the bench tells`, async () => {
    const { scores, faults } = await auditPage(mallUrl() + (await path()), [
      'accessibility',
      'best-practices',
      'seo',
    ])
    expect(scores, faults.join('; ')).toEqual({ accessibility: 100, 'best-practices': 100, seo: 100 })
  })
}
