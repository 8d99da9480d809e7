import type { Locale } from '@tradewind/kernel'
import { merchantsService } from '@tradewind/merchants/service'
import { testHost } from '@tradewind/platform/testing'
import { describe, expect, it } from 'vitest'
import { cup, pixelFile, TAXONOMY } from '../samples.testing.ts'
import { catalogService } from '../service.ts'

const host = await testHost({ services: [merchantsService, catalogService] })
const { catalog, merchants } = host.calls
const system = host.ctx({ actor: host.system() })
const operator = host.ctx({ actor: host.operator() })
const reader = (locale: Locale) => host.ctx({ actor: host.guest(), locale })

const terms = { businessModel: 'recruited', commissionBasisPoints: 0, settlementPeriod: 'monthly' } as const
const [store] = await merchants.importStores(system, {
  stores: [{ slug: 'kiln', name: { en: 'Kiln' }, description: {}, country: 'JP', currency: 'JPY', ...terms }],
})
const storeId = store?.id ?? ''
const kiln = host.ctx({ actor: host.merchant(storeId) })
await catalog.importTaxonomy(system, TAXONOMY)
const { pictures } = await catalog.importPictures(system, {
  storeId: null,
  pictures: [{ key: 'moon', file: await pixelFile() }],
})
const pictureIds = pictures.map(({ id }) => id)
let made = 0
async function published(change: Parameters<typeof cup>[1] = {}) {
  made += 1
  const variants = [{ sku: `CUP-${made}`, options: {}, weightGrams: 100 }]
  const draft = await catalog.createProduct(kiln, cup(pictureIds, { variants, optionKeys: [], ...change }))
  await catalog.publishProduct(kiln, { productId: draft.id })
  return catalog.reviewProduct(operator, { productId: draft.id, decision: 'publish' })
}

const listed = async (id: string, locale: Locale, kind = 'product') => {
  const { items } = await catalog.listTexts(system, { kind, locale, ids: [id] })
  const [item] = items
  if (!item) throw new Error('no such text')
  return item
}
const save = async (
  id: string,
  locale: Locale,
  fields: Record<string, string>,
  {
    byMachine = false,
    kind = 'product',
    sourceHash,
  }: { byMachine?: boolean; kind?: string; sourceHash?: string } = {},
) => {
  const hash = sourceHash ?? (await listed(id, locale, kind)).sourceHash
  const texts = [{ kind, id, sourceHash: hash, fields }]
  const [answer] = await catalog.saveTexts(system, { locale, byMachine, texts })
  return answer?.outcome
}

