import { unicodeBurmese } from './zawgyi.ts'

const MARKED = /\P{ASCII}/u

/** What a run of letters is written in, as far as taking it apart differs. */
export type Writing = 'han-kana' | 'hangul' | 'thai' | 'lao' | 'myanmar' | 'khmer' | 'letters'

export interface Run {
  writing: Writing
  text: string
}

/** Writings with words of their own kind, in the order of the groups of `RUN`; behind them come all other letters. */
const APART = ['han-kana', 'hangul', 'thai', 'lao', 'myanmar', 'khmer'] as const

const RUN =
  /([[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}]&&[\p{L}\p{M}\p{Nl}]]+)|(\p{Script=Hangul}+)|([\p{Script=Thai}&&[\p{L}\p{M}\p{N}]]+)|([\p{Script=Lao}&&[\p{L}\p{M}\p{N}]]+)|([\p{Script=Myanmar}&&[\p{L}\p{M}\p{N}]]+)|([\p{Script=Khmer}&&[\p{L}\p{M}\p{N}]]+)|[[\p{L}\p{N}]--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Myanmar}\p{Script=Khmer}]](?:['’ʼ.\-‐‑]?[[\p{L}\p{M}\p{N}]--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Myanmar}\p{Script=Khmer}]])*/gv
const PLAIN_RUN = /[a-z0-9](?:['.-]?[a-z0-9])*/g

/** Writings whose words are not set apart, and what `Intl.Segmenter` takes them apart as. */
export const UNSPACED: Readonly<Partial<Record<Writing, string>>> = {
  'han-kana': 'zh',
  thai: 'th',
  lao: 'lo',
  myanmar: 'my',
  khmer: 'km',
}

/**
 * Takes a text apart into runs of one writing, each in its normal form: NFKC, so that ｆｕｌｌ width and ﬁ count as
 * plain; NFC for Thai, Lao and Burmese, where NFKC would tear ำ apart and spoil segmentation.
 */
export function runsOf(text: string): Run[] {
  if (!MARKED.test(text))
    return (text.toLowerCase().match(PLAIN_RUN) ?? []).map((letters) => ({
      writing: 'letters',
      text: letters,
    }))
  return Array.from(wellWritten(text).matchAll(RUN), (found): Run => {
    const writing = APART.find((_, index) => found[index + 1] !== undefined)
    if (writing === undefined) return { writing: 'letters', text: found[0].normalize('NFKC').toLowerCase() }
    const composed = writing === 'han-kana' || writing === 'hangul'
    return { writing, text: composed ? found[0].normalize('NFKC') : found[0] }
  })
}

/** Thai and Lao am, typed as the two signs it looks like. */
const AM = /\u0E4D([\u0E48-\u0E4B]?)\u0E32|\u0ECD([\u0EC8-\u0ECB]?)\u0EB2/g
/** A Vietnamese tone on the second of two vowels, where the older and the newer rule differ: hoà and hòa. */
const LATE_TONE = /(?:o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])(?!\p{L})/giu

/** One spelling of what is typed in several: signs in the order of Unicode, Burmese not in Zawgyi. */
function wellWritten(text: string): string {
  const composed = unicodeBurmese(text).normalize('NFC').replaceAll('ـ', '')
  return composed
    .replace(AM, (am, thai?: string, lao?: string) =>
      am.startsWith('\u0E4D') ? `${thai ?? ''}\u0E33` : `${lao ?? ''}\u0EB3`,
    )
    .replace(LATE_TONE, earlyTone)
}

function earlyTone(vowels: string): string {
  const [first = '', second = '', tone = ''] = vowels.normalize('NFD')
  return `${first}${tone}${second}`.normalize('NFC')
}

/** Katakana as hiragana: かご and カゴ are one word. */
export const hiragana = (text: string): string =>
  text.replace(/[\u30A1-\u30F6]/g, (kana) => String.fromCodePoint((kana.codePointAt(0) ?? 0) - 0x60))

const PLAIN: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ё: 'е',
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ى: 'ي',
  ئ: 'ي',
  ة: 'ه',
  ؤ: 'و',
}
const SPECIAL = new RegExp(`[${Object.keys(PLAIN).join('')}]`, 'gu')
/** Marks above Latin and Greek letters, and Arabic vowel signs; marks of other writings are letters to them. */
const MARKS = /[\u0300-\u036f\u064b-\u065f\u0670]/gu

/** Lower-case letters without what people leave out when they type: accents, dots of alef, dots of ё; й keeps its breve. */
export function plain(word: string): string {
  if (!MARKED.test(word)) return word
  const letters = word.replace(SPECIAL, (letter) => PLAIN[letter] ?? letter)
  if (/\p{Script=Cyrillic}/u.test(letters)) return letters
  return letters.normalize('NFD').replace(MARKS, '').normalize('NFC')
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** What a reader takes for single letters. */
export const lettersOf = (text: string): string[] =>
  /^[\p{Script=Han}\p{Script=Hangul}]+$/u.test(text)
    ? Array.from(text)
    : Array.from(graphemes.segment(text), ({ segment }) => segment)

/** Neighbouring pairs of letters; a single letter has none. */
export const pairsOf = (letters: readonly string[]): string[] =>
  letters.slice(1).map((letter, index) => `${letters[index]}${letter}`)

const segmenters = new Map<string, Intl.Segmenter>()

/** The words of an unspaced run. */
export function segmentsOf(text: string, language: string): string[] {
  const segmenter = segmenters.get(language) ?? new Intl.Segmenter(language, { granularity: 'word' })
  segmenters.set(language, segmenter)
  return Array.from(segmenter.segment(text))
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment }) => segment)
}
