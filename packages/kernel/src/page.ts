import { kernelError } from './errors.ts'

/** A stretch of a list; `nextCursor` asks for the one after it, null at the end; `total` only where it is cheap. */
export interface Page<T> {
  readonly items: readonly T[]
  readonly nextCursor: string | null
  readonly total?: number
}

/** What a cursor holds: the sort key of the last item shown, ending in its id so that ties are broken. */
export type CursorKey = readonly (string | number | null)[]

/** Writes a cursor: opaque to callers, in truth base64url of a JSON array. */
export function encodeCursor(key: CursorKey): string {
  const bytes = new TextEncoder().encode(JSON.stringify(key))
  const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
  return base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/**
 * Reads a cursor back; `length` is how many values the list's sort key has.
 * Throws 400 `platform.bad-cursor` on anything that `encodeCursor` would not have written for such a list.
 */
export function decodeCursor(cursor: string, length?: number): CursorKey {
  const key = parse(cursor)
  if (!isCursorKey(key) || (length !== undefined && key.length !== length))
    throw kernelError(400, 'platform.bad-cursor')
  return key
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

const isCursorKey = (value: unknown): value is CursorKey =>
  Array.isArray(value) &&
  value.every(
    (part) =>
      part === null ||
      (typeof part === 'string' && !/[\0\p{Surrogate}]/u.test(part)) ||
      (typeof part === 'number' && isFinite(part)),
  )

/**
 * Cuts rows into a page; ask the database for `limit + 1` rows, the extra one telling that there is more.
 * `keyOf` gives the sort key of a row, as the query orders it.
 */
export function pageOf<T>(rows: readonly T[], limit: number, keyOf: (row: T) => CursorKey): Page<T> {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, nextCursor: rows.length > limit && last !== undefined ? encodeCursor(keyOf(last)) : null }
}
