import { inflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Locale } from '@tradewind/kernel'
import { openPaper } from './paper.ts'
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
/** Arabic letters by their bodies: the font draws the dots apart, and names the body alone. */
const UNDOTTED: Readonly<Record<string, string>> = { خ: 'ح', ش: 'س', ز: 'ر', ي: 'ى', ن: 'ں', ف: 'ڡ' }
const open = (locale: Locale) => openPaper({ title: 'Test', locale, width: 300, height: 400 })

/** The characters that a PDF says its glyphs stand for, as readers copy them out. */
function charactersIn(pdf: Buffer): Set<string> {
  const found = new Set<string>()
  const text = pdf.toString('latin1')
  for (const { index } of text.matchAll(/stream\r?\n/g)) {
    const start = index + (text[index + 6] === '\r' ? 8 : 7)
    const end = text.indexOf('endstream', start)
    const map = inflated(pdf.subarray(start, end))
    if (!map?.includes('begincmap')) continue
    for (const [, from = '', to = '', first = ''] of map.matchAll(/<(\w{2,4})> <(\w{2,4})> <(\w{4,})>/g))
      for (let at = 0; at <= Number.parseInt(to, 16) - Number.parseInt(from, 16); at += 1)
        found.add(String.fromCodePoint(Number.parseInt(first.slice(-4), 16) + at))
    for (const [, letters = ''] of map.matchAll(/^<\w{2,4}> <(\w{4,})>$/gm))
      for (const unit of letters.match(/\w{4}/g) ?? [])
        found.add(String.fromCharCode(Number.parseInt(unit, 16)))
  }
  return found
}
function inflated(bytes: Buffer): string | undefined {
  try {
    return inflateSync(bytes).toString('latin1')
  } catch {
    return undefined // a stream of something else
  }
}

describe('a page', () => {
  it.each(Object.entries(TEXTS) as [Locale, string][])('holds the letters of %s: %s', (locale, text) => {
    const paper = open(locale)
    expect(paper.text(text, { x: 10, y: 10, width: 280 })).toBeGreaterThan(0)
    const pdf = paper.close()
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    // Letters may be a form that joins its neighbours, and marks one glyph with their letter.
    const found = new Set([...charactersIn(pdf)].flatMap((character) => [...character.normalize('NFKD')]))
    const letters = [...text.normalize('NFKD')].filter((character) => /\p{L}/u.test(character))
    expect(letters.filter((letter) => !found.has(letter) && !found.has(UNDOTTED[letter] ?? ''))).toEqual([])
    expect(found.size).toBeGreaterThan(3)
  })

  it('goes on with its table on the next page', () => {
    const paper = open('en')
    const rows = Array.from({ length: 60 }, (_, at) => [String(at), 'Linen table runner'])
    const columns = [
      { title: 'No.', share: 1 },
      { title: 'What', share: 3 },
    ]
    drawTable(paper, { x: 10, y: 10, width: 280, bottom: 390 }, columns, rows)
    expect(
      paper
        .close()
        .toString('latin1')
        .match(/\/Type\s*\/Page\b/g)?.length,
    ).toBeGreaterThan(2)
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
