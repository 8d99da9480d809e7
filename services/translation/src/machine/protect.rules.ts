import { keptSpans, type Kept } from '../terms/terms.rules.ts'

/** A line as a machine gets it: markup around what it must leave alone. */
export interface Protected {
  markup: string
  kept: readonly string[]
}

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00A0',
}

const unescape = (text: string): string =>
  text.replace(
    /&(?:#(\d{1,6})|#x([0-9a-fA-F]{1,6})|(\w{2,6}));/g,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return ENTITIES[name] ?? whole
      const code = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal)
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole
    },
  )

/** Wraps kept terms, placeholders, addresses and article numbers so that DeepL and Google both leave them alone. */
export function protect(text: string, terms: readonly Kept[]): Protected {
  const kept: string[] = []
  let markup = ''
  let at = 0
  for (const { from, to } of keptSpans(text, terms)) {
    kept.push(text.slice(from, to))
    markup += `${escape(text.slice(at, from))}<span translate="no" id="k${kept.length}">${escape(text.slice(from, to))}</span>`
    at = to
  }
  return { markup: markup + escape(text.slice(at)), kept }
}

/** The translated line with what was kept put back as it was; undefined when any of it was lost, doubled or other markup came along. */
export function restore(markup: string, { kept }: Protected): string | undefined {
  const found: string[] = []
  const parts = markup.split(/<span\b[^>]*\bid="(k\d+)"[^>]*>.*?<\/span>/gs)
  const text = parts
    .map((part, index) => {
      if (index % 2 === 0) return part.includes('<') ? undefined : unescape(part)
      found.push(part)
      return kept[Number(part.slice(1)) - 1]
    })
    .reduce<string | undefined>(
      (whole, part) => (whole === undefined || part === undefined ? undefined : whole + part),
      '',
    )
  const isWhole = found.length === kept.length && new Set(found).size === kept.length
  return isWhole ? text : undefined
}
