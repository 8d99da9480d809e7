export type Suspicion = 'link' | 'address' | 'number'

const LINK =
  /(?i:https?:|\bwww\.)|\b[\p{L}\d-]+\.(?:com|net|org|shop|store|io|co|cn|ru|de|fr|jp|kr|th|vn|id|my|br|top|xyz|site|online|link|ly)\b/u
const ADDRESS = /[\p{L}\d._%+-]+\s?(?:@|＠|\(at\)|\[at\])\s?[\p{L}\d-]+/iu
/** Nine digits of any script in a row, with little between them: a phone number, or the account of a messenger. */
const NUMBER = /(?:\p{Nd}[\s().\-–/]{0,2}){9,}/u

/** Why an operator should look at a text before others read it: a way around the mall; null when there is none. */
export function suspicionOf(...texts: readonly string[]): Suspicion | null {
  const text = texts.join('\n').normalize('NFKC')
  if (ADDRESS.test(text)) return 'address'
  if (LINK.test(text)) return 'link'
  return NUMBER.test(text) ? 'number' : null
}
