import { describe, expect, it } from 'vitest'
import { targetsOf, translatorsStory } from '../translation.testing.ts'

const { host, system, operator, kilnId, ofenId, products, rewrite, read } = await translatorsStory()
const { translation, catalog } = host.calls

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
