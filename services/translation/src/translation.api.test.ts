import { startSandboxTranslator } from '../../../apps/sandbox-translator/src/sandbox.ts'
import type { Locale } from '@tradewind/kernel'
import { catalogService } from '@tradewind/catalog/service'
import { contentService } from '@tradewind/content/service'
import { fulfilmentService } from '@tradewind/fulfilment/service'
import { merchantsService } from '@tradewind/merchants/service'
import { eventually, testHost } from '@tradewind/platform/testing'
import { pricingService } from '@tradewind/pricing/service'
import { afterAll, describe, expect, it } from 'vitest'
import { translationService } from './service.ts'

const KEY = 'sandbox-translator-key'
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
const { translation, catalog, merchants, fulfilment, content } = host.calls
const system = host.ctx({ actor: host.system() })
const operator = host.ctx({ actor: host.operator() })
const misbehave = (how: object) =>
  fetch(`${sandbox.url}/control`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(how),
  })

const terms = { businessModel: 'recruited', commissionBasisPoints: 0, settlementPeriod: 'monthly' } as const
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
const kiln = host.ctx({ actor: host.merchant(kilnId) })
await catalog.importTaxonomy(system, {
  categories: [{ key: 'cups', parent: null, name: { en: 'Cups' }, attributes: [], filterable: [] }],
  attributes: [],
  options: [{ key: 'colour', name: { en: 'Colour' }, values: [{ key: 'ash', name: { en: 'Ash' } }] }],
  brands: [],
})
let made = 0
/** Products of a store in English; answers their ids. */
async function products(storeId: string, texts: readonly { name: string; description?: string }[]) {
  const { products: written, errors } = await catalog.importProducts(system, {
    source: 'test',
    products: texts.map(({ name, description }) => ({
      key: `p${(made += 1)}`,
      storeId,
      publish: true,
      categoryKey: 'cups',
      name: { en: name },
      description: { en: description ?? '' },
      attributes: {},
      optionKeys: [],
      taxCategory: 'standard' as const,
      variants: [{ sku: `SKU-${made}`, options: {}, weightGrams: 1 }],
      pictureIds: [],
    })),
  })
  expect(errors).toEqual([])
  return written.map(({ productId }) => productId)
}
const read = async (kind: 'product' | 'store' | 'method' | 'page' | 'value', id: string, locale: Locale) => {
  for (let cursor: string | undefined; ;) {
    const page = await translation.listTexts(operator, { kind, locale, limit: 100, cursor })
    const found = page.items.find((item) => item.id === id)
    if (found) return found
    if (page.nextCursor === null) throw new Error('not listed')
    cursor = page.nextCursor
  }
}
const targetsOf = ({ fields }: { fields: readonly { field: string; target: string }[] }) =>
  Object.fromEntries(fields.map(({ field, target }) => [field, target]))

