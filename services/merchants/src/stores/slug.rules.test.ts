import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newId } from '@tradewind/kernel'
import { slugOf, slugsFor } from './slug.rules.ts'

describe('the slug of a store', () => {
  it.each([
    ['Käse & Wein', 'kase-wein'],
    ['  Straßenküche №1 ', 'strassenkuche-no1'],
    ['Gốm Bát Tràng', 'gom-bat-trang'],
    ['Øst/Smørrebrød', 'ost-smorrebrod'],
    ['../../etc', 'etc'],
    ['手作り', ''],
  ])('of %j is %j', (name, slug) => {
    expect(slugOf(name)).toBe(slug)
  })

  it('fits into an address, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 2, maxLength: 80 }), (name) => {
        const slugs = slugsFor(name, newId('sto'))
        for (const slug of slugs) expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
        expect(new Set(slugs).size).toBe(slugs.length)
      }),
    )
  })
})
