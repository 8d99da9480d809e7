import type { Locale } from '@tradewind/kernel'

/** Lines no wider than `width`, broken between words as the language has them; a word too long is broken anywhere. */
export function wrap(
  text: string,
  width: number,
  locale: Locale,
  widthOf: (text: string) => number,
): string[] {
  return text.split('\n').flatMap((paragraph) => {
    if (widthOf(paragraph) <= width) return [paragraph]
    const lines: string[] = []
    let line = ''
    for (const word of wordsOf(paragraph, locale)) {
      if (widthOf((line + word).trimEnd()) <= width) line += word
      else {
        if (line.trim() !== '') lines.push(line.trimEnd())
        line = word.trimStart()
        while (widthOf(line.trimEnd()) > width) {
          const head = headOf(line, width, locale, widthOf)
          lines.push(head)
          line = line.slice(head.length)
        }
      }
    }
    return [...lines, line.trimEnd()]
  })
}

/** Words, each with the marks and spaces that follow it, so that no line begins with a mark. */
function wordsOf(text: string, locale: Locale): string[] {
  const words: string[] = []
  for (const { segment, isWordLike } of new Intl.Segmenter(locale, { granularity: 'word' }).segment(text)) {
    const last = words.at(-1)
    if (last === undefined || (isWordLike && /[\s\p{L}\p{N}\p{M}]$/u.test(last) && !/[([«“‘]$/.test(last)))
      words.push(segment)
    else if (isWordLike && /\s$/.test(last)) words.push(segment)
    else if (!isWordLike && /^[([«“‘]$/.test(segment)) words.push(segment)
    else words[words.length - 1] = last + segment
  }
  return words
}

/** As many characters as fit, at least one. */
function headOf(text: string, width: number, locale: Locale, widthOf: (text: string) => number): string {
  let head = ''
  for (const { segment } of new Intl.Segmenter(locale).segment(text)) {
    if (head !== '' && widthOf(head + segment) > width) break
    head += segment
  }
  return head
}
