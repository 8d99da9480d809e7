import type { Locale } from '@tradewind/kernel'
import { hasGlyph } from './fonts.ts'

/** Stands for what no typeface has, so that nobody takes the rest for the whole. */
const UNKNOWN = '\ufffd'
/** More than any script writes on one letter; beyond it, marks are written over the lines above and below. */
const MOST_MARKS = 8
const PLAIN = /^[\n -~]*$/
/** What is not seen itself, but for joiners and marks of direction, which shape what stands beside them. */
const UNSEEN = /[[\p{Cc}\p{Default_Ignorable_Code_Point}]--[\n\u061c\u200c-\u200f]]/gv

/**
 * A text as it can be written: lines end with `\n`, nothing commands the direction of what follows, and each character
 * that no typeface has is a `�`.
 */
export function printable(text: string, locale: Locale): string {
  if (PLAIN.test(text)) return text
  const seen = text
    .normalize('NFC')
    .replaceAll(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replaceAll('\t', ' ')
    .replaceAll(UNSEEN, '')
  return Array.from(new Intl.Segmenter(locale).segment(seen), ({ segment }) => {
    const [letter = '', ...others] = segment
    let marksLeft = MOST_MARKS
    const rest = others.filter((one) => !/\p{M}/u.test(one) || (marksLeft -= 1) >= 0)
    return [letter, ...rest].every((one) => isUnseen(one) || hasGlyph(one, locale))
      ? letter + rest.join('')
      : UNKNOWN
  }).join('')
}

const isUnseen = (character: string): boolean => /[\n\u061c\u200c-\u200f]/.test(character)
