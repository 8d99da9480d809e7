import { describe, expect, it } from 'vitest'
import { markTexts, sourceLocaleOf } from './marks.ts'

const named = (name: Record<string, string>) => ({ name })

describe('a text in several languages', () => {
  const first = markTexts(named({ en: 'Cup', de: 'Becher', ja: '湯のみ' }), {})
  const kept = Object.fromEntries(first)
  const anew = { locale: 'de', fields: ['name'] } as const

  it('begins with its source, English where there is one', () => {
    expect(sourceLocaleOf(named({ ja: '湯のみ', en: 'Cup' }))).toBe('en')
    expect(sourceLocaleOf(named({ ja: '湯のみ', en: '' }))).toBe('ja')
    expect(sourceLocaleOf(named({}))).toBeUndefined()
    expect([...first].map(([locale, { status }]) => [locale, status])).toEqual([
      ['en', 'source'],
      ['ja', 'current'],
      ['de', 'current'],
    ])
  })

  it('keeps its source when English is added to it', () => {
    const japanese = Object.fromEntries(markTexts(named({ ja: '湯のみ' }), {}))
    const both = markTexts(named({ ja: '湯のみ', en: 'Cup' }), japanese, { byMachine: true })
    expect(both.get('ja')).toMatchObject({ status: 'source', byMachine: false })
    expect(both.get('en')).toMatchObject({ status: 'current', byMachine: true })
  })

  it('leaves untouched translations behind as stale when the source changes, with their author', () => {
    const written = markTexts(named({ en: 'Cup', de: 'Becher' }), {}, { byMachine: true })
    const byMachine = { ...kept, de: written.get('de')! }
    const next = markTexts(named({ en: 'Mug', de: 'Becher', ja: 'マグカップ' }), byMachine)
    expect(next.get('de')).toEqual({ ...byMachine.de, status: 'stale' })
    expect(next.get('ja')).toMatchObject({ status: 'current', byMachine: false })
    expect(next.get('ja')?.fields['name']?.sourceHash).toBe(next.get('en')?.fields['name']?.sourceHash)
  })

  it('stays stale until somebody writes it anew, or confirms it as it is', () => {
    const stale = Object.fromEntries(markTexts(named({ en: 'Mug', de: 'Becher' }), kept))
    expect(markTexts(named({ en: 'Mug', de: 'Becher' }), stale).get('de')?.status).toBe('stale')
    expect(markTexts(named({ en: 'Mug', de: 'Tasse' }), stale).get('de')?.status).toBe('current')
    expect(markTexts(named({ en: 'Mug', de: 'Becher' }), stale, { anew }).get('de')?.status).toBe('current')
  })

  it('is a person’s once a person confirms what a machine wrote', () => {
    const drafted = Object.fromEntries(markTexts(named({ en: 'Cup', de: 'Becher' }), {}, { byMachine: true }))
    expect(markTexts(named({ en: 'Cup', de: 'Becher' }), drafted).get('de')?.byMachine).toBe(true)
    expect(markTexts(named({ en: 'Cup', de: 'Becher' }), drafted, { anew }).get('de')?.byMachine).toBe(false)
  })

  it('is partial while it lacks a field that its source has', () => {
    const cup = { name: { en: 'Cup', de: 'Becher', fr: 'Tasse' }, description: { en: 'Thin.', de: 'Dünn.' } }
    const marks = markTexts(cup, {})
    expect(marks.get('de')?.status).toBe('current')
    expect(marks.get('fr')?.status).toBe('partial')
  })

  describe('with several fields', () => {
    const cup = (name: object, description: object) => ({ name, description }) as never
    const [names, thin] = [
      { en: 'Cup', de: 'Becher' },
      { en: 'Thin.', de: 'Dünn.' },
    ]
    const byMachine = Object.fromEntries(markTexts(cup(names, thin), {}, { byMachine: true }))
    const hashOf = (text: string) => markTexts(named({ en: text }), {}).get('en')?.fields['name']?.textHash

    it('falls behind field by field, and catches up field by field', () => {
      const changed = cup({ ...names, en: 'Mug' }, { ...thin, en: 'Thick.' })
      const behind = markTexts(changed, byMachine)
      expect(behind.get('de')).toEqual({ ...byMachine['de'], status: 'stale' })
      const one = markTexts(changed, Object.fromEntries(behind), { anew })
      expect(one.get('de')).toMatchObject({
        status: 'stale',
        byMachine: true,
        fields: {
          name: { byMachine: false, sourceHash: hashOf('Mug') },
          description: { byMachine: true, sourceHash: hashOf('Thin.') },
        },
      })
      const all = { ...anew, fields: ['name', 'description'] }
      expect(markTexts(changed, Object.fromEntries(one), { anew: all }).get('de')).toMatchObject({
        status: 'current',
        byMachine: false,
      })
    })

    it('is a machine’s as long as one of them is', () => {
      const german = cup({ ...names, de: 'Tasse' }, thin)
      expect(markTexts(german, byMachine).get('de')).toMatchObject({
        status: 'current',
        byMachine: true,
        fields: { name: { byMachine: false }, description: { byMachine: true } },
      })
    })

    it('lacks rather than lags', () => {
      expect(markTexts(cup({ ...names, en: 'Mug' }, { en: 'Thin.' }), byMachine).get('de')?.status).toBe(
        'partial',
      )
    })

    it('takes back nothing when a source is written as it was', () => {
      const behind = markTexts(cup({ ...names, en: 'Mug' }, thin), byMachine)
      expect(markTexts(cup(names, thin), Object.fromEntries(behind)).get('de')).toEqual(byMachine['de'])
    })
  })

  it('of which the fields may be moved about is stale when a wording changes, and only then', () => {
    const page = (first: object, second: object) => ({ '0.title': first, '1.title': second }) as never
    const [tea, cups] = [
      { en: 'Tea', de: 'Tee' },
      { en: 'Cups', de: 'Becher' },
    ]
    const writing = { inAnyOrder: true }
    const kept = Object.fromEntries(markTexts(page(tea, cups), {}, { ...writing, byMachine: true }))
    const moved = markTexts(page(cups, tea), kept, writing)
    expect(moved.get('de')).toMatchObject({ status: 'current', byMachine: true })
    const changed = markTexts(page({ ...cups, en: 'Mugs' }, tea), Object.fromEntries(moved), writing)
    expect(changed.get('de')).toMatchObject({
      status: 'stale',
      fields: {
        '0.title': { ...kept['de']?.fields['1.title'] },
        '1.title': { ...kept['de']?.fields['0.title'] },
      },
    })
  })

  it('changes nothing when nothing changed', () => {
    expect(markTexts(named({ en: 'Cup', de: 'Becher', ja: '湯のみ' }), kept)).toEqual(first)
  })
})
