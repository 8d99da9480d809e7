import { GlobalFonts } from '@napi-rs/canvas'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { cachedBy, type Locale } from '@tradewind/kernel'
import { coverageOf } from './coverage.ts'

const require = createRequire(import.meta.url)

/** A typeface in pieces, each for some characters; `weights` are its files, of one file for all where it is variable. */
interface Typeface {
  id: string
  package: string
  weights: readonly string[]
}

const noto = (id: string): Typeface => ({
  id,
  package: `@fontsource-variable/${id}`,
  weights: ['wght-normal'],
})
const PLAIN = [
  noto('noto-sans'),
  noto('noto-sans-arabic'),
  noto('noto-sans-thai'),
  {
    id: 'noto-sans-myanmar',
    package: '@fontsource/noto-sans-myanmar',
    weights: ['400-normal', '700-normal'],
  },
]
const HAN = ['noto-sans-sc', 'noto-sans-tc', 'noto-sans-jp', 'noto-sans-kr'].map(noto)
/** Han characters look different by country: the reader's typeface comes first. */
const HAN_OF: Partial<Record<Locale, string>> = {
  'zh-CN': 'noto-sans-sc',
  'zh-TW': 'noto-sans-tc',
  ja: 'noto-sans-jp',
  ko: 'noto-sans-kr',
}

interface Piece {
  family: string
  /** First and last code points, in turn, of what it may hold; neighbouring pieces claim what only one of them has. */
  ranges: readonly number[]
  files: readonly string[]
}

const piecesOf = cachedBy((typeface: Typeface): Piece[] => {
  const table = JSON.parse(
    readFileSync(require.resolve(`${typeface.package}/unicode.json`), 'utf8'),
  ) as Record<string, string>
  return Object.entries(table).map(([key, ranges]) => {
    const subset = key.replaceAll(/[[\]]/g, '')
    return {
      family: `${typeface.id}-${subset}`,
      ranges: ranges.split(',').flatMap((range) => {
        const [from = '', to = from] = range.replace('U+', '').split('-')
        return [Number.parseInt(from, 16), Number.parseInt(to, 16)]
      }),
      files: typeface.weights.map((weight) =>
        require.resolve(`${typeface.package}/files/${typeface.id}-${subset}-${weight}.woff2`),
      ),
    }
  })
})

const pointsIn = cachedBy((file: string) => coverageOf(readFileSync(file)))

const holds = (piece: Piece, point: number): boolean =>
  piece.ranges.some((from, at) => at % 2 === 0 && from <= point && point <= (piece.ranges[at + 1] ?? from)) &&
  pointsIn(piece.files[0] ?? '').has(point)

/** Which piece holds a character, for readers of a language; found once. */
const finderFor = cachedBy((locale: Locale) => {
  const own = HAN_OF[locale]
  const typefaces = [...PLAIN, ...HAN.toSorted((a, b) => Number(b.id === own) - Number(a.id === own))]
  return cachedBy((character: string): Piece | undefined => {
    const point = character.codePointAt(0) ?? 0
    for (const typeface of typefaces) {
      const piece = piecesOf(typeface).find((one) => holds(one, point))
      if (piece) return piece
    }
    return undefined
  })
})

/** Whether a character can be written for readers of a language. */
export const hasGlyph = (character: string, locale: Locale): boolean =>
  finderFor(locale)(character) !== undefined

const registered = new Set<string>()

/** Names of the fonts, quoted, that a text needs; those not met before are read from their files. */
export function familiesFor(text: string, locale: Locale): Set<string> {
  const find = finderFor(locale)
  const families = new Set<string>()
  for (const character of new Set(`x${text}`)) {
    const piece = find(character)
    if (!piece) continue
    families.add(`"${piece.family}"`)
    if (registered.has(piece.family)) continue
    registered.add(piece.family)
    for (const file of piece.files) GlobalFonts.registerFromPath(file, piece.family)
  }
  return families
}
