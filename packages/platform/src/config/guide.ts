import { TARGET_URL, VARIABLES, type Variable } from './variables.ts'

/** The guide to the configuration, Markdown, made from the table of variables itself. */
export function configurationGuide(): string {
  const rows = Object.entries<Variable<unknown>>(VARIABLES).map(([name, variable]) => [
    `\`${name}\``,
    variable.reader.kind,
    variable.standard === undefined ? (variable.otherwise ?? '') : `\`${variable.standard}\``,
    variable.meaning,
  ])
  rows.push(['`TARGET_<SERVICE>_URL`', TARGET_URL.reader.kind, 'the service runs here', TARGET_URL.meaning])
  return [
    '# Configuration',
    '',
    'The program is told everything by its environment. It checks all of it before it starts and names every fault at',
    'once. An empty variable counts as not set. This page is made from `packages/platform/src/config/variables.ts`',
    '(`npx vitest run packages/platform/src/config -u` writes it anew).',
    '',
    ...table(['Variable', 'Takes', 'When not set', 'For'], rows),
    '',
  ].join('\n')
}

function table(head: string[], rows: string[][]): string[] {
  const cells = [head, ...rows]
  const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)))
  const line = (row: string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`
  return [line(head), rule, ...rows.map(line)]
}
