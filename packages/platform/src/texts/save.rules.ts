import type { Static } from 'typebox'
import { LOCALES, type Locale } from '@tradewind/kernel'
import type { TextOutcome, TextStatus } from '../contract/index.ts'
import { hashOfText, joinFields, markTexts, type KeptMark, type TextFields } from './marks.ts'
import type { Thing, Values } from './source.types.ts'

type Outcome = Static<typeof TextOutcome>

/** The fields that are translated, addresses left out. */
export const textsOf = ({ fields }: Pick<Thing, 'fields'>): TextFields =>
  Object.fromEntries(fields.filter(({ role }) => role === 'text').map(({ field, text }) => [field, text]))

/** The language that a thing was written in. */
export const sourceOf = ({ marks }: Pick<Thing, 'marks'>): Locale | undefined =>
  LOCALES.find((locale) => marks[locale]?.status === 'source')

export const sourceHashOf = (thing: Thing): string => {
  const source = sourceOf(thing)
  return source === undefined ? '' : hashOfText(joinFields(textsOf(thing), source, thing.inAnyOrder))
}

/** How a text stands as translators are told. */
export function statusOf(
  mark: Pick<KeptMark, 'status' | 'byMachine'> | undefined,
): Static<typeof TextStatus> {
  if (mark === undefined || mark.status === 'partial') return 'missing'
  if (mark.status === 'stale') return 'stale'
  return mark.byMachine ? 'machine' : 'human'
}

/** What somebody wants to save in one language. */
export interface Wanted {
  locale: Locale
  byMachine: boolean
  sourceHash: string
  fields: Values
}

/**
 * Whether a text may be saved, and as what. What a person wrote or confirmed no machine replaces, however late it comes;
 * what was made from a source that is no longer so is for its author to look at again, and stays so until all of its
 * fields were.
 */
export function decide(thing: Thing, wanted: Wanted): Outcome | { values: Values; mark: KeptMark } {
  const { locale, byMachine } = wanted
  const kept = thing.marks[locale]
  const source = sourceOf(thing)
  if (kept?.status === 'source' || source === undefined) return 'not-found'
  if (byMachine && kept && !kept.byMachine) return 'human-kept'
  if (wanted.sourceHash !== sourceHashOf(thing)) return 'source-changed'
  const next = thing.fields.map((one) => ({
    ...one,
    value: wanted.fields[one.field] ?? one.text[locale] ?? '',
  }))
  if (next.some(({ value, maxLength }) => value.length > maxLength)) return 'too-long'
  if (!next.find(({ role }) => role === 'text')?.value.trim()) return 'incomplete'
  const same = next.every(({ value, text }) => value === (text[locale] ?? ''))
  if (same && kept?.status === 'current' && kept.byMachine === byMachine) return 'unchanged'
  const isLookedAt = next.every(
    ({ field, role, text }) => role === 'address' || !text[source] || wanted.fields[field] !== undefined,
  )
  const staysStale = kept?.status === 'stale' && !isLookedAt
  if (same && staysStale) return 'unchanged'
  const texts = next.map((one) => ({ ...one, text: { ...one.text, [locale]: one.value } }))
  const mark = markTexts(textsOf({ fields: texts }), thing.marks, {
    byMachine,
    anew: locale,
    inAnyOrder: thing.inAnyOrder,
  }).get(locale)
  if (!mark) return 'incomplete'
  return {
    values: Object.fromEntries(next.map(({ field, value }) => [field, value])),
    mark: staysStale ? { ...mark, status: 'stale', sourceHash: kept.sourceHash } : mark,
  }
}
