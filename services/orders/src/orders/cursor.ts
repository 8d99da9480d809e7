import { decodeCursor, kernelError } from '@tradewind/kernel'

/** The id in a cursor of a list that is ordered by id; undefined for the first page. */
export function cursorId(cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined
  const [id] = decodeCursor(cursor, 1)
  if (typeof id !== 'string') throw kernelError(400, 'platform.bad-cursor')
  return id
}
