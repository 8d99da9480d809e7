import { describe, expect, it } from 'vitest'
import {
  isFiltered,
  queryOf,
  readFilters,
  readPrice,
  withFacet,
  withoutFilters,
  writtenPrice,
} from './filters.ts'

describe('the address of a listing', () => {
  it('says what is shown, and is written back as it was read', () => {
    const query = { f: ['material:clay', 'colour:blue'], sort: 'price-up', min: '10', max: '49.5', n: '48' }
    const filters = readFilters(query, 'EUR')
    expect(filters).toMatchObject({ minPrice: 1000, maxPrice: 4950, count: 48, sort: 'price-up' })
    expect(queryOf(filters, 'EUR')).toMatchObject({ ...query, max: '49.50', n: 48 })
  })

  it('counts prices in the minor units of the currency', () => {
    expect(readFilters({ min: '1200' }, 'JPY').minPrice).toBe(1200)
    expect(readFilters({ min: '12.5' }, 'KWD').minPrice).toBe(12500)
    expect(queryOf(readFilters({ min: '1200' }, 'JPY'), 'JPY')['min']).toBe('1200')
  })

  it('means nothing where it makes no sense', () => {
    const filters = readFilters(
      { f: ['no colon', 'a:b:c', null], sort: 'cheap', min: '-4', max: '1.2.3', n: '-1', available: 'yes' },
      'EUR',
    )
    expect(filters).toEqual({
      facets: [],
      minPrice: undefined,
      maxPrice: undefined,
      availableOnly: false,
      count: 24,
    })
    expect(readFilters({ n: '999999' }, 'EUR').count).toBe(24)
    expect(readFilters({ n: '30' }, 'EUR').count).toBe(48)
    expect(readFilters({ min: '1.5' }, 'JPY').minPrice).toBeUndefined()
  })

  it('toggles a value and starts from the beginning', () => {
    const shown = readFilters({ f: 'material:clay', n: '72' }, 'EUR')
    expect(withFacet(shown, 'colour:blue')).toMatchObject({
      facets: ['material:clay', 'colour:blue'],
      count: 24,
    })
    expect(withFacet(shown, 'material:clay')).toMatchObject({ facets: [], count: 24 })
  })

  it('forgets filters but not the words and the order', () => {
    const all = withoutFilters(readFilters({ q: ' tea ', f: 'a:b', min: '1', sort: 'new' }, 'EUR'))
    expect(all).toMatchObject({ q: 'tea', sort: 'new', facets: [] })
    expect(isFiltered(all)).toBe(false)
    expect(isFiltered(readFilters({ available: '1' }, 'EUR'))).toBe(true)
  })
})

describe('the fields of a price filter', () => {
  it('show an amount as the reader writes it', () => {
    expect(writtenPrice(8650, 'EUR', 'en')).toBe('86.50')
    expect(writtenPrice(8650, 'EUR', 'de')).toBe('86,50')
    expect(writtenPrice(128_650, 'EUR', 'fr')).toBe('1286,50')
    expect(writtenPrice(8600, 'EUR', 'de')).toBe('86')
    expect(writtenPrice(12_500, 'KWD', 'ar')).toBe('12.500')
    expect(writtenPrice(1200, 'JPY', 'ja')).toBe('1200')
    expect(writtenPrice(undefined, 'EUR', 'de')).toBe('')
  })

  it('take it back, also grouped or with the other mark', () => {
    expect(readPrice('86,50', 'EUR', 'de')).toBe(8650)
    expect(readPrice('86.5', 'EUR', 'de')).toBe(8650)
    expect(readPrice('1.250', 'EUR', 'de')).toBe(125_000)
    expect(readPrice('1,250', 'EUR', 'en')).toBe(125_000)
    expect(readPrice(' 86,50 ', 'EUR', 'en')).toBe(8650)
    expect(readPrice('', 'EUR', 'de')).toBeUndefined()
    expect(readPrice('cheap', 'EUR', 'de')).toBeUndefined()
  })
})