describe('the desk', () => {
  it('shows every kind of text beside a language, and keeps what is saved as a person’s', async () => {
    const [id = ''] = await products(kilnId, [{ name: 'Moon cup', description: 'Thin.' }])
    const { created } = await fulfilment.importMethods(system, {
      methods: [
        {
          key: 'post',
          storeId: kilnId,
          method: {
            name: { en: 'By post' },
            carrier: 'Post',
            active: true,
            zones: [
              {
                countries: ['*'],
                minDays: 1,
                maxDays: 2,
                rates: [{ upToGrams: 1000, price: { minor: 100, currency: 'JPY' } }],
              },
            ],
          },
        },
      ],
    })
    expect(created).toBe(1)
    await content.importPages(system, {
      pages: [
        {
          slug: 'home',
          blocks: [
            { kind: 'stores', title: { en: 'Stores' } },
            { kind: 'text', title: { en: 'About', de: 'Über uns' }, body: { en: 'Made slowly.' } },
          ],
        },
      ],
    })
    const things = await Promise.all(
      (['product', 'category', 'option', 'value', 'store', 'method', 'page'] as const).map(async (kind) => {
        const { items } = await translation.listTexts(operator, { kind, locale: 'de' })
        return [kind, items[0]] as const
      }),
    )
    for (const [kind, thing] of things) {
      expect(thing, kind).toMatchObject({ status: 'missing', sourceLocale: 'en' })
      if (!thing) continue
      const { sourceHash } = thing
      const wanted = thing.fields
        .filter(({ role }) => role === 'text')
        .map(({ field }) => [field, `${field} auf Deutsch`])
      const input = {
        kind,
        id: thing.id,
        locale: 'de' as const,
        sourceHash,
        fields: Object.fromEntries(wanted),
      }
      expect(await translation.saveText(operator, input)).toMatchObject({ status: 'human' })
    }
    expect(targetsOf(await read('product', id, 'de'))).toMatchObject({
      name: 'name auf Deutsch',
      slug: 'name-auf-deutsch',
    })
    const german = host.ctx({ locale: 'de' })
    expect((await content.getPage(german, { slug: 'home' })).blocks[1]).toMatchObject({
      title: '1.title auf Deutsch',
      body: '1.body auf Deutsch',
    })
    expect((await merchants.getStore(german, { slug: 'kiln' })).name).toBe('name auf Deutsch')
  })

  it('hears of sources that changed in forms that know nothing of it', async () => {
    const own = await merchants.getOwnStore(kiln, {})
    await merchants.updateOwnStore(
      { ...kiln, ifMatch: own.version },
      { name: own.name, description: { ...own.description, en: 'By hand, in winter.' } },
    )
    expect((await read('store', kilnId, 'de')).status).toBe('stale')
    const page = await content.getPageForEdit(operator, { slug: 'home' })
    const blocks = page.blocks.map((block) => ({ ...block, title: { ...block.title, en: 'Changed' } }))
    await content.savePage({ ...operator, ifMatch: page.version }, { slug: 'home', blocks })
    expect((await read('page', 'home', 'de')).status).toBe('stale')
  })

  it('gives a merchant its own store’s texts and no others', async () => {
    const [foreign = ''] = await products(ofenId, [{ name: 'Sun cup' }])
    const { items } = await translation.listOwnTexts(kiln, { kind: 'product', locale: 'fr' })
    expect(items.length).toBeGreaterThan(0)
    expect(items.every(({ storeId }) => storeId === kilnId)).toBe(true)
    expect((await translation.listOwnTexts(kiln, { kind: 'category', locale: 'fr' })).items).toEqual([])
    const { sourceHash } = await read('product', foreign, 'fr')
    const input = {
      kind: 'product',
      id: foreign,
      locale: 'fr',
      sourceHash,
      fields: { name: 'Tasse' },
    } as const
    await expect(translation.saveOwnText(kiln, input)).rejects.toMatchObject({ status: 404 })
  })

  it('keeps the words of the glossary that stay in every language', async () => {
    const { id: termId } = await translation.saveTerm(operator, {
      term: 'Kiri & Rain',
      keep: true,
      translations: {},
      note: '',
    })
    const [id = ''] = await products(kilnId, [{ name: 'Kiri & Rain cup for {count}' }])
    const { sourceHash } = await read('product', id, 'fr')
    const save = (name: string) =>
      translation.saveText(operator, { kind: 'product', id, locale: 'fr', sourceHash, fields: { name } })
    await expect(save('Tasse pour {count}')).rejects.toMatchObject({
      code: 'translation.term-lost',
      fields: [{ path: 'fields.name', params: { term: 'Kiri & Rain' } }],
    })
    await expect(save('Tasse Kiri & Rain')).rejects.toMatchObject({ params: { term: '{count}' } })
    expect(await save('Tasse Kiri & Rain pour {count}')).toMatchObject({ status: 'human' })
    expect(await translation.deleteTerm(operator, { termId })).toEqual({ done: true })
    await expect(translation.deleteTerm(operator, { termId })).rejects.toMatchObject({ status: 404 })
  })
})

