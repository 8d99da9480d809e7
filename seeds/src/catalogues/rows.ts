import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isAppError, parseMoney, type Money } from '@tradewind/kernel'
import { parse, type CsvError, type InfoRecord } from 'csv-parse/sync'
import type { Place, RowFault } from './catalogue.ts'

/** One record of a file; `line` is where it begins. */
export interface Row extends Place {
  /** The cell below a heading, empty when there is none. */
  cell(heading: string): string
}

/** What is wrong with a row; the row is left out and named, the others go on. */
export class RowError extends Error {}

/** Reads a CSV file with headings; records that are none are added to `faults`. */
export function readCsv(folder: string, file: string, faults: RowFault[]): Row[] {
  const skip = (error: CsvError | undefined) =>
    void faults.push({ file, line: Number(error?.['lines'] ?? 0), reason: error?.message ?? 'no record' })
  const records: { record: Record<string, string>; info: InfoRecord }[] = parse(
    readFileSync(join(folder, file)),
    {
      bom: true,
      columns: (headings: string[]) => headings.map((heading) => heading.trim()),
      info: true,
      trim: true,
      skip_empty_lines: true,
      skip_records_with_error: true,
      on_skip: skip,
    },
  )
  return records.map(({ record, info }) => ({
    file,
    line: info.lines - breaksIn(record),
    cell: (heading) => record[heading]?.trim() ?? '',
  }))
}

/** The parser tells the line on which a record ends. */
const breaksIn = (record: Record<string, string>): number =>
  Object.values(record).reduce((sum, value) => sum + value.split('\n').length - 1, 0)

/** Reads a file of one JSON value a line. */
export function readJsonLines<T>(folder: string, file: string, faults: RowFault[]): (Place & { value: T })[] {
  const lines = readFileSync(join(folder, file), 'utf8').split('\n')
  return lines.flatMap((text, index) => {
    if (text.trim() === '') return []
    const place = { file, line: index + 1 }
    try {
      return [{ ...place, value: JSON.parse(text) as T }]
    } catch (error) {
      faults.push({ ...place, reason: error instanceof Error ? error.message : String(error) })
      return []
    }
  })
}

/** Makes something of each row; where that throws a RowError, the row is a fault. */
export function eachRow<R extends Place, T>(
  rows: readonly R[],
  faults: RowFault[],
  make: (row: R) => readonly T[],
): T[] {
  return rows.flatMap((row) => {
    try {
      return make(row)
    } catch (error) {
      if (!(error instanceof RowError)) throw error
      faults.push({ file: row.file, line: row.line, reason: error.message })
      return []
    }
  })
}

/** An amount as a file writes it, such as `879.99`; must be above nothing. */
export function priceOf(text: string, currency: string): Money {
  try {
    const price = parseMoney(text, currency)
    if (price.minor > 0) return price
  } catch (error) {
    if (!isAppError(error)) throw error
  }
  throw new RowError(`"${text}" is no price in ${currency}`)
}

/** A whole number from 0 on. */
export function countOf(text: string): number {
  const count = Number(text)
  if (text === '' || !Number.isSafeInteger(count) || count < 0) throw new RowError(`"${text}" is no quantity`)
  return count
}

const GRAMS: Readonly<Record<string, number>> = { g: 1, kg: 1_000, lb: 453.592_37, oz: 28.349_523_125 }
const MILLIMETRES: Readonly<Record<string, number>> = { mm: 1, cm: 10, m: 1_000, in: 25.4 }

/** Whole grams; 0 for nothing stated. */
export const gramsOf = (text: string, unit: string): number => inUnit(text, unit, GRAMS) ?? 0

/** Whole millimetres; undefined for nothing stated. */
export const millimetresOf = (text: string, unit: string): number | undefined =>
  inUnit(text, unit, MILLIMETRES)

function inUnit(text: string, unit: string, units: Readonly<Record<string, number>>): number | undefined {
  if (text === '') return undefined
  const factor = units[unit]
  const value = Number(text)
  if (factor === undefined || !Number.isFinite(value) || value < 0)
    throw new RowError(`"${text} ${unit}" is no measure`)
  return Math.round(value * factor)
}
