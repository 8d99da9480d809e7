import { describe, expect, it } from 'vitest'
import { sentAddress, draftOf, emptyDraft, draftFaults, partsForLatin } from './draft.ts'

describe('the form of an address', () => {
  it('says what is missing and what looks wrong', () => {
    const draft = { ...emptyDraft('US'), name: 'A', line1: 'B', city: 'C', postcode: '1234' }
    expect(draftFaults(draft)).toEqual({ region: 'platform.required', postcode: 'platform.invalid-format' })
    expect(draftFaults({ ...draft, region: 'US-NY', postcode: '10001-1234' })).toEqual({})
    expect(draftFaults(emptyDraft('AE'))).toEqual({
      name: 'platform.required',
      line1: 'platform.required',
      region: 'platform.required',
    })
  })

  it('is sent with what was written and what the country uses', () => {
    const draft = {
      ...emptyDraft('AE'),
      name: ' Noor ',
      line1: 'Street 1',
      region: 'AE-DU',
      postcode: '123',
      phone: '050 123 4567',
    }
    expect(sentAddress(draft)).toEqual({
      name: 'Noor',
      line1: 'Street 1',
      region: 'AE-DU',
      phone: '050 123 4567',
      country: 'AE',
    })
  })

  it('asks in Latin for what is written in another script, and sends no more of it', () => {
    const draft = {
      ...emptyDraft('JP'),
      name: '花子',
      line1: 'Chiyoda 1-1',
      city: '千代田区',
      region: 'JP-13',
    }
    expect(partsForLatin(draft)).toEqual(['name', 'city'])
    expect(draftFaults({ ...draft, postcode: '1000001' })).toEqual({})
    expect(draftFaults({ ...draft, postcode: '1000001' }, true)).toEqual({
      'latin.name': 'platform.latin-required',
      'latin.city': 'platform.latin-required',
    })
    const latin = { ...draft.latin, name: 'Hanako', line1: 'Of before', city: 'Chiyoda-ku' }
    expect(sentAddress({ ...draft, latin }).latin).toEqual({ name: 'Hanako', city: 'Chiyoda-ku' })
    expect(sentAddress({ ...draft, name: 'Hanako', city: 'Chiyoda-ku', latin }).latin).toBeUndefined()
  })

  it('begins with the address that was kept, an older one too', () => {
    const kept = { name: 'A', line1: 'B', city: '千代田区', postcode: '100-0001', country: 'JP' }
    expect(draftOf({ ...kept, region: '東京都', regionCode: 'JP-13' }).region).toBe('JP-13')
    expect(draftOf({ ...kept, region: '東京都' }).region).toBe('東京都')
    expect(sentAddress(draftOf(kept))).toEqual(kept)
  })
})
