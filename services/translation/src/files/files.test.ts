import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readFile } from './read-file.ts'
import { writeFile, type Unit } from './units.ts'

/** Any text that a database keeps: whole characters, no zero. */
const text = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constantFrom(
      'a;b,c\td',
      '=1+1',
      "'=1",
      '+a',
      '-b',
      '@c',
      '\tx',
      '\ry',
      'a\r\nb',
      ']]>',
      '<cp hex="0041"/>',
      '&amp;',
      '"q"',
    ),
  )
  .map((value) => value.replaceAll('\0', '').toWellFormed())
const unit: fc.Arbitrary<Unit> = fc.record({
  kind: fc.constantFrom('product', 'page'),
  id: fc.constantFrom('prd_1', 'home'),
  field: fc.constantFrom('name', '0.title'),
  source: text.filter((value) => value !== ''),
  target: text,
  status: fc.constantFrom('missing', 'machine', 'human', 'stale'),
})

describe('a file for translators', () => {
  it.each(['csv', 'xliff-1.2', 'xliff-2.0'] as const)('in %s loses nothing of any text', (format) => {
    fc.assert(
      fc.property(fc.array(unit, { minLength: 1, maxLength: 5 }), (units) => {
        const content = writeFile(format, {
          kind: 'product',
          sourceLocale: 'en',
          targetLocale: 'zh-TW',
          units,
        })
        const read = readFile(content)
        expect(read).toMatchObject({ targetLocale: 'zh-TW', faults: [] })
        expect(read.units.map(({ line: _line, confirmed: _confirmed, ...rest }) => rest)).toEqual(
          units.map(({ status: _status, ...rest }) => rest),
        )
        expect(read.units.map(({ confirmed }) => confirmed)).toEqual(
          units.map(({ status }) => status === 'human'),
        )
      }),
    )
  })

  it.each([
    [
      'XLIFF 1.2',
      `<xliff version="1.2"><file target-language="de"><body><trans-unit id="product/p/name">
        <source>Cup</source><target state="translated">Becher</target>
        <alt-trans match-quality="80"><source>Mug</source><target state="final">Krug</target></alt-trans>
        <alt-trans><target>Glas</target></alt-trans>
      </trans-unit></body></file></xliff>`,
    ],
    [
      'XLIFF 2.0',
      `<xliff version="2.0" trgLang="de" xmlns:mtc="urn:oasis:names:tc:xliff:matches:2.0"><file id="f"><unit id="u1" name="product/p/name">
        <mtc:matches><mtc:match ref="#m1"><source>Mug</source><target>Krug</target></mtc:match></mtc:matches>
        <segment><source>Cup</source><target>Becher</target></segment>
      </unit></file></xliff>`,
    ],
  ])('in %s is read without what tools propose beside it', (_format, content) => {
    expect(readFile(content).units).toMatchObject([{ source: 'Cup', target: 'Becher', confirmed: false }])
  })

  it('in CSV begins no cell as a formula would', () => {
    fc.assert(
      fc.property(text, (target) => {
        const units: Unit[] = [
          { kind: 'product', id: 'p', field: 'name', source: 'x', target, status: 'human' },
        ]
        const content = writeFile('csv', { kind: 'product', sourceLocale: 'en', targetLocale: 'de', units })
        const cell = content.split('"en","de","x",')[1] ?? '='
        expect(cell).not.toMatch(/^"?[=+\-@\t\r]/)
      }),
    )
  })
})
