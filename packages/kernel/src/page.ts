import { kernelError } from './errors.ts'

/** A stretch of a list; `nextCursor` asks for the one after it, null at the end; `total` only where it is cheap. */
export interface Page<T> {
  readonly items: readonly T[]
  readonly nextCursor: string | null
  readonly total?: number
}

/** What a cursor holds: the sort key of the last item shown, ending in its id so that ties are broken. */
export type CursorKey = readonly (string | number)[]

/** Writes a cursor: opaque to callers, in truth base64url of a JSON array. */
export function encodeCursor(key: CursorKey): string {
  const bytes = new TextEncoder().encode(JSON.stringify(key))
  const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
  return base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/** What the values of a sort key are, after the types of PostgreSQL; `int8`, `real` and `timestamptz` are kept as text. */
export interface KeyParts {
  text: string
  int4: number
  int8: string
  real: string
  timestamptz: string
}

/**
 * Reads a cursor back by what its list is sorted by: `decodeCursor(cursor, 'timestamptz', 'text')`. What comes out can be
 * handed to a database as it is. Throws 400 `platform.bad-cursor` on anything that such a list would not have written.
 */
export function decodeCursor<const Kinds extends readonly (keyof KeyParts)[]>(
  cursor: string,
  ...kinds: Kinds
): { [At in keyof Kinds]: KeyParts[Kinds[At]] } {
  const key = parse(cursor)
  if (!Array.isArray(key) || key.length !== kinds.length) throw badCursor()
  const parts: unknown = kinds.map((kind, at) => READERS[kind](key[at]))
  return parts as { [At in keyof Kinds]: KeyParts[Kinds[At]] }
}

const badCursor = () => kernelError(400, 'platform.bad-cursor')

/** Reads a part that is whole when it has this form and passes the test. */
const written =
  (form: RegExp, fits: (text: string) => boolean = () => true) =>
  (part: unknown): string => {
    const text = typeof part === 'number' ? String(part) : part
    if (typeof text !== 'string' || !form.test(text) || !fits(text)) throw badCursor()
    return text
  }

const int4 = written(/^-?\d{1,10}$/, (text) => Math.abs(Number(text)) <= 2_147_483_647)
const READERS: { [Kind in keyof KeyParts]: (part: unknown) => KeyParts[Kind] } = {
  text: (part) => (typeof part === 'string' ? written(/^[^\0\p{Surrogate}]*$/u)(part) : written(/$^/)(part)),
  int4: (part) => Number(int4(part)),
  int8: written(/^-?\d{1,18}$/),
  real: written(/^-?\d{1,18}(\.\d{1,12})?$/),
  // The calendar of databases has no year 0.
  timestamptz: written(/^(?!0000)\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d{1,6})?(Z|\+00)$/, isMoment),
}

/** Whether the calendar and the clock know it: the 31st of February is none. */
function isMoment(text: string): boolean {
  const moment = new Date(`${text.slice(0, 10)}T${text.slice(11, 19)}Z`)
  return !isNaN(moment.getTime()) && moment.toISOString().startsWith(text.slice(0, 10))
}

const MAX_LENGTH = 2_000

function parse(cursor: string): unknown {
  if (cursor.length > MAX_LENGTH || !/^[\w-]+$/.test(cursor)) return undefined
  try {
    const binary = atob(cursor.replaceAll('-', '+').replaceAll('_', '/'))
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0))
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return undefined
  }
}

/**
 * Cuts rows into a page; ask the database for `limit + 1` rows, the extra one telling that there is more.
 * `keyOf` gives the sort key of a row, as the query orders it.
 */
export function pageOf<T>(rows: readonly T[], limit: number, keyOf: (row: T) => CursorKey): Page<T> {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, nextCursor: rows.length > limit && last !== undefined ? encodeCursor(keyOf(last)) : null }
}
