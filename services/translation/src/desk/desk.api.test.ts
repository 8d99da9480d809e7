import type { OutputOf } from '@tradewind/platform/contract'
import type { content as contentContract } from '@tradewind/content/contract'
import { describe, expect, it } from 'vitest'
import { targetsOf, translatorsStory } from '../translation.testing.ts'
import { tellHumanLanguages } from './human-languages.testing.ts'

type Blocks = OutputOf<typeof contentContract.getPageForEdit>['blocks']
const story = await translatorsStory()
const { host, system, operator, kilnId, ofenId, kiln, products, read } = story
const { translation, merchants, fulfilment, content } = host.calls

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
    await content.addLegalText(operator, {
      kind: 'terms',
      market: null,
      title: { en: 'Terms' },
      body: { en: '# Who we are\nThe mall.' },
      validFrom: '2999-01-01',
    })
    const things = await Promise.all(
      (['product', 'category', 'option', 'value', 'store', 'method', 'page', 'legal'] as const).map(
        async (kind) => {
          const { items } = await translation.listTexts(operator, { kind, locale: 'de' })
          return [kind, items[0]] as const
        },
      ),
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
      for (const format of ['csv', 'xliff-1.2', 'xliff-2.0'] as const) {
        const { files } = await translation.exportTexts(operator, { kind, locale: 'de', format })
        const [{ content = '' } = {}] = files
        const again = await translation.importTexts(operator, { content })
        expect(again, `${kind} ${format}`).toMatchObject({ saved: 0, faults: [] })
        const changed = content.replaceAll('auf Deutsch', `deutsch ${format}`)
        expect(await translation.importTexts(operator, { content: changed })).toMatchObject({
          saved: 1,
          faults: [],
        })
        await translation.saveText(operator, input)
      }
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

  it('hears of sources that changed in forms that know nothing of it, and of nothing else', async () => {
    const statusOf = async (kind: 'store' | 'page', id: string) => (await read(kind, id, 'de')).status
    const fieldsOf = ({ fields }: Awaited<ReturnType<typeof read>>) =>
      Object.fromEntries(fields.map(({ field, status }) => [field, status]))
    const own = await merchants.getOwnStore(kiln, {})
    const describe = (version: number, en: string) =>
      merchants.updateOwnStore(
        { ...kiln, ifMatch: version },
        { name: own.name, description: { ...own.description, en } },
      )
    const { version } = await describe(own.version, own.description.en ?? '')
    expect(await statusOf('store', kilnId)).toBe('human')
    await describe(version, 'By hand, in winter.')
    expect(await statusOf('store', kilnId)).toBe('stale')
    expect(await fieldsOf(await read('store', kilnId, 'de'))).toEqual({ name: 'human', description: 'stale' })

    const edit = async (change: (blocks: Blocks) => Blocks) => {
      const page = await content.getPageForEdit(operator, { slug: 'home' })
      await content.savePage(
        { ...operator, ifMatch: page.version },
        { slug: 'home', blocks: change(page.blocks) },
      )
    }
    // Moving blocks about changes no wording.
    await edit((blocks) => blocks.toReversed())
    expect(await statusOf('page', 'home')).toBe('human')
    await edit(([first, ...rest]) =>
      first ? [{ ...first, title: { ...first.title, en: 'Changed' } }, ...rest] : [],
    )
    expect(await fieldsOf(await read('page', 'home', 'de'))).toEqual({
      '0.title': 'stale',
      '0.body': 'human',
      '1.title': 'human',
    })
    const before = await read('page', 'home', 'de')
    await edit((blocks) => blocks.toReversed())
    expect(await fieldsOf(await read('page', 'home', 'de'))).toEqual({
      '0.title': 'human',
      '1.title': 'stale',
      '1.body': 'human',
    })
    // What was written beside the page as it stood would now go to other blocks.
    await expect(
      translation.saveText(operator, {
        kind: 'page',
        id: 'home',
        locale: 'de',
        sourceHash: before.sourceHash,
        fields: { '0.title': 'Geändert' },
      }),
    ).rejects.toMatchObject({ code: 'translation.source-changed' })
  })

  it('takes a legal text in a language whole, and what its readers could read stays', async () => {
    const { id } = await content.addLegalText(operator, {
      kind: 'imprint',
      market: null,
      title: { en: 'Imprint', fr: 'Mentions légales' },
      body: { en: 'Who we are.', fr: 'Qui nous sommes.' },
      validFrom: new Date().toISOString().slice(0, 10),
    })
    const save = async (locale: 'fr' | 'it', fields: Record<string, string>) => {
      const { sourceHash } = await read('legal', id, locale)
      return translation.saveText(operator, { kind: 'legal', id, locale, sourceHash, fields })
    }
    await expect(save('fr', { body: 'Autre.' })).rejects.toMatchObject({ code: 'translation.fixed' })
    await expect(save('it', { title: 'Impressum' })).rejects.toMatchObject({
      code: 'translation.incomplete',
      fields: [{ path: 'fields.body' }],
    })
    const rows = (body: string) =>
      [
        'kind,id,field,source language,target language,source,target,status',
        `legal,${id},title,en,it,Imprint,Chi siamo,`,
        `legal,${id},body,en,it,Who we are.,${body},`,
      ].join('\n')
    expect(await translation.importTexts(operator, { content: rows('Noi.') })).toMatchObject({ saved: 1 })
    expect(await translation.importTexts(operator, { content: rows('Altri.') })).toMatchObject({
      saved: 0,
      faults: [{ code: 'translation.fixed' }],
    })
    const { rows: acts } = await host.db.pool.query(
      `select actor, role, detail from platform.audit where target = $1 and operation = 'content.texts.save'`,
      [id],
    )
    const writer = operator.actor.kind === 'operator' && operator.actor.userId
    expect(acts).toEqual([{ actor: writer, role: 'operator', detail: { locale: 'it', byMachine: false } }])
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

  it('asks a merchant’s staff for the permission of what the texts belong to', async () => {
    const only = (permission: string) => host.ctx({ actor: host.merchant(kilnId, [permission]) })
    const list = (permission: string, kind: 'product' | 'store' | 'method') =>
      translation.listOwnTexts(only(permission), { kind, locale: 'fr' })
    expect((await list('products.write', 'product')).items.length).toBeGreaterThan(0)
    expect((await list('store.write', 'method')).items.length).toBeGreaterThan(0)
    for (const [permission, kind] of [
      ['products.write', 'store'],
      ['products.write', 'method'],
      ['store.write', 'product'],
    ] as const)
      await expect(list(permission, kind)).rejects.toMatchObject({ status: 403 })
    const { id, sourceHash } = await read('store', kilnId, 'fr')
    const fields = { name: 'Maison' }
    await expect(
      translation.saveOwnText(only('products.write'), {
        kind: 'store',
        id,
        locale: 'fr',
        sourceHash,
        fields,
      }),
    ).rejects.toMatchObject({ status: 403 })
    const content = `kind,id,field,source language,target language,source,target\nstore,${kilnId},name,en,fr,House of kiln,Maison`
    await expect(translation.importOwnTexts(only('products.write'), { content })).rejects.toMatchObject({
      status: 403,
    })
    expect(await translation.importOwnTexts(only('store.write'), { content })).toMatchObject({ saved: 1 })
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

tellHumanLanguages(story)
