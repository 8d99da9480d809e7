import { merchantsService } from '@tradewind/merchants/service'
import { countQueries, testHost } from '@tradewind/platform/testing'
import { describe, expect, it } from 'vitest'
import { catalogService } from '../service.ts'
import { cup, pixelFile, TAXONOMY, type ImportedInput } from '../samples.testing.ts'

const host = await testHost({ services: [merchantsService, catalogService] })
const { catalog, merchants } = host.calls
const system = host.ctx({ actor: host.system() })
const anybody = host.ctx()

const stores = await merchants.importStores(system, {
  stores: ['kiln', 'other'].map((slug) => ({
    slug,
    name: { en: slug },
    description: { en: slug },
    country: 'JP' as const,
    currency: 'JPY',
    businessModel: 'recruited' as const,
    commissionBasisPoints: 1200,
    settlementPeriod: 'monthly' as const,
  })),
})
const [kilnId = '', otherId = ''] = stores.map((store) => store.id)
await catalog.importTaxonomy(system, TAXONOMY)
const file = await pixelFile()
const { pictures } = await catalog.importPictures(system, {
  storeId: null,
  pictures: [{ key: 'moon', file }],
})
const pictureIds = pictures.map(({ id }) => id)

const imported = (key: string, change: Partial<ImportedInput> = {}): ImportedInput => ({
  ...cup(pictureIds),
  variants: [
    { sku: `${key}-J`, gtin: '04012345000016', options: { colour: 'jade' }, weightGrams: 320 },
    { sku: `${key}-P`, options: { colour: 'plum' }, weightGrams: 330 },
  ],
  key,
  storeId: kilnId,
  publish: true,
  ...change,
})
const run = (products: ImportedInput[], source = 'test') =>
  catalog.importProducts(system, { source, products })

