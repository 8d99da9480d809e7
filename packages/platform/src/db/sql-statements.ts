/** One statement of a file, and the line it begins on, counted from 1. */
export interface SqlStatement {
  text: string
  line: number
}

/** What may hide a semicolon: comments, quoted names, texts, dollar-quoted bodies. */
const TOKEN =
  /--[^\n]*|\/\*[\s\S]*?\*\/|"[^"]*"|\be'(?:[^'\\]|\\[\s\S]|'')*'|'[^']*'|(\$\w*\$)[\s\S]*?\1|;|\S/gi

/** Splits a file into its statements, so that an error can name its line. Function bodies must be dollar-quoted. */
export function splitStatements(file: string): SqlStatement[] {
  const statements: SqlStatement[] = []
  let start: number | undefined
  for (const { 0: token, index } of file.matchAll(TOKEN)) {
    if (token === ';') {
      if (start !== undefined) statements.push(statementAt(file, start, index))
      start = undefined
    } else if (start === undefined && !token.startsWith('--') && !token.startsWith('/*')) start = index
  }
  if (start !== undefined) statements.push(statementAt(file, start, file.length))
  return statements
}

const statementAt = (file: string, start: number, end: number): SqlStatement => ({
  text: file.slice(start, end).trimEnd(),
  line: lineAt(file, start),
})

/** The line, from 1, of an offset in UTF-16 units. */
export const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length