describe('a translation of a product', () => {
  it('is missing until somebody writes it, a machine’s until a person confirms it, stale when the source changes', async () => {
    const { id } = await published({ name: { en: 'Rain cup' }, description: { en: 'Thin as rain.' } })
    expect(await listed(id, 'th')).toMatchObject({
      status: 'missing',
      sourceLocale: 'en',
      storeId,
      fields: [
        { field: 'name', source: 'Rain cup', target: '' },
        { field: 'description', source: 'Thin as rain.', target: '' },
        { field: 'slug', role: 'address', source: 'rain-cup', target: '' },
      ],
    })
    const draft = { name: 'ถ้วยฝน', description: 'บางราวสายฝน' }
    expect(await save(id, 'th', draft, { byMachine: true })).toBe('saved')
    expect(await listed(id, 'th')).toMatchObject({ status: 'machine' })
    expect(await save(id, 'th', draft, { byMachine: true })).toBe('unchanged')
    expect(await save(id, 'th', draft)).toBe('saved')
    expect(await listed(id, 'th')).toMatchObject({ status: 'human' })

    const read = await catalog.getProduct(reader('th'), { idOrSlug: 'ถ้วยฝน' })
    expect(read).toMatchObject({ id, name: 'ถ้วยฝน', slug: 'ถ้วยฝน', locale: 'th' })

    const own = await catalog.getOwnProduct(kiln, { productId: id })
    const change = cup(pictureIds, {
      variants: own.variants.map(({ sku }) => ({ sku, options: {}, weightGrams: 100 })),
      optionKeys: [],
      name: { ...own.name, en: 'Drizzle cup' },
      description: own.description,
    })
    await catalog.updateProduct({ ...kiln, ifMatch: own.version }, { productId: id, ...change })
    expect(await listed(id, 'th')).toMatchObject({ status: 'stale' })
    expect(await save(id, 'th', { ...draft, name: 'ถ้วยฝนปรอย' })).toBe('saved')
    expect(await listed(id, 'th')).toMatchObject({ status: 'human' })
  })

  it('by a person is never replaced by a machine, not even when it is stale or came while the machine was at work', async () => {
    const { id } = await published({ name: { en: 'Frost cup' }, description: {} })
    const asked = await listed(id, 'de')
    await save(id, 'de', { name: 'Reifbecher' })
    const late = { byMachine: true, sourceHash: asked.sourceHash }
    expect(await save(id, 'de', { name: 'Frostbecher' }, late)).toBe('human-kept')
    expect(await listed(id, 'de')).toMatchObject({
      status: 'human',
      fields: [{ target: 'Reifbecher' }, {}, {}],
    })
    const forMachine = await catalog.listTexts(system, { kind: 'product', locale: 'de', forMachine: true })
    expect(forMachine.items.map((item) => item.id)).not.toContain(id)
  })

  it('stands field by field: a source that changes, a person and a machine each touch their own', async () => {
    const { id } = await published({ name: { en: 'Snow cup' }, description: { en: 'Cold.' } })
    const fieldsIn = async () =>
      Object.fromEntries((await listed(id, 'de')).fields.map(({ field, status }) => [field, status]))
    const forMachine = async () => {
      const { items } = await catalog.listTexts(system, {
        kind: 'product',
        locale: 'de',
        ids: [id],
        forMachine: true,
      })
      return items.flatMap(({ fields }) => fields.filter((one) => one.forMachine).map(({ field }) => field))
    }
    const rewrite = async (change: { name?: string; description?: string }) => {
      const own = await catalog.getOwnProduct(kiln, { productId: id })
      const texts = {
        name: { ...own.name, ...(change.name && { en: change.name }) },
        description: { ...own.description, ...(change.description && { en: change.description }) },
      }
      const variants = own.variants.map(({ sku }) => ({ sku, options: {}, weightGrams: 100 }))
      const whole = cup(pictureIds, { variants, optionKeys: [], ...texts })
      await catalog.updateProduct({ ...kiln, ifMatch: own.version }, { productId: id, ...whole })
    }
    expect(await fieldsIn()).toEqual({ name: 'missing', description: 'missing', slug: null })
    await save(id, 'de', { name: 'Schneebecher', description: 'Kalt.' }, { byMachine: true })
    expect(await save(id, 'de', { name: 'Schneebecher' })).toBe('saved')
    expect(await fieldsIn()).toEqual({ name: 'human', description: 'machine', slug: null })
    expect(await listed(id, 'de')).toMatchObject({ status: 'machine' })
    expect(await forMachine()).toEqual([])

    await rewrite({ description: 'Very cold.' })
    expect(await fieldsIn()).toEqual({ name: 'human', description: 'stale', slug: null })
    expect(await forMachine()).toEqual(['description'])
    expect(await save(id, 'de', { name: 'x', description: 'Sehr kalt.' }, { byMachine: true })).toBe('saved')
    expect(await listed(id, 'de')).toMatchObject({
      status: 'machine',
      fields: [{ target: 'Schneebecher', status: 'human' }, { target: 'Sehr kalt.', status: 'machine' }, {}],
    })

    await rewrite({ name: 'Blizzard cup' })
    expect(await fieldsIn()).toEqual({ name: 'stale', description: 'machine', slug: null })
    expect(await forMachine()).toEqual([])
    // What is behind is shown until somebody looks at it; an address is nobody's wording.
    expect(await save(id, 'de', { slug: 'schnee' })).toBe('saved')
    expect(await fieldsIn()).toEqual({ name: 'stale', description: 'machine', slug: null })
    expect(await catalog.getProduct(reader('de'), { idOrSlug: 'schnee' })).toMatchObject({
      name: 'Schneebecher',
    })
  })

  it('is refused when its source has changed meanwhile, when it is too long, or without a name', async () => {
    const { id } = await published({ name: { en: 'Dew cup' }, description: { en: 'Cool.' } })
    expect(await save(id, 'fr', { name: 'Tasse' }, { sourceHash: '0000000000000000' })).toBe('source-changed')
    expect(await save(id, 'fr', { name: 'x'.repeat(161) })).toBe('too-long')
    expect(await save(id, 'fr', { description: 'Fraîche.' })).toBe('incomplete')
    expect(await save(id, 'en', { name: 'Cup' }, { sourceHash: '0' })).toBe('not-found')
    expect(await save(id, 'fr', { name: 'Tasse rosée' })).toBe('saved')
    expect(await listed(id, 'fr')).toMatchObject({ status: 'missing' })
  })

  it('is counted by language and state, for the house and for one store', async () => {
    const counts = await catalog.countTexts(system, { storeId })
    const of = (locale: Locale) =>
      counts
        .filter((one) => one.kind === 'product' && one.locale === locale)
        .reduce((sum, { count }) => sum + count, 0)
    expect(of('th')).toBe(made)
    expect(of('ru')).toBe(made)
    expect(counts.some(({ kind }) => kind === 'category')).toBe(false)
    const all = await catalog.countTexts(system, {})
    expect(all).toContainEqual({ kind: 'category', locale: 'ja', status: 'missing', count: 1 })
    expect(all).toContainEqual({ kind: 'category', locale: 'ja', status: 'human', count: 1 })
  })
})

