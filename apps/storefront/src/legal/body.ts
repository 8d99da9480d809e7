/** A stretch of a legal text. */
export type BodyPart = { kind: 'heading' | 'paragraph'; text: string } | { kind: 'list'; entries: string[] }

/** The parts of plain text: each line a paragraph, `# ` before a heading, `- ` before the entries of a list. */
export function readBody(body: string): BodyPart[] {
  const parts: BodyPart[] = []
  for (const line of body
    .trim()
    .split(/\s*\n\s*/)
    .filter(Boolean)) {
    const [, mark, text = line] = /^([#-]) +(.*)$/.exec(line) ?? []
    const last = parts.at(-1)
    if (mark !== '-') parts.push({ kind: mark === '#' ? 'heading' : 'paragraph', text })
    else if (last?.kind === 'list') last.entries.push(text)
    else parts.push({ kind: 'list', entries: [text] })
  }
  return parts
}
