import type { FieldError } from '@tradewind/kernel'

/** NUL, and half a surrogate pair: text that has no place in a database, a file or a mail. */
const BROKEN = /[\0\p{Surrogate}]/u
const MAX_ERRORS = 50

/** Field errors, `platform.invalid-format`, for every text in `value` that PostgreSQL could not keep, names of properties included. */
export function brokenTexts(value: unknown): FieldError[] {
  const paths: string[] = []
  collect(value, '', paths)
  return paths.slice(0, MAX_ERRORS).map((path) => ({ path, code: 'platform.invalid-format' }))
}

function collect(value: unknown, path: string, paths: string[]): void {
  if (typeof value === 'string') {
    if (BROKEN.test(value)) paths.push(path)
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) {
      const within = path === '' ? name : `${path}.${name}`
      // The path of a broken name cannot be said either.
      if (BROKEN.test(name)) paths.push(path)
      else collect(inner, within, paths)
    }
  }
}
