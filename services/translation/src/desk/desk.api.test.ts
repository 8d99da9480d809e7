import type { OutputOf } from '@tradewind/platform/contract'
import type { content as contentContract } from '@tradewind/content/contract'
import { describe, expect, it } from 'vitest'
import { targetsOf, translatorsStory } from '../translation.testing.ts'

type Blocks = OutputOf<typeof contentContract.getPageForEdit>['blocks']
const { host, system, operator, kilnId, ofenId, kiln, products, rewrite, read } = await translatorsStory()
const { translation, catalog, merchants, fulfilment, content } = host.calls

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

  it('leave a text behind its source when they bring only some of its fields, and never blank one', async () => {
    const [id = ''] = await products(kilnId, [{ name: 'Slow cup', description: 'Made slowly.' }])
    const { sourceHash } = await read('product', id, 'es')
    const fields = { name: 'Taza lenta', description: 'Hecha despacio.' }
    await translation.saveText(operator, { kind: 'product', id, locale: 'es', sourceHash, fields })
    const rows = (name: string, description: string) =>
      [
        'kind,id,field,source language,target language,source,target,status',
        `product,${id},name,en,es,Slow cup,${name},human`,
        `product,${id},description,en,es,Made slowly.,${description},human`,
      ].join('\n')
    // What is empty, or nothing but spaces, is not a translation.
    expect(await translation.importTexts(operator, { content: rows('   ', '') })).toMatchObject({ saved: 0 })
    expect(targetsOf(await read('product', id, 'es'))).toMatchObject(fields)

    await rewrite(kilnId, 'Slow cup', 'Made very slowly.')
    expect(await read('product', id, 'es')).toMatchObject({ status: 'stale' })
    expect(
      await translation.importTexts(operator, { content: rows('Taza muy lenta', 'Hecha sin prisa.') }),
    ).toMatchObject({ saved: 1, faults: [{ line: 3, code: 'translation.source-changed' }] })
    const after = await read('product', id, 'es')
    expect(after).toMatchObject({ status: 'stale', fields: [{ status: 'human' }, { status: 'stale' }, {}] })
    expect(targetsOf(after)).toMatchObject({ name: 'Taza muy lenta', description: 'Hecha despacio.' })
  })

  it.each([
    ['csv', '"machine"', '"human"'],
    ['xliff-1.2', 'needs-review-translation', 'final'],
    ['xliff-2.0', 'state="translated"', 'state="final"'],
  ] as const)(
    'in %s tell of each field how it stands, and make a person’s only what they change',
    async (format, byMachine, byPerson) => {
      const [id = ''] = await products(kilnId, [{ name: `Field ${format}`, description: 'One. Two.' }])
      const { sourceHash } = await read('product', id, 'pt')
      const texts = [{ kind: 'product', id, sourceHash, fields: { name: 'Campo', description: 'Um. Dois.' } }]
      await catalog.saveTexts(system, { locale: 'pt', byMachine: true, texts })
      const named = { kind: 'product', locale: 'pt', format, q: `Field ${format}` } as const
      const take = async () => (await translation.exportTexts(operator, named)).files[0]?.content ?? ''
      const statuses = async () => (await read('product', id, 'pt')).fields.map(({ status }) => status)

      const first = await take()
      expect(first.split(byMachine)).toHaveLength(3)
      const changed = first.replace('Campo', 'Campo raso')
      expect(await translation.importTexts(operator, { content: changed })).toMatchObject({
        saved: 1,
        faults: [],
      })
      expect(await statuses()).toEqual(['human', 'machine', null])

      const second = await take()
      expect([second.split(byMachine).length, second.split(byPerson).length]).toEqual([2, 2])
      expect(await translation.importTexts(operator, { content: second })).toMatchObject({ saved: 0 })
      expect(await statuses()).toEqual(['human', 'machine', null])
      const confirmed = second.replace(byMachine, byPerson)
      expect(await translation.importTexts(operator, { content: confirmed })).toMatchObject({ saved: 1 })
      expect(await statuses()).toEqual(['human', 'human', null])
    },
  )

  it('come in parts that can each be brought back, whatever the script', async () => {
    const names = Array.from({ length: 30 }, (_, nth) => `Lengthy ${nth}`)
    await products(
      ofenId,
      names.map((name) => ({ name, description: '杯'.repeat(7_999) })),
    )
    const found: string[] = []
    let parts = 0
    for (let cursor: string | undefined; parts === 0 || cursor !== undefined; parts += 1) {
      const part = await translation.exportTexts(operator, {
        kind: 'product',
        locale: 'id',
        format: 'xliff-2.0',
        q: 'Lengthy',
        cursor,
      })
      for (const { content } of part.files) {
        expect(Buffer.byteLength(content)).toBeLessThan(700_000)
        found.push(...(content.match(/Lengthy \d+/g) ?? []))
        expect((await translation.importTexts(operator, { content })).faults).toEqual([])
      }
      cursor = part.nextCursor ?? undefined
    }
    expect(parts).toBe(2)
    expect(found.toSorted()).toEqual(names.toSorted())
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
