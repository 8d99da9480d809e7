import { describe, expect, it } from 'vitest'
import { freeSlug, slugOf } from './slug.ts'

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