describe('an address', () => {
  it.each<[Locale, string, string]>([
    ['th', 'ถ้วยพระจันทร์', 'ถ้วยพระจันทร์'],
    ['ar', 'كوب القمر', 'كوب-القمر'],
    ['my', 'လမင်းခွက်', 'လမင်းခွက်'],
    ['zh-TW', '月光杯', '月光杯'],
    ['ko', '달빛 잔', '달빛-잔'],
  ])('in %s is readable', async (locale, name, slug) => {
    const { id } = await published({ name: { en: `Moonlight ${locale}` }, description: {} })
    await save(id, locale, { name })
    expect(await catalog.getProduct(reader(locale), { idOrSlug: slug })).toMatchObject({ id, slug })
  })

  it('that a person changes goes on to lead to its thing, and is given to no other', async () => {
    const { id } = await published({ name: { en: 'Harvest cup' }, description: {} })
    await save(id, 'ja', { name: '収穫の湯のみ' })
    expect(await save(id, 'ja', { slug: '実りの 湯のみ！' })).toBe('saved')
    for (const idOrSlug of ['収穫の湯のみ', '実りの-湯のみ'])
      expect(await catalog.getProduct(reader('ja'), { idOrSlug })).toMatchObject({
        id,
        slug: '実りの-湯のみ',
      })

    const { id: second } = await published({
      name: { en: 'Second cup', ja: '収穫の湯のみ' },
      description: {},
    })
    const taken = await catalog.getProduct(reader('ja'), { idOrSlug: second })
    expect(taken.slug).toBe(`収穫の湯のみ-${second.slice(-6)}`)
    expect(await save(second, 'ja', { slug: '実りの-湯のみ' })).toBe('address-taken')
    expect(await save(second, 'ja', { slug: '収穫の湯のみ' })).toBe('address-taken')
    expect(await save(id, 'ja', { slug: '収穫の湯のみ' })).toBe('saved')
    expect((await catalog.getProduct(reader('ja'), { idOrSlug: '実りの-湯のみ' })).slug).toBe('収穫の湯のみ')
  })

  it('of a category is told with those it had', async () => {
    const { items } = await catalog.listCategories(reader('de'), {})
    const cups = items.find(({ key }) => key === 'cups')
    const kind = 'category'
    expect(await listed(cups?.id ?? '', 'de', kind)).toMatchObject({ context: 'Home', status: 'human' })
    expect(
      await save(cups?.id ?? '', 'de', { name: 'Becher & Tassen', slug: 'becher-und-tassen' }, { kind }),
    ).toBe('saved')
    const now = (await catalog.listCategories(reader('de'), {})).items.find(({ key }) => key === 'cups')
    expect(now).toMatchObject({ name: 'Becher & Tassen', slug: 'becher-und-tassen', formerly: ['becher'] })
  })
})

describe('names of attributes, options and values', () => {
  it.each(['attribute', 'option', 'value'])('an %s is translated like anything else', async (kind) => {
    const { items } = await catalog.listTexts(system, { kind, locale: 'it', status: 'missing' })
    const [first] = items
    expect(await save(first?.id ?? '', 'it', { name: 'Parola' }, { kind, byMachine: true })).toBe('saved')
    expect(await listed(first?.id ?? '', 'it', kind)).toMatchObject({ status: 'machine' })
    if (kind === 'value') expect(first?.context).toBe('Glaze')
  })
})

