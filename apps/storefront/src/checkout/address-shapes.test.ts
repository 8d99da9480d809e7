import { describe, expect, it } from 'vitest'
import {
  addressLines,
  addressOf,
  draftOf,
  emptyDraft,
  faultsOf,
  plainPhone,
  shapeOf,
} from './address-shapes.ts'

const MARKETS = ['DE', 'FR', 'GB', 'US', 'JP', 'CN', 'AE', 'ID', 'TH', 'BR']

describe('addresses in the shape of their country', () => {
  it('hold every part that is required, and an example that fits', () => {
    for (const country of [...MARKETS, 'NZ']) {
      const { rows, required, postcode } = shapeOf(country)
      const parts = rows.flat()
      expect(new Set(parts).size).toBe(parts.length)
      for (const part of required) expect(parts).toContain(part)
      if (postcode) expect(postcode.example).toMatch(postcode.pattern)
    }
  })

  it('begin with the postcode in Japan, and have none in the Emirates', () => {
    expect(shapeOf('JP').rows.flat().indexOf('postcode')).toBeLessThan(
      shapeOf('JP').rows.flat().indexOf('city'),
    )
    expect(shapeOf('AE').rows.flat()).not.toContain('postcode')
    expect(shapeOf('AE').region).toBe('emirate')
  })

  it('say what is missing and what looks wrong', () => {
    const draft = { ...emptyDraft('US'), name: 'A', line1: 'B', city: 'C', postcode: '1234' }
    expect(faultsOf(draft)).toEqual({ region: 'platform.required', postcode: 'platform.invalid-format' })
    expect(faultsOf({ ...draft, region: 'NY', postcode: '10001-1234', phone: '+1 (212) 555-0100' })).toEqual(
      {},
    )
    expect(faultsOf({ ...draft, region: 'NY', postcode: '10001', phone: '212' })).toEqual({
      phone: 'platform.invalid-format',
    })
  })

  it('take postcodes as people write them', () => {
    const fits = (country: string, text: string) => shapeOf(country).postcode?.pattern.test(text)
    expect(fits('GB', 'sw1a1aa')).toBe(true)
    expect(fits('GB', 'EC1A 1BB')).toBe(true)
    expect(fits('JP', '1000001')).toBe(true)
    expect(fits('BR', '01310100')).toBe(true)
    expect(fits('DE', '1011')).toBe(false)
  })

  it('leave with what was written and what the country uses', () => {
    const draft = {
      ...emptyDraft('AE'),
      name: ' Noor ',
      line1: 'Street 1',
      city: 'Deira',
      region: 'Dubai',
      postcode: '123',
    }
    expect(addressOf(draft)).toEqual({
      name: 'Noor',
      line1: 'Street 1',
      city: 'Deira',
      region: 'Dubai',
      country: 'AE',
    })
    expect(addressOf(draftOf(addressOf(draft)))).toEqual(addressOf(draft))
  })

  it('are printed in the order of their country', () => {
    const address = {
      name: 'Aoi',
      line1: '1-2-3',
      city: 'Chiyoda',
      region: 'Tokyo',
      postcode: '100-0001',
      country: 'JP',
    }
    expect(addressLines(address, 'en')).toEqual(['Aoi', '100-0001 Tokyo', 'Chiyoda', '1-2-3', 'Japan'])
    expect(addressLines({ ...address, country: 'DE' }, 'de').at(-1)).toBe('Deutschland')
  })

  it('carry telephone numbers in one form', () => {
    expect(plainPhone('0049 (30) 123-456')).toBe('+4930123456')
    expect(plainPhone('+971 50 123 4567')).toBe('+971501234567')
  })
})
