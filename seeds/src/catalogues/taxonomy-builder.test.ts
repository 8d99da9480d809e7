import { describe, expect, it } from 'vitest'
import { joined, missingFrom } from '../load-taxonomy.ts'
import { TaxonomyBuilder } from './taxonomy-builder.ts'
import { countryOf, gtinOf, keyOf, plainText, shortened } from './words.ts'

const built = (work: (builder: TaxonomyBuilder) => void, prefix = 'shop') => {
  const builder = new TaxonomyBuilder(prefix, { name: 'Shop', position: 1 })
  work(builder)
  return builder.build()
}

describe('the taxonomy of a catalogue', () => {
  it('keeps values apart whose names make the same key', () => {
    const energy = (value: string) => ({ name: 'Energy class', value, filter: true })
    const taxonomy = built((builder) => {
      const key = builder.category(['Fridges'])
      for (const value of ['A', 'A+', 'a']) builder.attributes(key, [energy(value)])
    })
    const values = taxonomy.attributes[0]?.values ?? []
    expect(values.map(({ name }) => name.en)).toEqual(['A', 'A+'])
    expect(new Set(values.map(({ key }) => key)).size).toBe(2)
  })

  it('narrows a category only by what its own goods say', () => {
    const taxonomy = built((builder) => {
      builder.attributes(builder.category(['Pots']), [{ name: 'Glaze', value: 'ash', filter: true }])
      builder.attributes(builder.category(['Cups']), [{ name: 'Note', value: 'chips easily' }])
    })
    expect(taxonomy.categories.map(({ key, filterable }) => [key, filterable])).toEqual([
      ['shop', []],
      ['shop-pots', ['shop-glaze']],
      ['shop-cups', []],
    ])
  })

  it('joined with another has each brand and colour once, and nothing is missing from itself', () => {
    const coloured = (prefix: string, brand: string, colour: string) =>
      built((builder) => {
        builder.brand(brand)
        builder.option('Color').value(colour)
      }, prefix)
    const both = joined([coloured('a', 'Legwork', 'Red'), coloured('b', 'LEGWORK', 'Blue')])
    expect(both.brands).toEqual([{ key: 'legwork', name: 'Legwork' }])
    expect(both.options.map(({ key, values }) => [key, values.map((value) => value.key)])).toEqual([
      ['colour', ['red', 'blue']],
    ])
    expect(missingFrom(both, both)).toEqual({ categories: [], attributes: [], options: [], brands: [] })
  })

  it('leaves the mall its own names and asks for what it lacks only', () => {
    const mall = built((builder) => builder.option('Colour').value('Red'))
    const [option] = mall.options
    if (option) option.name = { en: 'Colour', de: 'Farbe' }
    const wanted = built((builder) => {
      const { value } = builder.option('Color')
      value('Red')
      value('Blue')
    })
    expect(missingFrom(mall, wanted).options).toEqual([
      { key: 'colour', name: { en: 'Colour', de: 'Farbe' }, values: [{ key: 'blue', name: { en: 'Blue' } }] },
    ])
  })
})

describe('words', () => {
  it('become keys, of any script and length', () => {
    expect(keyOf('Crème & Co.')).toBe('creme-co')
    expect(keyOf('日本')).toMatch(/^[0-9a-f]{8}$/)
    expect(keyOf('long '.repeat(40))).toMatch(/^[a-z0-9][a-z0-9-]{0,63}$/)
  })

  it('become plain text, a comparison among it', () => {
    expect(plainText('<p>Under 5 ms &amp; < 20 dB</p><ul><li>quiet<li>small</ul>')).toBe(
      'Under 5 ms & < 20 dB\n• quiet\n• small',
    )
    expect(shortened('one two three', 9)).toBe('one two…')
  })

  it('name countries and trade items', () => {
    expect(['Germany', 'south korea', 'Czech Republic', 'Atlantis', ''].map(countryOf)).toEqual([
      'DE',
      'KR',
      'CZ',
      undefined,
      undefined,
    ])
    expect(gtinOf(['12345', '4012345000017', '4012345000016'])).toBe('4012345000016')
  })
})
