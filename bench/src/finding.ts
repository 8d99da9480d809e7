/** One line of the table. */
export interface Finding {
  work: string
  ours: string
  /** What ours is held against: the ceiling measured in this run, or the limit. */
  limit: string
  /** How many times the ceiling ours is, where there is one. */
  ratio?: number
  target: string
  /** Absent where the figure is told, not judged, or could not be had. */
  met?: boolean
  /** Told, not judged. */
  beside?: string
}

/** A figure that must not be more than so much. */
export const atMost = (
  work: string,
  figure: number,
  most: number,
  unit: string,
  beside?: string,
): Finding => ({
  work,
  ours: `${short(figure)} ${unit}`,
  limit: '',
  target: `≤ ${most} ${unit}`,
  met: figure <= most,
  beside,
})

/** A figure that must not be less than so much. */
export const atLeast = (work: string, figure: number, least: number, unit: string): Finding => ({
  work,
  ours: `${short(figure)} ${unit}`,
  limit: '',
  target: `≥ ${least} ${unit}`,
  met: figure >= least,
})

/** A figure that is told and not judged. */
export const told = (work: string, figure: number, unit: string, beside: string): Finding => ({
  work,
  ours: `${short(figure)} ${unit}`,
  limit: '',
  target: '',
  beside,
})

/** A row that cannot be measured here, and why. */
export const skipped = (work: string, why: string): Finding => ({
  work,
  ours: 'skipped',
  limit: '',
  target: '',
  beside: why,
})

/** Two figures of which the second may be a tenth more than the first. */
export function within10Percent(work: string, first: number, second: number, unit: string): Finding {
  const ratio = second / first
  return {
    work,
    ours: `${short(second)} ${unit}`,
    limit: `${short(first)} ${unit}`,
    ratio,
    target: '≤ + 10 %',
    met: ratio <= 1.1,
  }
}

/** Three significant digits, no more. */
export const short = (figure: number): string =>
  figure >= 100 ? String(Math.round(figure)) : String(Number(figure.toPrecision(3)))

/** The findings as a table for a terminal. */
export function tableOf(findings: readonly Finding[]): string {
  const rows = [
    ['work', 'ours', 'ceiling or limit', 'ratio', 'target', 'verdict', 'beside'],
    ...findings.map(({ work, ours, limit, ratio, target, met, beside }) => [
      work,
      ours,
      limit,
      ratio === undefined ? '' : `${short(ratio)} x`,
      target,
      met === undefined ? '' : met ? '✓' : '✗ missed',
      beside ?? '',
    ]),
  ]
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  )
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
