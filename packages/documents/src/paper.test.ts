import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Locale } from '@tradewind/kernel'
import { openPaper } from './paper.ts'
import { lettersMissing, pagesOf, unknownGlyphs } from './paper.testing.ts'
import { printable } from './printable.ts'
import { drawTable } from './table.ts'
import { wrap } from './wrap.ts'

const TEXTS: Partial<Record<Locale, string>> = {
  en: 'Stoneware tea bowl',
  fr: 'Désignation détaillée',
  ru: 'Чайная чаша',
  vi: 'Bát trà gốm nung được',
  ar: 'وعاء شاي من الخزف',
  th: 'ถ้วยชาสโตนแวร์',
  my: 'ကြွေခွက်',
  ja: '手びねりの茶碗',
  ko: '손으로 빚은 찻사발',
  'zh-CN': '手拉坯炻器茶碗',
  'zh-TW': '手拉坯炻器茶碗',
}
const open = (locale: Locale) => openPaper({ title: 'Test', locale, width: 300, height: 400 })

describe('a page', () => {
  it.each(Object.entries(TEXTS) as [Locale, string][])('holds the letters of %s: %s', (locale, text) => {
    const paper = open(locale)
    expect(paper.text(text, { x: 10, y: 10, width: 280 })).toBeGreaterThan(0)
    const pdf = paper.close()
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    expect(lettersMissing(text, pdf)).toEqual([])
    expect(unknownGlyphs(pdf)).toBe(0)
  })

  it('goes on with its table on the next page', () => {
    const paper = open('en')
    const rows = Array.from({ length: 60 }, (_, at) => [String(at), 'Linen table runner'])
    const columns = [
      { title: 'No.', share: 1 },
      { title: 'What', share: 3 },
    ]
    drawTable(paper, { x: 10, y: 10, width: 280, bottom: 390 }, columns, rows)
    expect(pagesOf(paper.close())).toBeGreaterThan(2)
  })

  it('begins a table on the next page where there is no room, and makes a row small that is higher than a page', () => {
    const paper = open('en')
    const end = drawTable(
      paper,
      { x: 10, y: 385, width: 100, bottom: 390 },
      [{ title: 'What', share: 1 }],
      [[`${'Linen table runner '.repeat(40)}Ω`]],
    )
    expect(end).toBeLessThanOrEqual(390)
    const pdf = paper.close()
    expect(pagesOf(pdf)).toBe(2)
    expect(lettersMissing('Linen Ω', pdf)).toEqual([])
  })

  it('writes what no typeface has as a sign that something stood there, and obeys no commands in a text', () => {
    expect(printable('Tea 🎁👩🏽‍🚀 შალი', 'en')).toBe('Tea �� ����')
    expect(printable('cup\u202egnp.exe\u202c\u2066\u0000\u200b\ufeff', 'en')).toBe('cupgnp.exe')
    // Claimed by several pieces of a typeface, and in one of them; claimed by one, and in none.
    expect(printable('Ґалаґан Ұлытау ‰ ♖ ⊕', 'en')).toMatch(/^Ґалаґан Ұлытау ‰ . .$/)
    expect(printable('a\r\nb\u2028c\td', 'en')).toBe('a\nb\nc d')
    expect(printable(`e${'\u0323'.repeat(50)}`, 'en').length).toBeLessThan(12)
    for (const text of Object.values(TEXTS)) expect(printable(text, 'en')).toBe(text.normalize('NFC'))
    const paper = open('en')
    paper.text('Tea 🎁 שלום Ґалаґан Ұлытау ♖ ⊕ \u202eabc', { x: 10, y: 10, width: 280 })
    const pdf = paper.close()
    expect(unknownGlyphs(pdf)).toBe(0)
    expect(lettersMissing('Tea abc Ґалаґан Ұлытау', pdf)).toEqual([])
  })

  it('breaks lines without losing, adding or overrunning', () => {
    const words = fc.array(
      fc.constantFrom('tea', 'bowls,', '茶碗', 'ถ้วยชา', 'ခွက်', 'شاي', '(small)', 'x'.repeat(40)),
    )
    fc.assert(
      fc.property(words, fc.integer({ min: 4, max: 60 }), (parts, width) => {
        const text = parts.join(' ')
        const lines = wrap(text, width, 'en', (part) => [...part].length)
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
        for (const line of lines) expect([...line].length).toBeLessThanOrEqual(Math.max(width, 6))
      }),
    )
  })
})
