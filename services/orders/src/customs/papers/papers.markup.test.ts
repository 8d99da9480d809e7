import { lettersMissing, pagesOf, unknownGlyphs } from '@tradewind/documents/testing'
import { money } from '@tradewind/kernel'
import { describe, expect, it } from 'vitest'
import { drawDeclaration } from './declaration.paper.ts'
import { drawInvoice } from './invoice.paper.ts'
import type { PaperAddress, PaperLine, ParcelPaper } from './papers.rules.ts'

const value = money(2500, 'EUR')
const line = (description: string, localName?: string): PaperLine => ({
  description,
  localName,
  quantity: 1,
  hsCode: '691200',
  originCountry: 'JP',
  weightGrams: 400,
  pieces: [value],
  value,
})
const at = (...lines: string[]): PaperAddress => ({ lines, ownScript: [] })
const parcel = (change: Partial<ParcelPaper>): ParcelPaper => ({
  trackingNumber: 'RR123456785DE',
  carrier: 'Post',
  orderNumber: 'TW-1',
  day: '2026-11-22',
  from: at('Store', 'Ring 5', '04109 Leipzig', 'GERMANY'),
  to: at('Kim Minji', 'Sejong-daero 110', 'Jung-gu, Seoul 04524', 'SOUTH KOREA'),
  taxId: undefined,
  lines: [line('Tea bowl')],
  netGrams: 400,
  grossGrams: 500,
  value,
  postage: money(590, 'EUR'),
  incoterm: 'DAP',
  buyerLocale: 'ko',
  country: 'KR',
  ...change,
})
const drawn = (change: Partial<ParcelPaper>): Buffer[] => {
  const paper = parcel(change)
  return [drawDeclaration('CN 22', paper), drawDeclaration('CN 23', paper), drawInvoice(paper)]
}

/** What a PDF says apart from its texts: its objects, in which anything that acts would stand. */
const objectsOf = (pdf: Buffer): string =>
  pdf
    .toString('latin1')
    .replaceAll(/\((?:\\[^]|[^\\()])*\)/g, '()')
    .replaceAll(/stream\r?\n[^]*?endstream/g, '')

const MARKUP = '<script>alert(1)</script> & "q" \\) /JavaScript (app.alert(1)) >> endobj %%EOF {{7*7}} ${x}'

describe('customs papers', () => {
  it('write markup as it stands, and hold nothing that acts', () => {
    const papers = drawn({
      to: at(MARKUP, MARKUP, 'KR'),
      from: at(MARKUP),
      lines: [line(MARKUP, MARKUP)],
      trackingNumber: MARKUP.slice(0, 60),
      carrier: MARKUP,
    })
    for (const pdf of papers) {
      expect(pdf.toString('latin1')).toMatch(/^%PDF-[^]+%%EOF\s*$/)
      expect(objectsOf(pdf)).not.toMatch(
        /\/(JavaScript|JS|OpenAction|AA|A|Launch|URI|GoToR|SubmitForm|EmbeddedFile|RichMedia|Annots?)\b/,
      )
      expect(objectsOf(pdf).match(/%%EOF/g)).toHaveLength(1)
      expect(lettersMissing(MARKUP, pdf)).toEqual([])
    }
  })

  it('claim a preference on the invoice, beside the goods', () => {
    const preference = { agreement: 'ΑΒ', proof: 'statement on origin Ω' }
    const [cn22, cn23, invoice] = drawn({ lines: [{ ...line('Tea bowl'), preference }] })
    expect([cn22, cn23, invoice].map((pdf) => pdf && lettersMissing('ΑΒΩ', pdf))).toEqual([
      ['Α', 'Β', 'Ω'],
      ['Α', 'Β', 'Ω'],
      [],
    ])
  })

  it('obey no character that would turn round what follows, and have a glyph for each letter or a sign in its place', () => {
    const forged = 'Tea bowl \u202elwob\u202c \u2067Q\u2069 \u200b\u0007'
    const scripts = [
      '東京都千代田区',
      '서울특별시',
      '臺北市',
      'กรุงเทพ',
      'ရန်ကုန်',
      'شارع',
      'Красная',
      'Ελλάδα',
      'Đặng',
    ]
    const papers = drawn({
      to: { lines: [...scripts, '🎁 שלום ქუჩა', 'KR'], ownScript: [] },
      lines: [line(`${forged}${'e\u0301\u0323'.repeat(3)} 👩🏽‍🚀`, 'Z͑ͫ̓̂̒ͭ͛̚a͂l͛ǧ͆͗o 🪷')],
    })
    for (const pdf of papers) {
      expect(unknownGlyphs(pdf)).toBe(0)
      expect(lettersMissing(`Tea bowl Q ${scripts.join('')}`, pdf)).toEqual([])
    }
    const [plain, turned] = ['Tea bowl lwob', 'Tea bowl \u202elwob\u202c'].map((description) =>
      drawDeclaration('CN 22', parcel({ lines: [line(description)] })).toString('latin1'),
    )
    expect(turned).toBe(plain)
  })

  it('cut nothing off: the longest words and addresses that can be kept stand on them to their last letter', () => {
    // Letters that stand nowhere else on the papers, at the end of each text.
    const ends = [...'ΑБΓДΕЖΖИΘЛΛПΞЦΠЩ']
    const next = (letters: number): string => 'W'.repeat(letters - 1) + (ends.shift() ?? '')
    const all = ends.join('')
    const address = () => at(next(120), next(120), next(200), next(200), next(120), next(120))
    const papers = drawn({
      to: address(),
      from: address(),
      lines: [
        line(next(400)),
        line(next(120)),
        ...Array.from({ length: 12 }, () => line('Cup')),
        line(next(400)),
      ],
      trackingNumber: next(60),
    })
    for (const pdf of papers) {
      expect(lettersMissing(all, pdf)).toEqual([])
      expect(pagesOf(pdf)).toBeGreaterThan(1)
    }
  })
})
