import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { Catalogue } from './catalogues/catalogue.ts'
import { findCatalogues } from './catalogues/formats.ts'
import type { LoadCalls } from './contracts.ts'
import { loadCatalogues, type LoadReport } from './load-catalogue.ts'
import { emptyMall } from './mall.testing.ts'
import { silentProgress } from './progress.ts'

const { host, calls } = await emptyMall()
const inGermany = () => host.ctx({ locale: 'de', market: 'DE' })

await calls.pricing.importMarkets(host.ctx(), {
  markets: [
    {
      code: 'DE',
      name: { en: 'Germany' },
      countries: ['DE'],
      locales: ['de', 'en'],
      currency: 'EUR',
      currencies: ['EUR'],
      taxDisplay: 'included',
      open: true,
    },
  ],
  taxRates: (['standard', 'reduced', 'books', 'food'] as const).map((category) => ({
    country: 'DE',
    category,
    percent: '19',
    validFrom: '2021-01-01',
    source: 'test',
  })),
  fx: {
    date: '2025-06-30',
    source: 'test',
    base: 'EUR',
    rates: { USD: '1.172', JPY: '169.17', GBP: '0.8555', AED: '4.30417', BRL: '6.4384' },
  },
})

const read = (folder: string): Catalogue[] => findCatalogues(folder).map((one) => one())
const samples = () => read(fileURLToPath(new URL('../catalogues/samples', import.meta.url)))
const load = (catalogues: Catalogue[], through: LoadCalls = calls): Promise<LoadReport[]> =>
  loadCatalogues(through, catalogues, silentProgress)

/** Every table a load writes to: how many rows, and when or in which version they were last changed. */
async function stateOfTables(): Promise<Record<string, unknown>> {
  const { rows } = await host.db.pool.query<{ name: string; changed: string[] }>(`
    select t.table_schema || '.' || t.table_name as name,
      array_remove(array_agg(c.column_name::text), null) as changed
    from information_schema.tables t
    left join information_schema.columns c on c.table_schema = t.table_schema and c.table_name = t.table_name
      and c.column_name in ('updated_at', 'indexed_at', 'version')
    where t.table_type = 'BASE TABLE'
      and t.table_schema in ('identity', 'merchants', 'catalog', 'pricing', 'inventory', 'fulfilment', 'search')
    group by 1`)
  const state: Record<string, unknown> = {}
  for (const { name, changed } of rows) {
    const latest = changed.map((column) => `, max(${column})::text as ${column}`).join('')
    const counted = await host.db.pool.query(`select count(*)::int as rows${latest} from ${name}`)
    state[name] = counted.rows[0]
  }
  return state
}

