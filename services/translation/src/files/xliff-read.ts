import { SaxesParser } from 'saxes'
import { UnreadableFile } from './unreadable.ts'
import type { ReadFile } from './units.ts'

/** States by which a translator says that nothing is left to do, in 1.2 and 2.0. */
const FINAL: ReadonlySet<string> = new Set(['final', 'signed-off', 'reviewed'])

/** What tools propose beside a text, with sources and targets of their own: `alt-trans` in 1.2, `mtc:match` in 2.0. */
const PROPOSALS = /^(?:alt-trans|(?:\w+:)?match)$/

/**
 * Reads XLIFF 1.2 and 2.0 line by line. A document type, and with it every entity but XML's own, makes a file
 * unreadable: nothing outside of the file is ever looked at.
 */
export function readXliff(content: string): ReadFile {
  const parser = new SaxesParser<{ xmlns: false; position: true }>({ xmlns: false, position: true })
  const read: ReadFile = { targetLocale: '', units: [], faults: [] }
  let unit: (ReadFile['units'][number] & { named: boolean }) | undefined
  let inside: 'source' | 'target' | undefined
  let proposals = 0
  const fail = (): never => {
    throw new UnreadableFile(parser.line)
  }
  const hear = (text: string) => {
    if (unit && inside) unit[inside] += text
  }
  parser.on('error', fail)
  parser.on('doctype', fail)
  parser.on('text', hear)
  parser.on('cdata', hear)
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'xliff' && attributes['trgLang'] !== undefined) read.targetLocale = attributes['trgLang']
    if (name === 'file' && attributes['target-language'] !== undefined)
      read.targetLocale = attributes['target-language']
    if (name === 'trans-unit' || name === 'unit')
      unit = { ...placeOf(name, attributes), line: parser.line, source: '', target: '', confirmed: false }
    if (PROPOSALS.test(name)) proposals += 1
    if (proposals > 0) return
    if (name === 'segment' && FINAL.has(attributes['state'] ?? '') && unit) unit.confirmed = true
    if (name === 'target' && FINAL.has(attributes['state'] ?? '') && unit) unit.confirmed = true
    if (name === 'source' || name === 'target') inside = name
    const code = codePoint(name, attributes)
    if (code !== undefined) hear(code)
  })
  parser.on('closetag', ({ name }) => {
    if (PROPOSALS.test(name)) proposals -= 1
    if (proposals > 0) return
    if (name === 'source' || name === 'target') inside = undefined
    if ((name !== 'trans-unit' && name !== 'unit') || !unit) return
    const { named, ...whole } = unit
    if (named) read.units.push(whole)
    else read.faults.push({ line: unit.line, code: 'translation.unknown-text', params: {} })
    unit = undefined
  })
  parser.write(content).close()
  if (read.targetLocale === '') throw new UnreadableFile(1)
  return read
}

function placeOf(name: string, attributes: Readonly<Record<string, string>>) {
  const place = attributes[name === 'unit' ? 'name' : 'id'] ?? ''
  const [kind = '', id = '', field = '', ...more] = place.split('/')
  return { kind, id, field, named: field !== '' && more.length === 0 }
}

/** A control character that XML has no way to write: `<cp hex="001B"/>`, in 1.2 `<x id="cp-001B"/>`. */
function codePoint(name: string, attributes: Readonly<Record<string, string>>): string | undefined {
  const hex =
    name === 'cp'
      ? attributes['hex']
      : name === 'x'
        ? /^cp-([0-9A-F]{4})$/.exec(attributes['id'] ?? '')?.[1]
        : undefined
  return hex !== undefined && /^[0-9A-Fa-f]{1,4}$/.test(hex)
    ? String.fromCharCode(parseInt(hex, 16))
    : undefined
}
