import { newId } from '@tradewind/kernel'
import { translate } from '@tradewind/locales/node'
import { merchantsService } from '@tradewind/merchants/service'
import { countQueries, testHost } from '@tradewind/platform/testing'
import { productRated } from '@tradewind/reviews/events'
import { describe, expect, it } from 'vitest'
import { catalogService } from './service.ts'
import { cup, pixelFile, TAXONOMY } from './samples.testing.ts'

const host = await testHost({ services: [merchantsService, catalogService] })
const { catalog, merchants } = host.calls
const system = host.ctx({ actor: host.system() })
const operator = host.ctx({ actor: host.operator() })
const inGerman = host.ctx({ actor: host.guest(), locale: 'de' })

const storeNamed = (slug: string) => ({
  slug,
  name: { en: slug },
  description: { en: slug },
  country: 'JP' as const,
  currency: 'JPY',
  businessModel: 'recruited' as const,
  commissionBasisPoints: 1200,
  settlementPeriod: 'monthly' as const,
})
const stores = await merchants.importStores(system, { stores: [storeNamed('kiln'), storeNamed('other')] })
const [kilnId = '', otherId = ''] = stores.map((store) => store.id)
const kiln = host.ctx({ actor: host.merchant(kilnId) })
const other = host.ctx({ actor: host.merchant(otherId) })

await catalog.importTaxonomy(system, TAXONOMY)
const { pictures } = await catalog.importPictures(system, {
  storeId: null,
  pictures: [{ key: 'moon', file: await pixelFile(), alt: 'A cup' }],
})
const pictureIds = pictures.map(({ id }) => id)

/** A cup on sale: written by the store, approved by the operator. */
async function publishedCup(change: Parameters<typeof cup>[1] = {}) {
  const draft = await catalog.createProduct(kiln, cup(pictureIds, change))
  await catalog.publishProduct(kiln, { productId: draft.id })
  return catalog.reviewProduct(operator, { productId: draft.id, decision: 'publish' })
}
const only = (sku: string) => ({ variants: [{ sku, options: {}, weightGrams: 100 }], optionKeys: [] })

