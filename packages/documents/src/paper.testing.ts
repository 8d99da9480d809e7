import { inflateSync } from 'node:zlib'

/** Arabic letters by their bodies: the font draws the dots apart, and names the body alone. */
const UNDOTTED: Readonly<Record<string, string>> = {
  ب: 'ٮ',
  ت: 'ٮ',
  ث: 'ٮ',
  ج: 'ح',
  خ: 'ح',
  ذ: 'د',
  ز: 'ر',
  ش: 'س',
  ض: 'ص',
  ظ: 'ط',
  غ: 'ع',
  ف: 'ڡ',
  ق: 'ٯ',
  ن: 'ں',
  ي: 'ى',
}

/** Letters of a text of which a PDF says nowhere that one of its glyphs stands for them, as readers copy them out. */
export function lettersMissing(text: string, pdf: Buffer): string[] {
  // Letters may be a form that joins its neighbours, and marks one glyph with their letter.
  const found = new Set([...charactersIn(pdf)].flatMap((character) => [...character.normalize('NFKD')]))
  const letters = [...text.normalize('NFKD')].filter((character) => /\p{L}/u.test(character))
  return letters.filter((letter) => !found.has(letter) && !found.has(UNDOTTED[letter] ?? ''))
}

/** How many of its glyphs are the empty box of what a font lacks. */
export function unknownGlyphs(pdf: Buffer): number {
  const objects = pdf.toString('latin1')
  let count = 0
  for (const content of streamsOf(pdf)) {
    let bytes = 1
    for (const [, font, codes = ''] of content.matchAll(/\/F(\d+) \S+ Tf|<(\w+)> Tj/g)) {
      if (font === undefined) {
        const codeLength = 2 * bytes
        for (let at = 0; at < codes.length; at += codeLength)
          if (/^0+$/.test(codes.slice(at, at + codeLength))) count += 1
      } else bytes = new RegExp(`\\n${font} 0 obj\\n<</Type /Font\\n/Subtype /Type3`).test(objects) ? 1 : 2
    }
  }
  return count
}

export const pagesOf = (pdf: Buffer): number =>
  pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0

function charactersIn(pdf: Buffer): Set<string> {
  const found = new Set<string>()
  for (const map of streamsOf(pdf)) {
    if (!map.includes('begincmap')) continue
    for (const [, from = '', to = '', first = ''] of map.matchAll(/<(\w{2,4})> <(\w{2,4})> <(\w{4,})>/g))
      for (let at = 0; at <= Number.parseInt(to, 16) - Number.parseInt(from, 16); at += 1)
        found.add(String.fromCodePoint(Number.parseInt(first.slice(-4), 16) + at))
    for (const [, letters = ''] of map.matchAll(/^<\w{2,4}> <(\w{4,})>$/gm))
      for (const unit of letters.match(/\w{4}/g) ?? [])
        found.add(String.fromCharCode(Number.parseInt(unit, 16)))
  }
  return found
}

function* streamsOf(pdf: Buffer): Generator<string> {
  const text = pdf.toString('latin1')
  for (const { index } of text.matchAll(/stream\r?\n/g)) {
    const start = index + (text[index + 6] === '\r' ? 8 : 7)
    const stream = inflated(pdf.subarray(start, text.indexOf('endstream', start)))
    if (stream !== undefined) yield stream
  }
}
function inflated(bytes: Buffer): string | undefined {
  try {
    return inflateSync(bytes).toString('latin1')
  } catch {
    return undefined // a stream of something else
  }
}
