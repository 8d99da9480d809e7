import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { unicodeBurmese } from './zawgyi.ts'

describe('Burmese typed for Zawgyi', () => {
  it.each([
    ['kinzi above the next letter', 'မဂၤလာပါ', 'မင်္ဂလာပါ'],
    ['a medial before its letter', 'ျမန္မာ', 'မြန်မာ'],
    ['a vowel before its letter, and a medial behind', 'ေက်ာင္း', 'ကျောင်း'],
    ['asat with the code point of virama', 'လက္ဖက္ရည္', 'လက်ဖက်ရည်'],
    ['letters below others', 'ကမၻာ', 'ကမ္ဘာ'],
    ['a shortened na and a letter below it', 'ဆႏၵ', 'ဆန္ဒ'],
    ['a wide medial', 'ႀကီး', 'ကြီး'],
    ['two medials in one sign', 'သႊား', 'သွှား'],
    ['the digit zero for wa', '၀န္ထမ္း', 'ဝန်ထမ်း'],
    ['a word among others', 'green ျမန္မာ tea', 'green မြန်မာ tea'],
  ])('%s', (_, typed, meant) => {
    expect(unicodeBurmese(typed)).toBe(meant)
  })

  it('is told from Unicode, which stays as it is', () => {
    const file = new URL('../../golden/my.json', import.meta.url)
    const queries = JSON.parse(readFileSync(file, 'utf8')) as { q: string; kind: string }[]
    const unicode = queries.filter(({ q, kind }) => /[\u1000-\u109F]/.test(q) && kind !== 'zawgyi')
    expect(unicode.length).toBeGreaterThan(10)
    for (const { q } of unicode) expect([q, unicodeBurmese(q)]).toEqual([q, q])
    for (const text of ['', 'tea', '၁၂၃', '၂၀၂၆ ခုနှစ်', 'ဩဇာ', 'ဥယျာဉ်', 'ယောက်ျား', 'သင်္ကြန်', 'ဣန္ဒြေ'])
      expect(unicodeBurmese(text)).toBe(text)
  })

  it('takes no longer than it must for what only looks like it', () => {
    const started = performance.now()
    for (const text of ['\u1031'.repeat(5_000), '\u1039'.repeat(5_000), 'က\u103B\u103A'.repeat(2_000)])
      unicodeBurmese(text)
    expect(performance.now() - started).toBeLessThan(200)
  })
})