describe('a product', () => {
  it('is written by its store, reviewed by the operator, and then read by everybody in their language', async () => {
    const draft = await catalog.createProduct(kiln, cup(pictureIds))
    expect(draft).toMatchObject({
      status: 'draft',
      slug: 'moon-cup',
      version: 1,
      categoryKey: 'cups',
      storeId: kilnId,
    })
    await expect(catalog.getProduct(inGerman, { idOrSlug: draft.id })).rejects.toMatchObject({ status: 404 })

    expect(await catalog.publishProduct(kiln, { productId: draft.id })).toMatchObject({ status: 'in-review' })
    const waiting = await catalog.listForReview(operator, { status: 'in-review' })
    expect(waiting.items.map(({ id, variantCount }) => [id, variantCount])).toEqual([[draft.id, 2]])
    const rejected = await catalog.reviewProduct(operator, {
      productId: draft.id,
      decision: 'reject',
      note: 'Say more.',
    })
    expect(rejected).toMatchObject({ status: 'draft', reviewNote: 'Say more.' })
    await catalog.publishProduct(kiln, { productId: draft.id })
    expect(await catalog.reviewProduct(operator, { productId: draft.id, decision: 'publish' })).toMatchObject(
      {
        status: 'published',
        reviewNote: null,
      },
    )

    const read = await countQueries(() => catalog.getProduct(inGerman, { idOrSlug: 'mondbecher' }))
    expect(read.value).toMatchObject({
      id: draft.id,
      slug: 'mondbecher',
      name: 'Mondbecher',
      locale: 'de',
      brand: { key: 'kilnhouse', name: 'Kilnhouse' },
      options: [
        {
          name: 'Farbe',
          values: [
            { key: 'jade', name: 'Jade', swatch: '#3f7d68' },
            { key: 'plum', name: 'Pflaume', swatch: '#6e3b4f' },
          ],
        },
      ],
      rating: { average: null, count: 0 },
      alternates: { en: 'moon-cup', de: 'mondbecher', ja: '月の湯のみ' },
    })
    expect(read.value.category.map(({ name }) => name)).toEqual(['Zuhause', 'Becher'])
    expect(read.value.attributes.map(({ name, value, unit }) => [name, value, unit])).toEqual([
      ['Glasur', 'Seladon', null],
      ['Inhalt', '1.250,5', 'ml'],
      ['Spülmaschinenfest', translate('de', 'common.yes'), null],
    ])
    expect(read.value.pictures[0]?.alt).toBe('A cup')
    const reviewer = host.ctx({ actor: host.operator(), locale: 'de' })
    expect((await catalog.getForReview(reviewer, { productId: draft.id })).named).toEqual({
      brand: 'Kilnhouse',
      attributes: read.value.attributes,
      options: read.value.options,
    })
    const again = await countQueries(() => catalog.getProduct(inGerman, { idOrSlug: draft.id }))
    expect(again.statements).toBe(1)
  })

  it('falls back field by field where a language lacks a text', async () => {
    const inJapanese = host.ctx({ locale: 'ja' })
    const inThai = host.ctx({ locale: 'th' })
    expect(await catalog.getProduct(inJapanese, { idOrSlug: '月の湯のみ' })).toMatchObject({
      name: '月の湯のみ',
      locale: 'ja',
      description: 'Thrown by hand.',
    })
    expect(await catalog.getProduct(inThai, { idOrSlug: 'moon-cup' })).toMatchObject({
      name: 'Moon cup',
      locale: 'en',
    })
  })

  it('tells everything that is wrong with it at once', async () => {
    const wrong = cup(['fil_00000000000000000000000000'], {
      categoryKey: 'boats',
      attributes: { glaze: 'gold' },
    })
    await expect(catalog.createProduct(kiln, wrong)).rejects.toMatchObject({
      status: 422,
      code: 'catalog.unknown-category',
      fields: [
        { path: 'categoryKey', code: 'catalog.unknown-category' },
        { path: 'attributes.glaze', code: 'catalog.unknown-attribute' },
        { path: 'pictureIds.0', code: 'catalog.file-missing' },
      ],
    })
    await expect(catalog.createProduct(kiln, cup(pictureIds))).rejects.toMatchObject({
      code: 'catalog.sku-taken',
    })
  })

  it('keeps slug and variant ids when it is edited, and refuses an older version', async () => {
    const before = await catalog.createProduct(kiln, cup(pictureIds, only('EDIT-1')))
    const input = {
      ...cup(pictureIds, only('EDIT-1')),
      productId: before.id,
      name: { en: 'Sun cup', fr: 'Tasse' },
    }
    const after = await catalog.updateProduct({ ...kiln, ifMatch: 1 }, input)
    expect(after).toMatchObject({ version: 2, name: { en: 'Sun cup', fr: 'Tasse' }, slug: before.slug })
    expect(after.variants.map(({ id, offerId }) => [id, offerId])).toEqual(
      before.variants.map(({ id, offerId }) => [id, offerId]),
    )
    await expect(catalog.updateProduct({ ...kiln, ifMatch: 1 }, input)).rejects.toMatchObject({
      status: 412,
      state: { version: 2 },
    })
  })

  it('of the same name gets an address of its own', async () => {
    const first = await catalog.createProduct(
      kiln,
      cup(pictureIds, { ...only('SAME-1'), name: { en: 'Twin' } }),
    )
    const second = await catalog.createProduct(
      kiln,
      cup(pictureIds, { ...only('SAME-2'), name: { en: 'Twin' } }),
    )
    expect([first.slug, second.slug]).toEqual(['twin', `twin-${second.id.slice(-6)}`])
  })

  it('written many times at once under one name loses nothing', async () => {
    const written = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        catalog.createProduct(kiln, cup(pictureIds, { ...only(`RACE-${index}`), name: { en: 'Racer' } })),
      ),
    )
    expect(new Set(written.map(({ slug }) => slug)).size).toBe(8)
  })

  it('needs a picture to be handed in, and can be deleted while it never was on sale', async () => {
    const bare = await catalog.createProduct(kiln, cup([], only('BARE')))
    await expect(catalog.publishProduct(kiln, { productId: bare.id })).rejects.toMatchObject({
      code: 'catalog.picture-missing',
    })
    expect(await catalog.deleteProduct(kiln, { productId: bare.id })).toEqual({ done: true })
    await expect(catalog.getOwnProduct(kiln, { productId: bare.id })).rejects.toMatchObject({ status: 404 })
    const sold = await publishedCup(only('SOLD'))
    await expect(catalog.deleteProduct(kiln, { productId: sold.id })).rejects.toMatchObject({
      code: 'catalog.not-now',
    })
    expect(await catalog.unpublishProduct(kiln, { productId: sold.id })).toMatchObject({
      status: 'unpublished',
    })
    expect(await catalog.publishProduct(kiln, { productId: sold.id })).toMatchObject({ status: 'published' })
  })

  it('of another store does not exist', async () => {
    const mine = await publishedCup(only('MINE'))
    const productId = mine.id
    const attempts = [
      () => catalog.getOwnProduct(other, { productId }),
      () => catalog.updateProduct({ ...other, ifMatch: 1 }, { productId, ...cup(pictureIds, only('MINE')) }),
      () => catalog.publishProduct(other, { productId }),
      () => catalog.unpublishProduct(other, { productId }),
      () => catalog.deleteProduct(other, { productId }),
    ]
    for (const attempt of attempts) {
      const missing = await catalog
        .getOwnProduct(other, { productId: newId('prd') })
        .catch((error: unknown) => error)
      await expect(attempt()).rejects.toMatchObject({ status: 404, code: (missing as { code: string }).code })
    }
    expect((await catalog.listOwnProducts(other, {})).items).toEqual([])
  })

  it('is found by its store by name, article number and GTIN, page by page', async () => {
    const find = async (q: string) =>
      (await catalog.listOwnProducts(kiln, { q })).items.map(({ name }) => name)
    expect(await find('moon c')).toContain('Moon cup')
    expect(await find('MOON-PL')).toEqual(['Moon cup'])
    expect(await find('04012345000016')).toEqual(['Moon cup'])
    expect(await find('100%')).toEqual([])
    const all = await catalog.listOwnProducts(kiln, { limit: 100 })
    const seen: string[] = []
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await catalog.listOwnProducts(kiln, { limit: 3, ...(cursor ? { cursor } : {}) })
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor
    }
    expect(seen).toEqual(all.items.map(({ id }) => id))
  })
})

