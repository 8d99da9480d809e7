import { hash } from 'node:crypto'
import { LOCALES, type Locale, type LocalizedText } from '@tradewind/kernel'

/**
 * What is kept of a text. source: written first; current: made from the source as it is; stale: the source has changed
 * since; partial: made from the source as it is, and some of it lacks.
 */
export type MarkStatus = 'source' | 'current' | 'stale' | 'partial'

/** Which wording of the source a text was made from, whether that still stands, and who made it. */
export interface TextMark {
  sourceHash: string
  status: MarkStatus
  byMachine: boolean
}

/** A mark with the hash of the wording it was set on. */
export interface KeptMark extends TextMark {
  textHash: string
}

/** The texts of one thing by field, such as `{ name: { en: 'Tea' }, description: {} }`; the first field is what it goes by. */
export type TextFields = Readonly<Record<string, LocalizedText>>

/** Sixteen hexadecimal digits that tell wordings apart. */
export const hashOfText = (text: string): string => hash('sha256', text).slice(0, 16)

/** Texts as one, an empty line between; empty when nothing is written. */
export const joinTexts = (texts: readonly string[]): string => (texts.some(Boolean) ? texts.join('\n\n') : '')

/** All fields of a language as one text; in any order where moving them about changes no wording, as on a page of blocks. */
export const joinFields = (fields: TextFields, locale: Locale, inAnyOrder = false): string => {
  const texts = Object.values(fields).map((text) => text[locale] ?? '')
  return inAnyOrder ? texts.filter(Boolean).toSorted().join('\n\n') : joinTexts(texts)
}

/**
 * The language that a thing is written in: the one it was written in before, else English where it has English, else
 * the first of ours; what a machine adds to a Japanese text does not become its source.
 */
export const sourceLocaleOf = (
  fields: TextFields,
  before: Partial<Record<Locale, TextMark>> = {},
): Locale | undefined => {
  const written = LOCALES.filter((locale) => joinFields(fields, locale) !== '')
  return written.find((locale) => before[locale]?.status === 'source') ?? written[0]
}

/** Who writes, and the language that counts as written anew even where the wording stays, as when a translator confirms it. */
export interface Writing {
  byMachine?: boolean
  anew?: Locale
  inAnyOrder?: boolean
}

/**
 * Marks every language of texts that are about to be kept. A translation that stays as it was while its source changes
 * becomes stale and keeps its author; one that is written anew is current.
 */
export function markTexts(
  next: TextFields,
  before: Partial<Record<Locale, KeptMark>>,
  writing: Writing = {},
): Map<Locale, KeptMark> {
  const source = sourceLocaleOf(next, before)
  if (source === undefined) return new Map()
  const sourceHash = hashOfText(joinFields(next, source, writing.inAnyOrder))
  return new Map(
    LOCALES.flatMap((locale): [Locale, KeptMark][] => {
      const text = joinFields(next, locale, writing.inAnyOrder)
      if (text === '') return []
      const textHash = hashOfText(text)
      const kept = before[locale]
      const untouched = kept?.textHash === textHash && writing.anew !== locale ? kept : undefined
      const byMachine = untouched ? untouched.byMachine : (writing.byMachine ?? false)
      if (locale === source) return [[locale, { textHash, sourceHash, status: 'source', byMachine }]]
      const stale =
        untouched !== undefined && untouched.status !== 'source' && untouched.sourceHash !== sourceHash
      const status = stale ? 'stale' : isWhole(next, source, locale) ? 'current' : 'partial'
      return [
        [locale, { textHash, sourceHash: stale ? untouched.sourceHash : sourceHash, status, byMachine }],
      ]
    }),
  )
}

const isWhole = (fields: TextFields, source: Locale, locale: Locale): boolean =>
  Object.values(fields).every((text) => !text[source] || Boolean(text[locale]))
