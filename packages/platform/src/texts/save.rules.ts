import { isDeepStrictEqual } from 'node:util'
import type { Static } from 'typebox'
import { LOCALES, type Locale } from '@tradewind/kernel'
import type { TextOutcome, TextStatus } from '../contract/index.ts'
import { hashOfText, markTexts, type KeptMark, type TextFields } from './marks.ts'
import type { Thing, ThingField, Values } from './source.types.ts'

type Outcome = Static<typeof TextOutcome>
type Status = Static<typeof TextStatus>

/** The fields that are translated, addresses left out. */
export const textsOf = ({ fields }: Pick<Thing, 'fields'>): TextFields =>
  Object.fromEntries(fields.filter(({ role }) => role === 'text').map(({ field, text }) => [field, text]))

/** The language that a thing was written in. */
export const sourceOf = ({ marks }: Pick<Thing, 'marks'>): Locale | undefined =>
  LOCALES.find((locale) => marks[locale]?.status === 'source')

/** Tells whether the source still stands as a translator saw it, each wording in its place. */
export const sourceHashOf = (thing: Thing): string => {
  const source = sourceOf(thing)
  if (source === undefined) return ''
  return hashOfText(
    JSON.stringify(Object.entries(textsOf(thing)).map(([field, text]) => [field, text[source] ?? ''])),
  )
}

/** How a thing stands in a language as translators are told: as the worst of its fields. */
export function statusOf(mark: Pick<KeptMark, 'status' | 'byMachine'> | undefined): Status {
  if (mark === undefined || mark.status === 'partial') return 'missing'
  if (mark.status === 'stale') return 'stale'
  return mark.byMachine ? 'machine' : 'human'
}

/** How one field stands in a language, null where there is nothing to translate; and whether a machine may write it. */
export function standingOf(
  thing: Pick<Thing, 'marks'>,
  { field, role, text }: Pick<ThingField, 'field' | 'role' | 'text'>,
  locale: Locale,
): { status: Status | null; forMachine: boolean } {
  const from = text[sourceOf(thing) ?? locale] ?? ''
  if (role === 'address' || (!from && !text[locale])) return { status: null, forMachine: false }
  if (!text[locale]) return { status: 'missing', forMachine: true }
  const mark = thing.marks[locale]?.fields[field]
  const byMachine = mark?.byMachine ?? false
  if (mark && mark.sourceHash !== hashOfText(from))
    return { status: 'stale', forMachine: byMachine && from !== '' }
  return { status: byMachine ? 'machine' : 'human', forMachine: false }
}

/** What somebody wants to save in one language. */
export interface Wanted {
  locale: Locale
  byMachine: boolean
  sourceHash: string
  fields: Values
}

/**
 * Whether texts may be saved, and as what: the fields that are given are their writer's, all others stay as they were.
 * What a person wrote or confirmed no machine replaces, however late it comes; what was made from a source that is no
 * longer so is for its author to look at again.
 */
export function decide(thing: Thing, wanted: Wanted): Outcome | { values: Values; mark: KeptMark } {
  const { locale, byMachine } = wanted
  const kept = thing.marks[locale]
  const source = sourceOf(thing)
  if (kept?.status === 'source' || source === undefined) return 'not-found'
  const given = thing.fields.filter(
    (one) => wanted.fields[one.field] !== undefined && (!byMachine || isOpenToMachine(one, locale, kept)),
  )
  if (byMachine && given.length === 0) return 'human-kept'
  if (thing.fixedIn?.includes(locale)) return 'fixed'
  if (wanted.sourceHash !== sourceHashOf(thing)) return 'source-changed'
  const next = thing.fields.map((one) => ({
    ...one,
    value: (given.includes(one) ? wanted.fields[one.field] : one.text[locale]) ?? '',
  }))
  if (next.some(({ value, maxLength }) => value.length > maxLength)) return 'too-long'
  const texts = next.filter(({ role }) => role === 'text')
  const needed = thing.whole === true ? texts.filter(({ text }) => text[source]) : texts.slice(0, 1)
  if (needed.some(({ value }) => !value.trim())) return 'incomplete'
  const fields = next.map((one) => ({ ...one, text: { ...one.text, [locale]: one.value } }))
  const mark = markTexts(textsOf({ fields }), thing.marks, {
    byMachine,
    anew: { locale, fields: given.map(({ field }) => field) },
    inAnyOrder: thing.inAnyOrder,
  }).get(locale)
  if (!mark) return 'incomplete'
  const isSame = next.every(({ value, text }) => value === (text[locale] ?? ''))
  if (isSame && isDeepStrictEqual(mark, kept)) return 'unchanged'
  return { values: Object.fromEntries(next.map(({ field, value }) => [field, value])), mark }
}

/** No address, and nothing that a person wrote or confirmed. */
const isOpenToMachine = ({ field, role, text }: ThingField, locale: Locale, kept?: KeptMark): boolean =>
  role === 'text' && (!text[locale] || kept?.fields[field]?.byMachine === true)