describe('files for translators', () => {
  const NASTY = '=HYPERLINK("x")\r\n\'=1, „a" <b>&amp; \u0007\t终'

  it.each(['csv', 'xliff-1.2', 'xliff-2.0'] as const)(
    'in %s come back as they went, and change only what was changed',
    async (format) => {
      const [id = ''] = await products(ofenId, [{ name: `-Nasty ${format}`, description: NASTY }])
      const { sourceHash } = await read('product', id, 'ko')
      await translation.saveText(operator, {
        kind: 'product',
        id,
        locale: 'ko',
        sourceHash,
        fields: { name: '@이름', description: NASTY },
      })
      const { files, nextCursor } = await translation.exportTexts(operator, {
        kind: 'product',
        locale: 'ko',
        format,
        status: 'human',
      })
      expect(nextCursor).toBeNull()
      const named = { kind: 'product', locale: 'ko', format } as const
      expect(
        (await translation.exportTexts(operator, { ...named, q: `-Nasty ${format}` })).files,
      ).toHaveLength(1)
      expect((await translation.exportTexts(operator, { ...named, q: 'of this name none' })).files).toEqual(
        [],
      )
      const [file] = files
      const content = file?.content ?? ''
      if (format === 'csv') expect(content).not.toMatch(/(^|,|\n)"?[=@\t]/)
      const again = await translation.importTexts(operator, { content })
      expect(again).toMatchObject({ saved: 0, faults: [] })
      expect(again.unchanged).toBeGreaterThan(0)
      expect(targetsOf(await read('product', id, 'ko'))).toMatchObject({ name: '@이름', description: NASTY })

      const changed = await translation.importTexts(operator, {
        content: content.replaceAll('@이름', '@새이름'),
      })
      expect(changed).toMatchObject({ saved: 1, faults: [] })
      expect(targetsOf(await read('product', id, 'ko'))).toMatchObject({
        name: '@새이름',
        description: NASTY,
      })
    },
  )

  it('name what cannot be used by line and reason, and save the rest', async () => {
    const [first = '', second = ''] = await products(ofenId, [{ name: 'Line one {n}' }, { name: 'Line two' }])
    const rows = [
      'kind,id,field,source language,target language,source,target,status',
      `product,${first},name,en,it,Line one {n},Riga uno,`,
      `product,${second},name,en,it,Line two,Riga due,`,
      `product,${second},name,en,it,Another source,Riga,`,
      `product,prd_nobody,name,en,it,x,y,`,
      `nothing,1,name,en,it,x,y,`,
    ]
    expect(await translation.importTexts(operator, { content: rows.join('\n') })).toEqual({
      saved: 1,
      unchanged: 1,
      faults: [
        { line: 2, code: 'translation.term-lost', params: { term: '{n}' } },
        { line: 4, code: 'translation.source-changed', params: {} },
        { line: 5, code: 'translation.unknown-text', params: {} },
        { line: 6, code: 'translation.unknown-text', params: {} },
      ],
    })
    expect(targetsOf(await read('product', second, 'it'))['name']).toBe('Riga due')
    // What was not changed is not judged by words that were laid down since.
    await translation.saveTerm(operator, { term: 'two', keep: true, translations: {}, note: '' })
    const content = [rows[0], rows[2]].join('\n')
    expect(await translation.importTexts(operator, { content })).toEqual({
      saved: 0,
      unchanged: 1,
      faults: [],
    })
  })

  it.each([
    [
      'an entity',
      '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><xliff>&e;</xliff>',
    ],
    ['an unknown entity', '<xliff version="2.0" trgLang="de">&boom;</xliff>'],
    ['a broken end', '<xliff version="2.0" trgLang="de"><file>'],
    ['no file of ours', 'a,b\n1,2'],
    ['a quote that never ends', 'kind,id\n"x'],
  ])('with %s are refused whole', async (_what, content) => {
    await expect(translation.importTexts(operator, { content })).rejects.toMatchObject({
      code: 'translation.unreadable',
    })
  })
})

describe('the machine', () => {
  const run = async (locale: Locale, repeats = false) => {
    await translation.startMachine(operator, { kind: 'product', locale, repeats })
    await eventually(async () => expect((await jobIn(locale)).state).toBe('done'), { withinSeconds: 30 })
  }
  const jobIn = async (locale: Locale) => {
    const { jobs } = await translation.getMachine(operator, {})
    const job = jobs.find((one) => one.locale === locale)
    if (!job) throw new Error('no such job')
    return job
  }

  it('writes what is missing, leaves kept words and line breaks as they are, and is marked as a machine’s', async () => {
    await translation.saveTerm(operator, {
      term: 'Nusantara Atelier',
      keep: true,
      translations: {},
      note: '',
    })
    const [id = ''] = await products(kilnId, [
      {
        name: 'Cup of Nusantara Atelier',
        description: 'Line <one> & more.\n\nSee https://a.example/x, {count} of MOON-12.',
      },
    ])
    await run('th')
    const text = await read('product', id, 'th')
    expect(text.status).toBe('machine')
    expect(targetsOf(text)).toMatchObject({
      name: '[th] Cup of Nusantara Atelier',
      description: '[th] Line <one> & more.\n\n[th] See https://a.example/x, {count} of MOON-12.',
    })
  })

  it('never replaces a person’s words, though it ends after they were saved', async () => {
    const [id = ''] = await products(kilnId, [{ name: 'Late cup' }])
    await misbehave({ mode: 'slow', seconds: 1.5, calls: 1 })
    const before = sandbox.calls()
    await translation.startMachine(operator, { kind: 'product', locale: 'vi', repeats: false })
    await eventually(() => expect(sandbox.calls()).toBeGreaterThan(before), { withinSeconds: 20 })
    const { sourceHash } = await read('product', id, 'vi')
    const fields = { name: 'Chén muộn' }
    await translation.saveText(operator, { kind: 'product', id, locale: 'vi', sourceHash, fields })
    await eventually(async () => expect((await jobIn('vi')).state).toBe('done'), { withinSeconds: 30 })
    expect(await read('product', id, 'vi')).toMatchObject({
      status: 'human',
      fields: [{ target: 'Chén muộn' }, {}, {}],
    })
  })

  it('waits for a provider that is down, and says why; everything else goes on', async () => {
    await products(kilnId, [{ name: 'Patient cup' }])
    await misbehave({ mode: 'quota' })
    await translation.startMachine(operator, { kind: 'product', locale: 'ms', repeats: false })
    await eventually(async () => expect((await jobIn('ms')).fault).toContain('Quota'), { withinSeconds: 20 })
    expect((await jobIn('ms')).fault).not.toContain(KEY)
    const [id = ''] = await products(kilnId, [{ name: 'Meanwhile cup' }])
    expect(await read('product', id, 'ms')).toMatchObject({ status: 'missing' })
    await misbehave({ mode: 'none' })
    await eventually(async () => expect((await jobIn('ms')).state).toBe('done'), { withinSeconds: 30 })
    expect(await jobIn('ms')).toMatchObject({ fault: null })
    expect(await read('product', id, 'ms')).toMatchObject({ status: 'machine' })
  })

  it.each(['drop', 'repeat'] as const)(
    'uses nothing of an answer that would %s what must stay',
    async (mode) => {
      const locale = mode === 'drop' ? 'ru' : 'pt'
      const [id = ''] = await products(kilnId, [{ name: `Fragile {cup} ${mode}` }])
      await misbehave({ mode })
      await run(locale)
      expect(await read('product', id, locale)).toMatchObject({ status: 'missing' })
      expect((await jobIn(locale)).refused).toBeGreaterThan(0)
      await misbehave({ mode: 'none' })
      await run(locale)
      expect(targetsOf(await read('product', id, locale))['name']).toBe(
        `[${locale === 'pt' ? 'pt-pt' : 'ru'}] Fragile {cup} ${mode}`,
      )
    },
  )
})
