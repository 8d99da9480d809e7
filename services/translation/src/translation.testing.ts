import { startSandboxTranslator } from '../../../apps/sandbox-translator/src/sandbox.ts'
import type { Locale } from '@tradewind/kernel'
import { catalogService } from '@tradewind/catalog/service'
import { contentService } from '@tradewind/content/service'
import { fulfilmentService } from '@tradewind/fulfilment/service'
import { merchantsService } from '@tradewind/merchants/service'
import { testHost } from '@tradewind/platform/testing'
import { pricingService } from '@tradewind/pricing/service'
import { afterAll } from 'vitest'
import { translationService } from './service.ts'

const KEY = 'sandbox-translator-key'

/** Two stores whose goods are to be translated, with a provider that does as it is told. */
export async function translatorsStory() {
  const sandbox = await startSandboxTranslator({ port: 0, apiKey: KEY })
  afterAll(() => sandbox.stop())
  const host = await testHost({
    services: [
      merchantsService,
      catalogService,
      pricingService,
      fulfilmentService,
      contentService,
      translationService,
    ],
    env: { TRANSLATION_PROVIDER: 'deepl', TRANSLATION_URL: sandbox.url, TRANSLATION_KEY: KEY },
  })
  const { translation, catalog, merchants } = host.calls
  const system = host.ctx({ actor: host.system() })
  const operator = host.ctx({ actor: host.operator() })
  const terms = {
    businessModel: 'recruited',
    commissionBasisPoints: 0,
    settlementPeriod: 'monthly',
  } as const
  const stores = await merchants.importStores(system, {
    stores: ['kiln', 'ofen'].map((slug) => ({
      slug,
      name: { en: `House of ${slug}` },
      description: { en: 'By hand.' },
      country: 'JP' as const,
      currency: 'JPY',
      ...terms,
    })),
  })
  const [kilnId = '', ofenId = ''] = ['kiln', 'ofen'].map(
    (slug) => stores.find((one) => one.slug === slug)?.id ?? '',
  )
  await catalog.importTaxonomy(system, {
    categories: [{ key: 'cups', parent: null, name: { en: 'Cups' }, attributes: [], filterable: [] }],
    attributes: [],
    options: [{ key: 'colour', name: { en: 'Colour' }, values: [{ key: 'ash', name: { en: 'Ash' } }] }],
    brands: [],
  })
  let made = 0
  const imported = (storeId: string, key: string, name: string, description: string) => ({
    key,
    storeId,
    publish: true,
    categoryKey: 'cups',
    name: { en: name },
    description: { en: description },
    attributes: {},
    optionKeys: [],
    taxCategory: 'standard' as const,
    variants: [{ sku: key, options: {}, weightGrams: 1 }],
    pictureIds: [],
  })

  return {
    host,
    sandbox,
    key: KEY,
    system,
    operator,
    kilnId,
    ofenId,
    kiln: host.ctx({ actor: host.merchant(kilnId) }),
    /** Products of a store in English; answers their ids. */
    async products(storeId: string, texts: readonly { name: string; description?: string }[]) {
      const { products, errors } = await catalog.importProducts(system, {
        source: 'test',
        products: texts.map(({ name, description = '' }) =>
          imported(storeId, `p${(made += 1)}`, name, description),
        ),
      })
      if (errors.length > 0) throw new Error(JSON.stringify(errors))
      return products.map(({ productId }) => productId)
    },
    /** Writes the source of the product made last anew. */
    rewrite: (storeId: string, name: string, description: string) =>
      catalog.importProducts(system, {
        source: 'test',
        products: [imported(storeId, `p${made}`, name, description)],
      }),
    async read(
      kind: 'product' | 'store' | 'method' | 'page' | 'value' | 'legal',
      id: string,
      locale: Locale,
    ) {
      for (let cursor: string | undefined; ;) {
        const page = await translation.listTexts(operator, { kind, locale, limit: 100, cursor })
        const found = page.items.find((item) => item.id === id)
        if (found) return found
        if (page.nextCursor === null) throw new Error('not listed')
        cursor = page.nextCursor
      }
    },
    misbehave: (how: object) =>
      fetch(`${sandbox.url}/control`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(how),
      }),
  }
}

/** What stands in a language, by field. */
export const targetsOf = ({ fields }: { fields: readonly { field: string; target: string }[] }) =>
  Object.fromEntries(fields.map(({ field, target }) => [field, target]))