describe('an import of products', () => {
  it('creates them on sale, and repeated changes nothing and answers the same ids', async () => {
    const products = [imported('a'), imported('b', { publish: false })]
    const first = await run(products)
    expect(
      first.products.map(({ key, created, variants }) => [key, created, variants.map(({ sku }) => sku)]),
    ).toEqual([
      ['a', true, ['a-J', 'a-P']],
      ['b', true, ['b-J', 'b-P']],
    ])
    const again = await countQueries(() => run(products))
    expect(again.value.products).toEqual(first.products.map((product) => ({ ...product, created: false })))
    expect(again.texts.filter((text) => /^\s*(insert|update|delete)/i.test(text))).toEqual([])
    const [a, b] = first.products
    expect(await catalog.getProduct(anybody, { idOrSlug: a?.productId ?? '' })).toMatchObject({
      slug: 'moon-cup',
    })
    await expect(catalog.getProduct(anybody, { idOrSlug: b?.productId ?? '' })).rejects.toMatchObject({
      status: 404,
    })
  })

  it('changes what differs and keeps ids; a variant that is gone is gone', async () => {
    const [before] = (await run([imported('c')])).products
    const changed = imported('c', { name: { en: 'Star cup', de: 'Sternbecher' } })
    changed.variants.pop()
    const [after] = (await run([changed])).products
    expect(after).toEqual({ ...before, created: false, variants: before?.variants.slice(0, 1) })
    const read = await catalog.getProduct(anybody, { idOrSlug: after?.productId ?? '' })
    expect(read).toMatchObject({
      name: 'Star cup',
      alternates: { de: expect.stringContaining('mondbecher') },
    })
    // A language that the import no longer brings was perhaps translated here: it stays.
    expect(Object.keys(read.alternates).sort()).toEqual(['de', 'en', 'ja'])
    expect(read.variants).toHaveLength(1)
  })

  it('names rows with faults and brings the others', async () => {
    const { products, errors } = await run([
      imported('d'),
      imported('e', { categoryKey: 'boats' }),
      imported('f', { pictureIds: ['fil_00000000000000000000000000'] }),
      imported('g', { variants: [{ sku: 'a-J', options: { colour: 'jade' }, weightGrams: 1 }] }),
      imported('h', {
        storeId: otherId,
        variants: [{ sku: 'a-J', options: { colour: 'jade' }, weightGrams: 1 }],
      }),
    ])
    expect(products.map(({ key }) => key)).toEqual(['d', 'h'])
    expect(errors).toEqual([
      { key: 'e', code: 'catalog.unknown-category', path: 'categoryKey' },
      { key: 'f', code: 'catalog.file-missing', path: 'pictureIds' },
      { key: 'g', code: 'catalog.sku-taken', path: 'variants.0.sku' },
    ])
  })

  it('that brings a name in a language and no more keeps what else was translated into it', async () => {
    const words = { name: { en: 'Slow cup' }, description: { en: 'Made slowly.' } }
    const { products } = await run([imported('slow', words)])
    const id = products[0]?.productId ?? ''
    const { items } = await catalog.listTexts(system, { kind: 'product', locale: 'de', ids: [id] })
    const fields = { name: 'Langsamer Becher', description: 'Langsam gemacht.' }
    await catalog.saveTexts(system, {
      locale: 'de',
      byMachine: false,
      texts: [{ kind: 'product', id, sourceHash: items[0]?.sourceHash ?? '', fields }],
    })
    await run([imported('slow', { name: { ...words.name, de: 'Becher' }, description: {} })])
    const { items: after } = await catalog.listTexts(system, { kind: 'product', locale: 'de', ids: [id] })
    expect(after[0]?.fields).toMatchObject([
      { source: 'Slow cup', target: 'Becher' },
      { source: '', target: 'Langsam gemacht.' },
      {},
    ])
  })

  it('may leave open where a product comes from', async () => {
    const { originCountry: _unknown, ...homeless } = imported('l')
    const { products: written, errors } = await run([homeless])
    expect(errors).toEqual([])
    const read = await catalog.getProduct(anybody, { idOrSlug: written[0]?.productId ?? '' })
    expect(read.originCountry).toBeNull()
  })

  it('may say that an origin can be proven, by the store that describes it and by no other', async () => {
    const proven = { ...imported('proven'), originProven: true }
    const { products: written } = await run([proven, imported('unproven')])
    const offerIds = written.flatMap(({ variants }) => variants.map(({ offerId }) => offerId))
    const offers = await catalog.getOffers(system, { offerIds })
    expect(offers.map(({ productId, originProven }) => [productId, originProven]).toSorted()).toEqual(
      written
        .flatMap(({ productId, variants }, index) => variants.map(() => [productId, index === 0]))
        .toSorted(),
    )
  })

  it('tells of each product once, and of each new offer', async () => {
    const products = [imported('i'), imported('k')]
    const { products: written } = await run(products)
    const { rows } = await host.db.pool.query<{ type: string; n: number }>(
      `select type, count(*) as n from catalog.outbox where key = any($1) group by 1 order by 1`,
      [written.flatMap(({ productId, variants }) => [productId, ...variants.map(({ offerId }) => offerId)])],
    )
    expect(rows).toEqual([
      { type: 'catalog.offer-created.v1', n: 4 },
      { type: 'catalog.product-changed.v1', n: 2 },
    ])
  })

  it('of 200 with two languages takes well under 0.4 seconds of work', async () => {
    const many = (from: number) =>
      Array.from({ length: 200 }, (_, index) =>
        imported(`n${from + index}`, { name: { en: `Cup ${from + index}`, de: `Becher ${from + index}` } }),
      )
    await run(many(0))
    // The quickest of three: what else the machine does must not decide.
    const tries: number[] = []
    for (const from of [200, 400, 600]) {
      const started = performance.now()
      const { products: written, errors } = await run(many(from))
      tries.push((performance.now() - started) / 1000)
      expect([written.length, errors.length]).toEqual([200, 0])
    }
    const seconds = Math.min(...tries)
    expect(seconds).toBeLessThan(1)
  })
})

describe('an import of offers', () => {
  it('gives further stores their offers of known variants, once', async () => {
    const [product] = (await run([imported('o')])).products
    const offers = (product?.variants ?? []).map(({ variantId }, index) => ({
      variantId,
      storeId: otherId,
      sku: `X-${index}`,
    }))
    const first = await catalog.importOffers(system, { offers })
    expect(first.map(({ variantId }) => variantId).sort()).toEqual(
      offers.map(({ variantId }) => variantId).sort(),
    )
    const again = await catalog.importOffers(system, { offers })
    expect(new Set(again.map(({ offerId }) => offerId))).toEqual(new Set(first.map(({ offerId }) => offerId)))
  })
})

describe('an import of pictures', () => {
  it('keeps a key once and names files that are not there', async () => {
    const { pictures: again, errors } = await catalog.importPictures(system, {
      storeId: null,
      pictures: [
        { key: 'moon', file },
        { key: 'gone', file: `${file}.gone` },
      ],
    })
    expect(again).toEqual(pictures)
    expect(errors).toEqual([{ key: 'gone', code: 'catalog.file-missing' }])
  })
})
