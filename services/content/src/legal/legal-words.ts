import type { Locale } from '@tradewind/kernel'
import {
  hashOfText,
  markTexts,
  type FieldMark,
  type KeptMark,
  type MarkStatus,
} from '@tradewind/platform/texts'
import type { LegalWords } from './legal.rules.ts'

/** What a legal text says in one language, as it is kept; its wording stands beside the marks of its fields. */
export interface KeptWords {
  locale: Locale
  title: string
  body: string
  status: MarkStatus
  byMachine: boolean
  fields: Readonly<Record<string, Omit<FieldMark, 'textHash'>>>
  readableSince: Date | null
}

export type Marks = Partial<Record<Locale, KeptMark>>

/** The marks of a text in each language, from its rows. */
export const marksOf = (rows: readonly Omit<KeptWords, 'readableSince'>[]): Marks =>
  Object.fromEntries(
    rows.map((row) => {
      const marked = (['title', 'body'] as const).flatMap((field) => {
        const mark = row.fields[field]
        return mark ? [[field, { ...mark, textHash: hashOfText(row[field]) }] as const] : []
      })
      return [
        row.locale,
        { status: row.status, byMachine: row.byMachine, fields: Object.fromEntries(marked) },
      ]
    }),
  )

/**
 * One language as it is to be kept. Readers get only what a person wrote or confirmed beside the source as it is: nobody
 * shall agree to what a machine wrote or to what the text no longer says.
 */
export const keptWords = (
  locale: Locale,
  { title, body }: { title: string; body: string },
  { status, byMachine, fields }: KeptMark,
  now: Date,
): KeptWords => ({
  locale,
  title,
  body,
  status,
  byMachine,
  fields: Object.fromEntries(
    Object.entries(fields).map(([field, { sourceHash, byMachine: own }]) => [
      field,
      { sourceHash, byMachine: own },
    ]),
  ),
  readableSince: status === 'stale' || byMachine ? null : now,
})

/** All languages as they are to be kept, given what was known of them or of the version that they were made from. */
export const keptInAll = ({ title, body }: LegalWords, before: Marks, now: Date): KeptWords[] =>
  [...markTexts({ title, body }, before)].map(([locale, mark]) =>
    keptWords(locale, { title: title[locale] ?? '', body: body[locale] ?? '' }, mark, now),
  )