describe('offers of several stores', () => {
  it('stand on one variant, found by its GTIN', async () => {
    const offer = await catalog.createOffer(other, { gtin: '04012345000016', sku: 'O-1' })
    const [indexed] = await catalog.getIndexed(system, { productIds: [offer.productId] })
    const onVariant = indexed?.offers.filter(({ variantId }) => variantId === offer.variantId)
    expect(onVariant?.map(({ storeId, sku }) => [storeId, sku])).toEqual([
      [kilnId, 'MOON-JADE'],
      [otherId, 'O-1'],
    ])
    await expect(catalog.createOffer(other, { gtin: '04012345000016', sku: 'O-2' })).rejects.toMatchObject({
      code: 'catalog.offer-exists',
    })
    await expect(catalog.createOffer(other, { gtin: '99999999', sku: 'O-3' })).rejects.toMatchObject({
      code: 'catalog.unknown-gtin',
    })
    const snapshots = await countQueries(() =>
      catalog.getOffers(system, { offerIds: [offer.offerId, newId('off')] }),
    )
    expect(snapshots.statements).toBe(1)
    expect(snapshots.value).toMatchObject([
      {
        offerId: offer.offerId,
        storeId: otherId,
        sku: 'O-1',
        name: { de: 'Mondbecher' },
        options: [{ key: 'colour', name: { de: 'Farbe' }, value: { de: 'Jade' } }],
        weightGrams: 320,
        onSale: true,
      },
    ])
  })

  it('are listed for each store by article number, whoever describes the product', async () => {
    const reader = host.ctx({ actor: host.merchant(otherId), locale: 'de' })
    const all = await catalog.listOwnOffers(reader, {})
    expect(all.items).toMatchObject([
      {
        sku: 'O-1',
        described: false,
        status: 'published',
        taxCategory: 'standard',
        name: 'Mondbecher',
        options: ['Jade'],
      },
    ])
    const byOthers = { offerIds: all.items.map(({ offerId }) => offerId) }
    expect((await catalog.listOwnOffers(kiln, byOthers)).items).toEqual([])
    const first = await catalog.listOwnOffers(kiln, { q: 'moon-', limit: 1 })
    expect(first.items).toMatchObject([{ sku: 'MOON-JADE', described: true, options: ['Jade'] }])
    const rest = await catalog.listOwnOffers(kiln, { q: 'moon-', limit: 1, cursor: first.nextCursor ?? '' })
    expect(rest.items).toMatchObject([{ sku: 'MOON-PLUM', options: ['Plum'] }])
  })

  it('keep the first store from taking away a variant that another sells', async () => {
    const [own] = (await catalog.listOwnProducts(kiln, { q: 'MOON-PLUM' })).items
    const productId = own?.id ?? ''
    const { variants, version } = await catalog.getOwnProduct(kiln, { productId })
    const input = cup(pictureIds)
    const plum = input.variants.filter(({ sku }) => sku === 'MOON-PLUM')
    await expect(
      catalog.updateProduct({ ...kiln, ifMatch: version }, { ...input, productId, variants: plum }),
    ).rejects.toMatchObject({ code: 'catalog.variant-sold-by-others' })
    expect((await catalog.getOwnProduct(kiln, { productId })).variants).toEqual(variants)
  })

  it('of a suspended store are off sale, and its own goods with them', async () => {
    const alone = await publishedCup(only('ALONE'))
    const [shared] = (await catalog.listOwnProducts(kiln, { q: 'MOON-PLUM' })).items
    const sharedId = shared?.id ?? ''
    await merchants.suspend(operator, { storeId: kilnId, suspended: true, reason: 'papers' })
    await host.quiet()
    await expect(catalog.getProduct(inGerman, { idOrSlug: alone.id })).rejects.toMatchObject({ status: 404 })
    expect(await catalog.getProduct(inGerman, { idOrSlug: sharedId })).toMatchObject({ id: sharedId })
    const [indexed] = await catalog.getIndexed(system, { productIds: [sharedId] })
    expect(indexed?.offers.map(({ storeId, onSale }) => [storeId === kilnId, onSale])).toEqual([
      [true, false],
      [false, true],
      [true, false],
    ])
    await merchants.suspend(operator, { storeId: kilnId, suspended: false, reason: 'papers are here' })
    await host.quiet()
    expect(await catalog.getProduct(inGerman, { idOrSlug: alone.id })).toMatchObject({ id: alone.id })
  })
})

