import { CsvError, parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import { UnreadableFile } from './unreadable.ts'
import type { ReadFile, TextFile } from './units.ts'

const COLUMNS = [
  'kind',
  'id',
  'field',
  'source language',
  'target language',
  'source',
  'target',
  'status',
] as const

/**
 * A spreadsheet would take a cell that begins so for a formula. The apostrophe before it is taken off again when the
 * file comes back; a text's own apostrophe before such a sign gets one more.
 */
const guard = (text: string): string => (/^'*[=+\-@\t\r]/.test(text) ? `'${text}` : text)
const unguard = (text: string): string => (/^'+[=+\-@\t\r]/.test(text) ? text.slice(1) : text)

/** Comma-separated, with a byte order mark, without which spreadsheets take UTF-8 for something else. */
export const writeCsv = ({ sourceLocale, targetLocale, units }: TextFile): string =>
  stringify(
    units.map(({ kind, id, field, source, target, status }) =>
      [kind, id, field, sourceLocale, targetLocale, source, target, status].map(guard),
    ),
    { header: true, columns: [...COLUMNS], bom: true, record_delimiter: '\r\n', quoted: true },
  )

/** What stands between the names of the columns: spreadsheets of some countries write semicolons. */
function delimiterOf(content: string): string {
  const [head = ''] = content.split('\n', 1)
  const [most] = [',', ';', '\t'].toSorted((a, b) => head.split(b).length - head.split(a).length)
  return most ?? ','
}

interface Row {
  record: Record<string, string>
  info: { lines: number }
}

/** Reads by the names of the columns, whichever their order; throws UnreadableFile. */
export function readCsv(content: string): ReadFile {
  let rows: Row[]
  try {
    rows = parse(content, {
      bom: true,
      columns: true,
      info: true,
      delimiter: delimiterOf(content),
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: 200_000,
    }) as unknown as Row[]
  } catch (thrown) {
    if (thrown instanceof CsvError) throw new UnreadableFile(Number(thrown['lines'] ?? 1))
    throw thrown
  }
  const [first] = rows
  if (!first || COLUMNS.some((column) => column !== 'status' && !(column in first.record)))
    throw new UnreadableFile(1)
  const targetLocale = unguard(first.record['target language'] ?? '')
  const read: ReadFile = { targetLocale, units: [], faults: [] }
  for (const { record, info } of rows) {
    const cell = (column: (typeof COLUMNS)[number]) => unguard(record[column] ?? '')
    // A record that spans lines is told by its last.
    const line = info.lines
    if (cell('target language') !== targetLocale)
      read.faults.push({ line, code: 'translation.unknown-text', params: {} })
    else
      read.units.push({
        line,
        kind: cell('kind'),
        id: cell('id'),
        field: cell('field'),
        source: cell('source'),
        target: cell('target'),
        confirmed: cell('status') === 'human',
      })
  }
  return read
}
