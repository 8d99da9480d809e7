/** A word of the glossary as texts are checked against it. */
export interface Kept {
  term: string
  keep: boolean
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Where a term stands in a text: as a whole word where its ends are letters of a script that has spaces. */
export const patternOf = (term: string): RegExp => {
  const edge = (at: string | undefined) =>
    at !== undefined && /[\p{Script=Latin}\p{Script=Cyrillic}\p{N}]/u.test(at)
  const before = edge(term[0]) ? '(?<![\\p{Script=Latin}\\p{Script=Cyrillic}\\p{N}])' : ''
  const after = edge(term.at(-1)) ? '(?![\\p{Script=Latin}\\p{Script=Cyrillic}\\p{N}])' : ''
  return new RegExp(`${before}${escaped(term)}${after}`, 'gu')
}

/** What stands for a value, an address or an article number: `{count}`, `https://…`, `MOON-12`. */
const CODES =
  /\{[^{}\s]{1,40}\}|https?:\/\/[^\s<>"]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b[A-Z0-9]{2,}(?:-[A-Z0-9]+)+\b/g
const PLACEHOLDERS = /\{[^{}\s]{1,40}\}/g

interface Span {
  from: number
  to: number
}

/** What of a text must stay as it is, from left to right; where two overlap the one that begins first, then the longer. */
export function keptSpans(text: string, terms: readonly Kept[]): Span[] {
  const patterns = [CODES, ...terms.filter(({ keep }) => keep).map(({ term }) => patternOf(term))]
  const all = patterns
    .flatMap((pattern) => [...text.matchAll(pattern)])
    .map((match) => ({ from: match.index, to: match.index + match[0].length }))
    .sort((a, b) => a.from - b.from || b.to - a.to)
  const kept: Span[] = []
  for (const span of all) if (span.from >= (kept.at(-1)?.to ?? 0)) kept.push(span)
  return kept
}

/** The first word that must stay as it is, and does not; undefined when nothing is lost. */
export function lostTerm(source: string, target: string, terms: readonly Kept[]): string | undefined {
  const wanted = [
    ...terms.filter(({ keep, term }) => keep && patternOf(term).test(source)).map(({ term }) => term),
    ...new Set(source.match(PLACEHOLDERS)),
  ]
  return wanted.find((term) => !target.includes(term))
}