describe('the taxonomy', () => {
  it('comes in one language for buyers and whole for editors; the same again changes nothing', async () => {
    expect(await catalog.importTaxonomy(system, TAXONOMY)).toEqual({
      categories: 0,
      attributes: 0,
      options: 0,
      brands: 0,
    })
    const { items } = await catalog.listCategories(inGerman, {})
    expect(items.map(({ name, slug }) => [name, slug])).toEqual([
      ['Becher', 'becher'],
      ['Zuhause', 'zuhause'],
    ])
    expect(items[0]?.filterable.map(({ name, values }) => [name, values.length])).toEqual([
      ['Glasur', 2],
      ['Spülmaschinenfest', 0],
    ])
    const whole = await catalog.getTaxonomy(kiln, {})
    expect(whole.options).toEqual(TAXONOMY.options)
  })

  it('is changed by operators; a category keeps its address and stands nowhere below itself', async () => {
    const home = {
      key: 'home',
      parent: null,
      name: { en: 'House', de: 'Haus' },
      attributes: [],
      filterable: [],
    }
    expect(await catalog.saveCategory(operator, home)).toMatchObject({ version: 1 })
    const { items } = await catalog.listCategories(inGerman, {})
    expect(items.find(({ key }) => key === 'home')).toMatchObject({ name: 'Haus', slug: 'zuhause' })
    await expect(catalog.saveCategory(operator, { ...home, parent: 'cups' })).rejects.toMatchObject({
      code: 'catalog.category-below-itself',
    })
    await expect(catalog.saveCategory(operator, { ...home, parent: 'boats' })).rejects.toMatchObject({
      code: 'catalog.unknown-category',
    })
    await expect(catalog.saveCategory(operator, { ...home, filterable: ['depth'] })).rejects.toMatchObject({
      code: 'catalog.unknown-attribute',
    })
    await catalog.saveBrand(operator, { key: 'kilnhouse', name: 'Kiln House' })
    expect((await catalog.getTaxonomy(kiln, {})).brands).toMatchObject([{ name: 'Kiln House' }])
  })
})

describe('stars', () => {
  it('are shown as reviews told them last', async () => {
    const { id: productId } = await publishedCup(only('REVIEWED'))
    for (const starCounts of [
      [1, 0, 0, 0, 0],
      [0, 0, 0, 2, 1],
    ])
      await host.db.pool.query('insert into reviews.outbox (type, key, payload) values ($1, $2, $3)', [
        productRated.name,
        productId,
        { productId, starCounts },
      ])
    await host.quiet()
    expect(await catalog.getProduct(inGerman, { idOrSlug: productId })).toMatchObject({
      rating: { average: 4.3, count: 3 },
    })
  })
})
