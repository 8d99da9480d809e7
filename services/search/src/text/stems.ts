import type { Locale } from '@tradewind/kernel'
import { newStemmer, type Algorithm } from 'snowball-stemmers'
import { plain } from './letters.ts'

const ALGORITHMS: Partial<Record<Locale, Algorithm>> = {
  en: 'english',
  de: 'german',
  fr: 'french',
  es: 'spanish',
  pt: 'portuguese',
  it: 'italian',
  ru: 'russian',
}

const MOST_KEPT = 30_000
const kept = new Map<string, readonly string[]>()
const stemmers = new Map<Algorithm, ReturnType<typeof newStemmer>>()

function stemBy(algorithm: Algorithm, word: string): string {
  const stemmer = stemmers.get(algorithm) ?? newStemmer(algorithm)
  stemmers.set(algorithm, stemmer)
  return stemmer.stem(word)
}

/**
 * The forms by which a word is found: its stem, with and without regard to accents, since a stemmer cuts `théière`
 * and `theiere` differently. Kept, for a stemmer takes some forty microseconds.
 */
export function stemsOf(word: string, locale: Locale): readonly string[] {
  const key = `${locale}:${word}`
  const known = kept.get(key)
  if (known) return known
  const made = makeStems(word, locale)
  if (kept.size >= MOST_KEPT) kept.clear()
  kept.set(key, made)
  return made
}

function makeStems(word: string, locale: Locale): readonly string[] {
  if (/^\d/.test(word)) return [word]
  if (locale === 'ar') return [arabicStem(plain(word))]
  if (locale === 'id' || locale === 'ms') return malayStems(plain(word))
  const algorithm = ALGORITHMS[locale]
  if (algorithm === undefined) return [plain(word)]
  const stems = [plain(stemBy(algorithm, word)), plain(stemBy(algorithm, plain(word)))]
  return [...new Set(locale === 'ru' ? stems.flatMap((stem) => [stem, ...russianNoun(stem)]) : stems)]
}

/** Silken things are of silk: шелков-, бамбуков- are also found by their noun. */
const russianNoun = (stem: string): string[] => (/^.{4,}[ое]в$/u.test(stem) ? [stem.slice(0, -2)] : [])

const ARTICLES = ['وال', 'بال', 'كال', 'فال', 'ال', 'لل']
const ENDINGS = ['ها', 'ان', 'ات', 'ون', 'ين', 'يه', 'ه', 'ي']

/** Cuts and, articles and endings. Source: light10 of Larkey, Ballesteros and Connell (2007). */
function arabicStem(word: string): string {
  let stem = word.startsWith('و') && word.length > 3 ? word.slice(1) : word
  const article = ARTICLES.find((one) => stem.startsWith(one) && stem.length >= one.length + 2)
  if (article !== undefined) stem = stem.slice(article.length)
  for (const ending of ENDINGS) {
    if (stem.endsWith(ending) && stem.length >= ending.length + 2) stem = stem.slice(0, -ending.length)
  }
  return stem
}

/** What stands before a Malay stem, and the letter that it may have swallowed. */
const MALAY_PREFIXES: readonly (readonly [prefix: RegExp, swallowed: readonly string[]])[] = [
  [/^(meng|peng)/, ['', 'k']],
  [/^(meny|peny)/, ['s']],
  [/^(mem|pem)/, ['', 'p']],
  [/^(men|pen)/, ['', 't']],
  [/^(ber|ter|per|di|me|pe)/, ['']],
]
const MALAY_SUFFIX = /(nya|kan|an|lah|i)$/
const SHORTEST_MALAY = 4

/** The word itself, since what looks like an affix may be none, and what is left without one, before and behind. */
function malayStems(word: string): readonly string[] {
  const [prefix, swallowed] = MALAY_PREFIXES.find(([one]) => one.test(word)) ?? []
  const bare = prefix ? word.replace(prefix, '') : word
  const begun = prefix ? (swallowed ?? []).map((letter) => letter + bare) : [word]
  const stems = begun.flatMap((one) => [one, one.replace(MALAY_SUFFIX, '')])
  return [...new Set([word, ...stems.filter((stem) => stem.length >= SHORTEST_MALAY)])]
}
