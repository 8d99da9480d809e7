/** A fault in the texts: which rule, in which file, of which key, and what is wrong. */
export interface Problem {
  readonly rule: Rule
  readonly file: string
  readonly key: string
  readonly detail: string
}

/** The rules, by name. */
export type Rule =
  | 'argument'
  | 'duplicate-key'
  | 'empty'
  | 'exclamation'
  | 'extra-key'
  | 'icu'
  | 'key-name'
  | 'missing-key'
  | 'plural'
  | 'stale-prefix'
  | 'unknown-key'
  | 'untrimmed'
  | 'unused-key'
