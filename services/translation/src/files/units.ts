import type { Static } from 'typebox'
import type { FileFormat } from '../contract/index.ts'
import type { TextStatus, TranslatableThing } from '@tradewind/platform/contract'
import { writeCsv } from './csv.ts'
import { writeXliff } from './xliff-write.ts'

export type Status = Static<typeof TextStatus>

/** One field of one thing as it stands in a file. */
export interface Unit {
  kind: string
  id: string
  field: string
  source: string
  target: string
  status: Status
}

/** A unit as it was read: where it stood, and whether the translator says that it is final. */
export interface FileUnit extends Omit<Unit, 'status'> {
  line: number
  confirmed: boolean
}

export interface FileFault {
  line: number
  code: string
  params: Record<string, string>
}

export interface TextFile {
  kind: string
  sourceLocale: string
  targetLocale: string
  units: readonly Unit[]
}

export interface ReadFile {
  targetLocale: string
  units: FileUnit[]
  faults: FileFault[]
}

/** The texts of a thing that are translated, without those its source has not. */
export const unitsOf = ({ kind, id, fields }: Static<typeof TranslatableThing>): Unit[] =>
  fields.flatMap(({ field, source, target, status }) =>
    status === null || source === '' ? [] : [{ kind, id, field, source, target, status }],
  )

export function writeFile(format: Static<typeof FileFormat>, file: TextFile): string {
  if (format === 'csv') return writeCsv(file)
  return writeXliff(format === 'xliff-1.2' ? '1.2' : '2.0', file)
}
