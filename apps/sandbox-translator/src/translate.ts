import type { ControlRequest } from './control.ts'

const KEPT = /<span\b[^>]*\btranslate="no"[^>]*>.*?<\/span>/gs

/** What a call asks for; markup is left alone only where the call says so, as the real ones do. */
export interface Asked {
  to: string
  readsMarkup: boolean
}

/** What a provider would answer: the language in brackets and the text, what is not to be translated left alone. */
function translateLine(line: string, { to, readsMarkup }: Asked, { mode }: ControlRequest): string {
  const mark = `[${to.toLowerCase()}] `
  if (!readsMarkup) return line.replace(/(^|>)(?=[^<])/g, `$1${mark}`)
  const text = mode === 'drop' ? line.replace(KEPT, '') : line
  return mark + (mode === 'repeat' ? text.replace(KEPT, '$&$&') : text)
}

export function translateAll(lines: readonly string[], asked: Asked, faults: ControlRequest): string[] {
  const answers = lines.map((line) => translateLine(line, asked, faults))
  return faults.mode === 'short' ? answers.slice(1) : answers
}