describe('a language with a rule', () => {
  it('shows goods only once they are translated, by whom the rule demands', async () => {
    const { id } = await published({ name: { en: 'Gate cup' }, description: {} })
    const shown = () => catalog.getProduct(reader('vi'), { idOrSlug: id })
    expect((await shown()).locale).toBe('en')

    await catalog.saveLanguageRule(operator, { locale: 'vi', rule: 'machine' })
    await expect(shown()).rejects.toMatchObject({ status: 404 })
    expect((await catalog.getProduct(reader('en'), { idOrSlug: id })).alternates).not.toHaveProperty('vi')
    expect((await catalog.getIndexed(system, { productIds: [id] }))[0]?.hiddenIn).toEqual(['vi'])
    await save(id, 'vi', { name: 'Chén cổng' }, { byMachine: true })
    expect((await shown()).name).toBe('Chén cổng')

    await catalog.saveLanguageRule(operator, { locale: 'vi', rule: 'human' })
    await expect(shown()).rejects.toMatchObject({ status: 404 })
    await save(id, 'vi', { name: 'Chén cổng' })
    expect((await shown()).alternates).toHaveProperty('vi')

    await catalog.saveLanguageRule(operator, { locale: 'vi', rule: 'fallback' })
    const { items } = await catalog.listLanguageRules(operator, {})
    expect(items.every(({ rule }) => rule === 'fallback')).toBe(true)
  })

  it('of a person shows field by field what people wrote, and says what lacks', async () => {
    const { id } = await published({ name: { en: 'Rule cup' }, description: { en: 'Thin.' } })
    await save(id, 'ko', { name: '규칙 잔', description: '얇다.' }, { byMachine: true })
    await catalog.saveLanguageRule(operator, { locale: 'ko', rule: 'human' })
    const read = () => catalog.getProduct(reader('ko'), { idOrSlug: id })
    const gates = async () => (await catalog.getForReview(operator, { productId: id })).gates
    const indexed = async () => (await catalog.getIndexed(system, { productIds: [id] }))[0]
    await expect(read()).rejects.toMatchObject({ status: 404 })
    expect(await gates()).toEqual([{ locale: 'ko', rule: 'human', fields: ['name', 'description'] }])
    expect(await indexed()).toMatchObject({ hiddenIn: ['ko'], name: { en: 'Rule cup' } })
    expect((await indexed())?.name).not.toHaveProperty('ko')

    await save(id, 'ko', { name: '규칙 잔' })
    expect(await read()).toMatchObject({
      name: '규칙 잔',
      locale: 'ko',
      description: 'Thin.',
      descriptionLocale: 'en',
      alternates: { ko: expect.any(String) as unknown },
    })
    expect(await gates()).toEqual([{ locale: 'ko', rule: 'human', fields: ['description'] }])
    expect(await indexed()).toMatchObject({ hiddenIn: [], name: { ko: '규칙 잔' } })
    expect((await indexed())?.description).toEqual({ en: 'Thin.' })

    await save(id, 'ko', { description: '얇다.' })
    expect(await read()).toMatchObject({ description: '얇다.', descriptionLocale: 'ko' })
    expect(await gates()).toEqual([])
    await catalog.saveLanguageRule(operator, { locale: 'ko', rule: 'fallback' })
  })

  it('of a person names categories as people did, and a reader beside it never gets a neighbour’s', async () => {
    const { items } = await catalog.listTexts(system, { kind: 'category', locale: 'zh-TW' })
    const [category] = items
    if (!category) throw new Error('no category')
    const source = category.fields[0]?.source
    const write = (locale: 'zh-CN' | 'zh-TW', name: string, byMachine: boolean) =>
      catalog.saveTexts(system, {
        locale,
        byMachine,
        texts: [{ kind: 'category', id: category.id, sourceHash: category.sourceHash, fields: { name } }],
      })
    const named = async () =>
      (await catalog.listCategories(reader('zh-TW'), {})).items.find(({ id }) => id === category.id)?.name
    await write('zh-CN', '简体', false)
    await write('zh-TW', '繁體', true)
    expect(await named()).toBe('繁體')
    await catalog.saveLanguageRule(operator, { locale: 'zh-TW', rule: 'human' })
    expect(await named()).toBe(source)
    await write('zh-TW', '繁體', false)
    expect(await named()).toBe('繁體')
    await catalog.saveLanguageRule(operator, { locale: 'zh-TW', rule: 'fallback' })
  })

  it('and a reader of traditional Chinese never gets the simplified, but English', async () => {
    const { id } = await published({ name: { en: 'Island cup', 'zh-CN': '岛屿杯' }, description: {} })
    expect(await catalog.getProduct(reader('zh-TW'), { idOrSlug: id })).toMatchObject({
      name: 'Island cup',
      locale: 'en',
    })
  })
})
