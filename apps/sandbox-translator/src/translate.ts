import type { ControlRequest } from './control.ts'

const KEPT = /<span\b[^>]*\btranslate="no"[^>]*>.*?<\/span>/gs

/** What a provider would answer: the language in brackets and the text, what is not to be translated left alone. */
export function translateLine(line: string, to: string, { mode }: ControlRequest): string {
  const text = mode === 'drop' ? line.replace(KEPT, '') : line
  return `[${to.toLowerCase()}] ${mode === 'repeat' ? text.replace(KEPT, '$&$&') : text}`
}

export function translateAll(lines: readonly string[], to: string, faults: ControlRequest): string[] {
  const answers = lines.map((line) => translateLine(line, to, faults))
  return faults.mode === 'short' ? answers.slice(1) : answers
}
