import type { Status, TextFile, Unit } from './units.ts'

type Version = '1.2' | '2.0'

/** How a status is told in each version; a person's word is final, a machine's waits for one. */
const STATES: Readonly<Record<Version, Readonly<Record<Status, string>>>> = {
  '1.2': {
    missing: 'needs-translation',
    machine: 'needs-review-translation',
    stale: 'needs-adaptation',
    human: 'final',
  },
  '2.0': { missing: 'initial', machine: 'translated', stale: 'translated', human: 'final' },
}

/** Units by their place, `product/prd_…/name`. */
const nameOf = ({ kind, id, field }: Unit): string => `${kind}/${id}/${field}`

/** XLIFF as CAT tools read it: OASIS XLIFF 1.2, or 2.0. */
export function writeXliff(version: Version, { kind, sourceLocale, targetLocale, units }: TextFile): string {
  const [source, target] = [attribute(sourceLocale), attribute(targetLocale)]
  const head = `<?xml version="1.0" encoding="UTF-8"?>\n<xliff version="${version}" xmlns="urn:oasis:names:tc:xliff:document:${version}"`
  return version === '1.2'
    ? `${head}>\n  <file original="${attribute(kind)}" datatype="plaintext" source-language="${source}" target-language="${target}">\n    <body>\n${units.map(unit12).join('')}    </body>\n  </file>\n</xliff>\n`
    : `${head} srcLang="${source}" trgLang="${target}">\n  <file id="${attribute(kind)}">\n${units.map(unit20).join('')}  </file>\n</xliff>\n`
}

const unit12 = (
  unit: Unit,
): string => `      <trans-unit id="${attribute(nameOf(unit))}" xml:space="preserve">
        <source>${text(unit.source, '1.2')}</source>
        <target state="${STATES['1.2'][unit.status]}">${text(unit.target, '1.2')}</target>
      </trans-unit>\n`

const unit20 = (
  unit: Unit,
  index: number,
): string => `    <unit id="u${index + 1}" name="${attribute(nameOf(unit))}">
      <segment state="${STATES['2.0'][unit.status]}"${unit.status === 'stale' ? ' subState="tradewind:stale"' : ''}>
        <source xml:space="preserve">${text(unit.source, '2.0')}</source>
        <target xml:space="preserve">${text(unit.target, '2.0')}</target>
      </segment>
    </unit>\n`

const escape = (value: string): string =>
  value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const attribute = (value: string): string => escape(value).replaceAll('"', '&quot;')

/** XML knows no control characters; a reader of XML would make one line break of two. */
function text(value: string, version: Version): string {
  return escape(value)
    .replaceAll('\r', '&#13;')
    .replace(/[^\P{Cc}\t\n\r\u{7F}-\u{9F}]|[\uFFFE\uFFFF]/gu, (character) => {
      const hex = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
      return version === '2.0' ? `<cp hex="${hex}"/>` : `<x id="cp-${hex}"/>`
    })
}
