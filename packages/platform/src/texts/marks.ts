import { hash } from 'node:crypto'
import { LOCALES, type Locale, type LocalizedText } from '@tradewind/kernel'

/**
 * How all fields of a thing stand in a language. source: written first; partial: some of it lacks; stale: the source of
 * some of it has changed since; current: made from the source as it is.
 */
export type MarkStatus = 'source' | 'current' | 'stale' | 'partial'

/** One field in one language: its wording, the wording of the source it was made from, and who made it. */
export interface FieldMark {
  textHash: string
  sourceHash: string
  byMachine: boolean
}

/** What is kept of a thing in one language: each field that is written, and what follows for the whole. */
export interface KeptMark {
  status: MarkStatus
  /** Some of it was written by a machine and confirmed by nobody. */
  byMachine: boolean
  fields: Readonly<Record<string, FieldMark>>
}

/** The texts of one thing by field, such as `{ name: { en: 'Tea' }, description: {} }`; the first field is what it goes by. */
export type TextFields = Readonly<Record<string, LocalizedText>>

/** Sixteen hexadecimal digits that tell wordings apart. */
export const hashOfText = (text: string): string => hash('sha256', text).slice(0, 16)

/**
 * The language that a thing is written in: the one it was written in before, else English where it has English, else
 * the first of ours; what a machine adds to a Japanese text does not become its source.
 */
export const sourceLocaleOf = (
  fields: TextFields,
  before: Partial<Record<Locale, Pick<KeptMark, 'status'>>> = {},
): Locale | undefined => {
  const written = LOCALES.filter((locale) => Object.values(fields).some((text) => text[locale]))
  return written.find((locale) => before[locale]?.status === 'source') ?? written[0]
}

/** Who writes, and what counts as written anew even where the wording stays, as when a translator confirms it. */
export interface Writing {
  byMachine?: boolean
  anew?: { locale: Locale; fields: readonly string[] }
  /** Fields may be moved about, so that wordings are known again wherever they stand. */
  inAnyOrder?: boolean
}

/**
 * Marks every language of texts that are about to be kept, field by field. A translation that stays as it was while its
 * source changes is stale and keeps its author; one that is written anew is current.
 */
export function markTexts(
  next: TextFields,
  before: Partial<Record<Locale, KeptMark>>,
  writing: Writing = {},
): Map<Locale, KeptMark> {
  const source = sourceLocaleOf(next, before)
  if (source === undefined) return new Map()
  const sourceHashes = new Map(
    Object.entries(next).map(([field, text]) => [field, hashOfText(text[source] ?? '')]),
  )
  return new Map(
    LOCALES.flatMap((locale): [Locale, KeptMark][] => {
      const kept = before[locale]
      const fields = Object.entries(next).flatMap(([field, text]): [string, FieldMark][] => {
        const wording = text[locale]
        if (!wording) return []
        const written = { textHash: hashOfText(wording), sourceHash: sourceHashes.get(field) ?? '' }
        const isAnew = writing.anew?.locale === locale && writing.anew.fields.includes(field)
        const same = isAnew ? undefined : findSame(kept, field, written, writing.inAnyOrder)
        const byMachine = same ? same.byMachine : (writing.byMachine ?? false)
        // What was the source itself was made from nothing else.
        const isTranslation = locale !== source && kept?.status !== 'source'
        const sourceHash = (isTranslation ? same?.sourceHash : undefined) ?? written.sourceHash
        return [[field, { ...written, sourceHash, byMachine }]]
      })
      if (fields.length === 0) return []
      const byMachine = fields.some(([, mark]) => mark.byMachine)
      const isStale = fields.some(([field, { sourceHash }]) => sourceHash !== sourceHashes.get(field))
      const status =
        locale === source
          ? 'source'
          : !isWhole(next, source, locale)
            ? 'partial'
            : isStale
              ? 'stale'
              : 'current'
      return [[locale, { status, byMachine, fields: Object.fromEntries(fields) }]]
    }),
  )
}

/** What was known of a wording that stays; of several alike the one that was made from the same source. */
function findSame(
  kept: KeptMark | undefined,
  field: string,
  { textHash, sourceHash }: Omit<FieldMark, 'byMachine'>,
  inAnyOrder = false,
): FieldMark | undefined {
  const own = kept?.fields[field]
  const known = inAnyOrder ? [...(own ? [own] : []), ...Object.values(kept?.fields ?? {})] : own ? [own] : []
  const same = known.filter((mark) => mark.textHash === textHash)
  return same.find((mark) => mark.sourceHash === sourceHash) ?? same[0]
}

const isWhole = (fields: TextFields, source: Locale, locale: Locale): boolean =>
  Object.values(fields).every((text) => !text[source] || Boolean(text[locale]))