describe('a load of catalogues', () => {
  it('that was killed after its goods and before their prices is made whole by the next', async () => {
    const killed: LoadCalls = {
      ...calls,
      pricing: { ...calls.pricing, importPrices: () => Promise.reject(new Error('killed')) },
    }
    await expect(load(samples(), killed)).rejects.toThrow('killed')
    const reports = await load(samples())
    expect(reports.map(({ name, products, variants }) => [name, products, variants])).toEqual([
      ['dummyjson', 1, 1],
      ['grocery', 2, 2],
      ['icecat', 1, 1],
      ['luma', 3, 5],
      ['spree', 1, 2],
      ['vendure', 2, 3],
    ])
    const { rows } = await host.db.pool.query<{ offers: number; priced: number; stocked: number }>(`
      select (select count(*)::int from catalog.offers) as offers,
        (select count(distinct offer_id)::int from pricing.prices where is_base) as priced,
        (select count(distinct offer_id)::int from inventory.stock) as stocked`)
    expect(rows).toEqual([{ offers: 14, priced: 14, stocked: 14 }])
  })

  it('again changes no row and tells of nothing', async () => {
    await host.quiet()
    const before = await stateOfTables()
    const reports = await load(samples())
    expect(reports.map(({ created }) => created)).toEqual(reports.map(() => ({ products: 0, reviews: 0 })))
    await host.quiet()
    expect(await stateOfTables()).toEqual(before)
  })

  it('names each row that is refused, with its line and why, and brings the others', async () => {
    const faults = (await load(samples())).flatMap((report) =>
      report.faults.map(({ file, line, reason }) => `${report.name} ${file}:${line} ${reason}`),
    )
    expect(faults).toEqual([
      expect.stringContaining('dummyjson products.json:31 "0" is no price'),
      expect.stringContaining('icecat products.jsonl:2 Unterminated string'),
      expect.stringMatching(/^icecat products\.jsonl:3 variants\.0\.weightGrams: .*platform\.invalid-format/),
      expect.stringContaining('luma Configurable/products.csv:6 no row for the variant LOST-S'),
      expect.stringContaining('luma Catalog/SimpleProduct/products_gear_bags.csv:9 "none" is no price'),
      expect.stringMatching(/^luma Review\/products_reviews\.csv:6 rating: .*platform\.invalid-format/),
      expect.stringContaining('spree product_translations.csv:4 "tlh" is no language'),
      expect.stringContaining('vendure products.csv:4 article number ST-60 again, first in line 3'),
      expect.stringMatching(/^vendure products\.csv:5 images\/fern\.jpg: /),
    ])
  })

  it('puts goods on sale in their languages, with reviews, pictures and a price in the market’s money', async () => {
    const { items } = await calls.search.searchProducts(inGermany(), { q: 'eierkessel' })
    expect(items).toMatchObject([{ name: 'Eierkessel', available: true, price: { currency: 'EUR' } }])
    expect(items[0]?.picture).not.toBeNull()
    const kettle = await calls.catalog.getProduct(inGermany(), { idOrSlug: items[0]?.id ?? '' })
    expect(kettle).toMatchObject({ description: 'Kocht Eier und Wasser zugleich.', originCountry: null })
    const [cape] = (await calls.search.searchProducts(inGermany(), { q: 'rain cape' })).items
    expect(cape).toMatchObject({ rating: 5, ratingCount: 1 })
  })

  it('sells through stores of several countries, each in its own money', async () => {
    const { rows } = await host.db.pool.query<{ currency: string }>(
      `select distinct currency from pricing.prices where is_base`,
    )
    expect(rows.length).toBeGreaterThan(2)
    const { items } = await calls.merchants.listOpenStores(host.ctx(), {})
    expect(items).toHaveLength(6)
  })

  it('brings a price that changed in the file, and touches nothing else', async () => {
    const before = await stateOfTables()
    const changed = samples()
    const [variant] = changed.flatMap(
      ({ products }) => products.find(({ key }) => key === 'fern')?.variants ?? [],
    )
    if (variant) variant.prices = [{ minor: 9900, currency: 'EUR' }]
    await load(changed)
    await host.quiet()
    const after = await stateOfTables()
    const differing = Object.keys(after).filter(
      (name) => JSON.stringify(after[name]) !== JSON.stringify(before[name]),
    )
    expect(differing.filter((name) => !/^(pricing|search)\./.test(name))).toEqual([])
    expect((await calls.search.searchProducts(inGermany(), { q: 'fern' })).items).toMatchObject([
      { price: { minor: expect.closeTo(9900, -2) } },
    ])
  })
})

// Real catalogues lie beside the repository where there are any; none of them is part of it.
const DATA = fileURLToPath(new URL('../../../shared/data', import.meta.url))

const absent = !existsSync(DATA)
describe.skipIf(absent)(
  `a load of the real catalogues beside the repository${absent ? ', of which there are none' : ''}`,
  () => {
    /** Pictures take a core for seconds: those of the first product of each stand for all. */
    const slice = (name: string, most: number): Catalogue[] =>
      read(`${DATA}/${name}`).map((catalogue) => ({
        ...catalogue,
        products: catalogue.products.slice(0, most).map((product, index) => ({
          ...product,
          pictures: product.pictures.slice(0, index === 0 ? 1 : 0),
          variants: product.variants.map((variant) => ({ ...variant, pictures: [] })),
        })),
      }))

    it('brings all of them but the rows they got wrong themselves', { timeout: 120_000 }, async () => {
      const reports = await load([
        ...slice('vendure', Infinity),
        ...slice('spree', Infinity),
        ...slice('grocery', Infinity),
        ...slice('dummyjson', 50),
        ...slice('luma', 30),
        ...slice('icecat-electronics', 200),
      ])
      expect(reports.map(({ name, products, faults }) => [name, products, faults.length])).toEqual([
        ['vendure', 54, 2],
        ['spree', 37, 0],
        ['grocery', 81, 0],
        ['dummyjson', 50, 0],
        ['luma', 30, 0],
        ['icecat', 200, 0],
      ])
      const found = async (q: string) => (await calls.search.searchProducts(inGermany(), { q })).items.length
      expect(await found('laptop')).toBeGreaterThan(0)
      expect(await found('Kaffeevollautomat')).toBe(1)
    })
  },
)
