import { describe, expect, it } from 'vitest'
import { freeSlug, slugOf } from './slug.ts'
import { markTexts, sourceLocaleOf } from './text-status.ts'

describe('a slug', () => {
  it.each([
    ['Vase “Moon”, blue', 'vase-moon-blue'],
    ['Gartenstühle für Groß & Klein', 'gartenstühle-für-groß-klein'],
    ['保温杯', '保温杯'],
    ['รองเท้าวิ่ง กันน้ำ', 'รองเท้าวิ่ง-กันน้ำ'],
    ['ပြေးဖိနပ်', 'ပြေးဖိနပ်'],
    ['أحذية الجري', 'أحذية-الجري'],
    ["Baker's peel", 'bakers-peel'],
    ['--- ... ---', ''],
    ['../../etc/passwd?x=<b>', 'etc-passwd-x-b'],
  ])('of %s is %s', (name, slug) => {
    expect(slugOf(name)).toBe(slug)
  })

  it('is told apart by the id where it is taken, and is never empty', () => {
    const id = 'prd_01jd8v3k9c0000000000abcdef'
    expect(freeSlug('Vase', id, () => false)).toBe('vase')
    expect(freeSlug('Vase', id, () => true)).toBe('vase-abcdef')
    expect(freeSlug('!!!', id, () => false)).toBe('abcdef')
  })

  it('keeps to its length', () => {
    expect(slugOf('ab '.repeat(200)).length).toBeLessThanOrEqual(120)
  })
})

describe('a text in several languages', () => {
  const first = markTexts({ en: 'Cup', de: 'Becher', ja: '湯のみ' }, {})
  const kept = Object.fromEntries(first)

  it('begins with its source, English where there is one', () => {
    expect(sourceLocaleOf({ ja: '湯のみ', en: 'Cup' })).toBe('en')
    expect(sourceLocaleOf({ ja: '湯のみ', en: '' })).toBe('ja')
    expect(sourceLocaleOf({})).toBeUndefined()
    expect([...first].map(([locale, { status }]) => [locale, status])).toEqual([
      ['en', 'source'],
      ['ja', 'current'],
      ['de', 'current'],
    ])
  })

  it('leaves untouched translations behind as stale when the source changes', () => {
    const next = markTexts({ en: 'Mug', de: 'Becher', ja: 'マグカップ' }, kept)
    expect(next.get('de')).toEqual({ ...kept['de'], status: 'stale' })
    expect(next.get('ja')?.status).toBe('current')
    expect(next.get('ja')?.sourceHash).toBe(next.get('en')?.sourceHash)
  })

  it('stays stale until somebody writes it anew', () => {
    const stale = Object.fromEntries(markTexts({ en: 'Mug', de: 'Becher' }, kept))
    expect(markTexts({ en: 'Mug', de: 'Becher' }, stale).get('de')?.status).toBe('stale')
    expect(markTexts({ en: 'Mug', de: 'Tasse' }, stale).get('de')?.status).toBe('current')
  })

  it('changes nothing when nothing changed', () => {
    expect(markTexts({ en: 'Cup', de: 'Becher', ja: '湯のみ' }, kept)).toEqual(first)
  })
})
