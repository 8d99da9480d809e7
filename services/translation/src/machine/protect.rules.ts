import type { Locale } from '@tradewind/kernel'
import { fixedSpans, type Word } from '../terms/terms.rules.ts'

/** A line as a machine gets it: markup around what it must leave alone. */
export interface Protected {
  markup: string
  /** What is put back in place of each. */
  fixed: readonly string[]
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

/**
 * Wraps kept words, placeholders, addresses and article numbers so that DeepL and Google both leave them alone; words
 * that the glossary has in the language go as they are to read there, so that no provider needs a glossary of its own.
 */
export function protect(text: string, words: readonly Word[], to: Locale): Protected {
  const fixed: string[] = []
  let markup = ''
  let at = 0
  for (const span of fixedSpans(text, words, to)) {
    fixed.push(span.text)
    markup += `${escape(text.slice(at, span.from))}<span translate="no" id="k${fixed.length}">${escape(span.text)}</span>`
    at = span.to
  }
  return { markup: markup + escape(text.slice(at)), fixed }
}

/** The translated line with what was fixed put in its place; undefined when any of it was lost, doubled or other markup came along. */
export function restore(markup: string, { fixed }: Protected): string | undefined {
  const found: string[] = []
  const parts = markup.split(/<span\b[^>]*\bid="(k\d+)"[^>]*>.*?<\/span>/gs)
  const text = parts
    .map((part, index) => {
      if (index % 2 === 0) return part.includes('<') ? undefined : unescape(part)
      found.push(part)
      return fixed[Number(part.slice(1)) - 1]
    })
    .reduce<string | undefined>(
      (whole, part) => (whole === undefined || part === undefined ? undefined : whole + part),
      '',
    )
  const isWhole = found.length === fixed.length && new Set(found).size === fixed.length
  return isWhole ? text : undefined
}
