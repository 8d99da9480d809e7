import type { Locale } from '@tradewind/kernel'

/** Words too common to narrow anything, by which a query is not made to fail. Written plain, as `plain` leaves them. */
const WORDS: Partial<Record<Locale, string>> = {
  en: 'a an and are as at by for from in into is it of on or that the this to with without',
  de: 'aus bei das dem den der des die ein eine einem einen einer eines fur im in ist mit nach oder ohne um und von vom zu zum zur',
  fr: 'a au aux avec ce ces d dans de des du en est et l la le les ou par pour sans sur un une',
  es: 'a al con de del e el en es la las los o para por que sin su un una unas unos y',
  pt: 'a ao aos as com da das de do dos e em na nas no nos o os ou para por sem um uma',
  it: 'a ad ai al alla con da dal dei del della delle dello di e gli i il in la le lo nel nella o per senza su un una uno dell',
  ru: 'без в во для до и из или к на о об от по под при с со у',
  id: 'dan dari dengan di ke pada tanpa untuk yang',
  ms: 'dan dari dengan di ke pada tanpa untuk yang',
  vi: 'cho cua va voi',
  ar: 'في من الي علي عن مع او و',
}

const sets = new Map<Locale, ReadonlySet<string>>()

export function isStopWord(word: string, locale: Locale): boolean {
  const known = sets.get(locale) ?? new Set(WORDS[locale]?.split(' '))
  sets.set(locale, known)
  return known.has(word)
}
