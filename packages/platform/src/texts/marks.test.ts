import { describe, expect, it } from 'vitest'
import { markTexts, sourceLocaleOf } from './marks.ts'

const named = (name: Record<string, string>) => ({ name })

describe('a text in several languages', () => {
  const first = markTexts(named({ en: 'Cup', de: 'Becher', ja: '湯のみ' }), {})
  const kept = Object.fromEntries(first)

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
    const byMachine = { ...kept, de: { ...first.get('de')!, byMachine: true } }
    const next = markTexts(named({ en: 'Mug', de: 'Becher', ja: 'マグカップ' }), byMachine)
    expect(next.get('de')).toEqual({ ...byMachine.de, status: 'stale' })
    expect(next.get('ja')).toMatchObject({ status: 'current', byMachine: false })
    expect(next.get('ja')?.sourceHash).toBe(next.get('en')?.sourceHash)
  })

  it('stays stale until somebody writes it anew, or confirms it as it is', () => {
    const stale = Object.fromEntries(markTexts(named({ en: 'Mug', de: 'Becher' }), kept))
    expect(markTexts(named({ en: 'Mug', de: 'Becher' }), stale).get('de')?.status).toBe('stale')
    expect(markTexts(named({ en: 'Mug', de: 'Tasse' }), stale).get('de')?.status).toBe('current')
    expect(markTexts(named({ en: 'Mug', de: 'Becher' }), stale, { anew: 'de' }).get('de')?.status).toBe(
      'current',
    )
  })

  it('is a person’s once a person confirms what a machine wrote', () => {
    const drafted = Object.fromEntries(markTexts(named({ en: 'Cup', de: 'Becher' }), {}, { byMachine: true }))
    expect(markTexts(named({ en: 'Cup', de: 'Becher' }), drafted).get('de')?.byMachine).toBe(true)
    expect(markTexts(named({ en: 'Cup', de: 'Becher' }), drafted, { anew: 'de' }).get('de')?.byMachine).toBe(
      false,
    )
  })

  it('is partial while it lacks a field that its source has', () => {
    const cup = { name: { en: 'Cup', de: 'Becher', fr: 'Tasse' }, description: { en: 'Thin.', de: 'Dünn.' } }
    const marks = markTexts(cup, {})
    expect(marks.get('de')?.status).toBe('current')
    expect(marks.get('fr')?.status).toBe('partial')
  })

  it('of which the fields may be moved about is stale when a wording changes, and only then', () => {
    const page = (first: object, second: object) => ({ '0.title': first, '1.title': second }) as never
    const [tea, cups] = [
      { en: 'Tea', de: 'Tee' },
      { en: 'Cups', de: 'Becher' },
    ]
    const writing = { inAnyOrder: true }
    const before = markTexts(page(tea, cups), {}, { ...writing, byMachine: true })
    const kept = Object.fromEntries(before)
    expect(markTexts(page(cups, tea), kept, writing)).toEqual(before)
    const changed = markTexts(page({ ...cups, en: 'Mugs' }, tea), kept, writing)
    expect(changed.get('de')).toEqual({ ...kept['de'], status: 'stale' })
  })

  it('changes nothing when nothing changed', () => {
    expect(markTexts(named({ en: 'Cup', de: 'Becher', ja: '湯のみ' }), kept)).toEqual(first)
  })
})
