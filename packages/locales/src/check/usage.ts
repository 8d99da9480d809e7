import type { Problem, Rule } from './problem.ts'

/** A source file of an app, service or package. */
export interface Source {
  readonly path: string
  readonly text: string
}

/** Keys that code puts together at run time, such as `orders.status.`; `reason` says where and why. */
export interface DynamicPrefix {
  readonly prefix: string
  readonly reason: string
}

const KEY = '[a-z][a-z0-9-]*(?:\\.[a-z0-9-]+)+'
const QUOTED = new RegExp(`(['"\`])(${KEY})\\1`, 'g')

/** Calls whose key must exist: of a translator, of the makers of errors, and codes written out. */
const ASKED = [
  new RegExp(`\\b(?:t|rich|refused|notFound|conflict|forbidden|unauthorized)\\(\\s*(['"\`])(${KEY})\\1`, 'g'),
  new RegExp(
    `\\b(?:translate|AppError|kernelError|unavailable|tooMany)\\(\\s*[\\w.]+,\\s*(['"\`])(${KEY})\\1`,
    'g',
  ),
  new RegExp(`\\bcode:\\s*(['"\`])(${KEY})\\1`, 'g'),
]

const matches = (pattern: RegExp, text: string): string[] =>
  Array.from(text.matchAll(pattern), ([, , key = '']) => key)

/** Texts that no code asks for, code that asks for texts there are not, and prefixes that excuse nothing. */
export function checkUsage(
  keys: ReadonlySet<string>,
  sources: readonly Source[],
  dynamic: readonly DynamicPrefix[],
): Problem[] {
  const problem = (rule: Rule, file: string, key: string, detail: string): Problem => ({
    rule,
    file,
    key,
    detail,
  })
  const quoted = new Set(sources.flatMap(({ text }) => matches(QUOTED, text)))
  const excused = (key: string) => dynamic.some(({ prefix }) => key.startsWith(prefix))

  const unused = [...keys]
    .filter((key) => !quoted.has(key) && !excused(key))
    .map((key) => problem('unused-key', 'en.json', key, 'no code names this key'))
  const unknown = sources.flatMap(({ path, text }) =>
    ASKED.flatMap((pattern) => matches(pattern, text))
      .filter((key) => !keys.has(key))
      .map((key) => problem('unknown-key', path, key, 'there is no such text')),
  )
  const stale = dynamic
    .filter(({ prefix, reason }) => reason.trim() === '' || ![...keys].some((key) => key.startsWith(prefix)))
    .map(({ prefix }) => problem('stale-prefix', 'dynamic-keys.json', prefix, 'it has no key or no reason'))
  return [...unused, ...unknown, ...stale]
}
