import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { combinationsOf, countOf, rearranged, skuOf, type Choice } from './variants.ts'

const row = (options: Choice, sku = '') => ({ options, sku })
const made = (options: Choice) => row(options)
const colour = { key: 'colour', values: ['jade', 'plum'] }
const size = { key: 'size', values: ['s', 'm'] }

describe('variants of options', () => {
  it('are every combination, the last option turning fastest', () => {
    expect(combinationsOf([])).toEqual([{}])
    expect(combinationsOf([colour, size])).toEqual([
      { colour: 'jade', size: 's' },
      { colour: 'jade', size: 'm' },
      { colour: 'plum', size: 's' },
      { colour: 'plum', size: 'm' },
    ])
  })

  it('keep what was written when an option or a value comes or goes', () => {
    const one = rearranged([row({}, 'CUP')], [colour], made)
    expect(one).toEqual([row({ colour: 'jade' }, 'CUP'), row({ colour: 'plum' })])
    const written = [row({ colour: 'jade' }, 'A'), row({ colour: 'plum' }, 'B')]
    expect(rearranged(written, [colour, size], made).map(({ sku }) => sku)).toEqual(['A', '', 'B', ''])
    expect(rearranged(written, [{ key: 'colour', values: ['plum', 'rust'] }], made)).toEqual([
      row({ colour: 'plum' }, 'B'),
      row({ colour: 'rust' }),
    ])
    expect(rearranged(written, [], made)).toEqual([row({}, 'A')])
  })

  it('are as many as their values multiply to, each once, whatever stood before', () => {
    const options = fc.uniqueArray(
      fc.record({
        key: fc.constantFrom('colour', 'size', 'finish'),
        values: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 4 }),
      }),
      { selector: ({ key }) => key, maxLength: 3 },
    )
    fc.assert(
      fc.property(options, options, (before, after) => {
        const rows = rearranged(rearranged([row({}, 'X')], before, made), after, made)
        expect(rows).toHaveLength(countOf(after))
        expect(rows.map((each) => each.options)).toEqual(combinationsOf(after))
        expect(rows.filter(({ sku }) => sku === 'X').length).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('propose article numbers that say what they are', () => {
    expect(skuOf('moon cup', { colour: 'jade', size: 'm' })).toBe('MOON-CUP-JADE-M')
    expect(skuOf('', {})).toBe('')
  })
})
