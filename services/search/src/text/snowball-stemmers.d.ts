declare module 'snowball-stemmers' {
  export type Algorithm = 'english' | 'german' | 'french' | 'spanish' | 'portuguese' | 'italian' | 'russian'
  export function newStemmer(algorithm: Algorithm): { stem(word: string): string }
}
