/** What a check found, in one line; `note` is no fault, but good to know. */
export interface Finding {
  verdict: 'ok' | 'note' | 'wrong'
  line: string
}

export const ok = (line: string): Finding => ({ verdict: 'ok', line })
export const note = (line: string): Finding => ({ verdict: 'note', line })
export const wrong = (line: string): Finding => ({ verdict: 'wrong', line })
