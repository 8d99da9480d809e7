const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Where a word stands in a text: as a whole where its ends are letters of a script that has spaces. */
export const wholeWord = (word: string): RegExp => {
  const edge = (at: string | undefined) =>
    at !== undefined && /[\p{Script=Latin}\p{Script=Cyrillic}\p{N}]/u.test(at)
  const before = edge(word[0]) ? '(?<![\\p{Script=Latin}\\p{Script=Cyrillic}\\p{N}])' : ''
  const after = edge(word.at(-1)) ? '(?![\\p{Script=Latin}\\p{Script=Cyrillic}\\p{N}])' : ''
  return new RegExp(`${before}${escaped(word)}${after}`, 'gu')
}
