import { decodeCursor } from '@tradewind/kernel'

/** The id in a cursor of a list that is ordered by id; undefined for the first page. */
export const cursorId = (cursor: string | undefined): string | undefined =>
  cursor === undefined ? undefined : decodeCursor(cursor, 'text')[0]
