import { readCsv } from './csv.ts'
import type { ReadFile } from './units.ts'
import { readXliff } from './xliff-read.ts'

export { UnreadableFile } from './unreadable.ts'

/** Reads a translator's file, whichever of our formats it is in; throws UnreadableFile. */
export const readFile = (content: string): ReadFile =>
  /^\uFEFF?\s*</.test(content) ? readXliff(content) : readCsv(content)
