import { hash } from 'node:crypto'
import { LOCALES, type Locale, type LocalizedText } from '@tradewind/kernel'

/** source: written first; current: made from the source as it is; stale: the source has changed since. */
export type TextStatus = 'source' | 'current' | 'stale'

/** A text as it is kept: which wording of the source it was made from, and whether that still stands. */
export interface TextMark {
  sourceHash: string
  status: TextStatus
}

export interface KeptText extends TextMark {
  text: string
}

/** The language a text counts as written in: English where it has English, else the first of ours. */
export const sourceLocaleOf = (text: LocalizedText): Locale | undefined =>
  LOCALES.find((locale) => text[locale])

const hashOf = (text: string): string => hash('sha256', text).slice(0, 16)

/**
 * Marks every language of a text that is about to be saved. A translation that stays as it was while its source
 * changes becomes stale; one that is written anew is current.
 */
export function markTexts(
  next: LocalizedText,
  before: Partial<Record<Locale, KeptText>>,
): Map<Locale, KeptText> {
  const source = sourceLocaleOf(next)
  if (source === undefined) return new Map()
  const sourceHash = hashOf(next[source] ?? '')
  return new Map(
    LOCALES.flatMap((locale) => {
      const text = next[locale]
      return text ? [[locale, { text, ...markOf(locale === source, text, sourceHash, before[locale]) }]] : []
    }),
  )
}

function markOf(isSource: boolean, text: string, sourceHash: string, before?: KeptText): TextMark {
  if (isSource) return { sourceHash, status: 'source' }
  const untouched = before?.text === text && before.sourceHash !== sourceHash
  return untouched ? { sourceHash: before.sourceHash, status: 'stale' } : { sourceHash, status: 'current' }
}
