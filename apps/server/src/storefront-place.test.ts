import { describe, expect, it } from 'vitest'
import { choosePlace, placeCookie, type PlaceHints, type PlaceMarket } from './storefront-place.ts'

const MARKETS: PlaceMarket[] = [
  { code: 'DE', countries: ['DE', 'AT'], currency: 'EUR', currencies: ['EUR'] },
  { code: 'GB', countries: ['GB'], currency: 'GBP', currencies: ['GBP', 'EUR'] },
  { code: 'JP', countries: ['JP'], currency: 'JPY', currencies: ['JPY'] },
]
const place = (query: string, hints: Omit<PlaceHints, 'query'> = {}) =>
  choosePlace(MARKETS, { query: new URLSearchParams(query), ...hints })

describe('where a reader buys', () => {
  it('is what the address wishes for', () => {
    expect(place('market=GB')).toEqual({ market: 'GB', country: 'GB', currency: 'GBP' })
    expect(place('country=AT')).toEqual({ market: 'DE', country: 'AT', currency: 'EUR' })
    expect(place('country=GB&currency=EUR')).toEqual({ market: 'GB', country: 'GB', currency: 'EUR' })
  })

  it('is else what the reader chose before', () => {
    const cookie = 'other=1; tw-place=GB.GB.EUR'
    expect(place('', { cookie, acceptLanguage: 'ja-JP' })).toEqual({
      market: 'GB',
      country: 'GB',
      currency: 'EUR',
    })
    expect(place('currency=GBP', { cookie })).toEqual({ market: 'GB', country: 'GB', currency: 'GBP' })
    expect(place('market=GB', { cookie }).currency).toBe('EUR')
    expect(place('market=JP', { cookie })).toEqual({ market: 'JP', country: 'JP', currency: 'JPY' })
  })

  it('is else the country of the browser’s language, else the first market', () => {
    expect(place('', { acceptLanguage: 'de-AT,de;q=0.9' }).country).toBe('AT')
    expect(place('', { acceptLanguage: 'zh-Hant-TW' }).market).toBe('DE')
    expect(place('').market).toBe('DE')
  })

  it('does not believe what fits no market', () => {
    expect(place('market=XX&currency=QQQ').market).toBe('DE')
    expect(place('market=<b>', { cookie: 'tw-place=ZZ.ZZ.ZZZ' }).market).toBe('DE')
    expect(place('market=JP&currency=EUR').currency).toBe('JPY')
    const cookie = 'tw-place=GB.GB.EUR'
    expect(place('market=XX&currency=QQQ', { cookie }).currency).toBe('EUR')
    expect(place('currency=QQQ', { cookie }).currency).toBe('EUR')
    expect(choosePlace([], { query: new URLSearchParams() })).toEqual({
      market: '',
      country: '',
      currency: '',
    })
  })

  it('is told beside a country that no market serves, which keeps the rest as it was', () => {
    const cookie = 'tw-place=GB.GB.EUR'
    const elsewhere = { market: 'GB', country: 'GB', currency: 'EUR', unserved: 'CH' }
    expect(place('country=CH', { cookie })).toEqual(elsewhere)
    expect(place('country=CH&currency=GBP', { cookie })).toEqual({ ...elsewhere, currency: 'GBP' })
    expect(place('country=CH')).toEqual({ market: 'DE', country: 'DE', currency: 'EUR', unserved: 'CH' })
    const [remembering] = placeCookie(elsewhere, false).split(';')
    expect(place('', { cookie: remembering })).toEqual(elsewhere)
    expect(place('market=GB', { cookie: remembering })).toEqual(elsewhere)
    expect(place('currency=GBP', { cookie: remembering }).unserved).toBe('CH')
    expect(place('country=AT', { cookie: remembering }).unserved).toBeUndefined()
    expect(place('market=JP', { cookie: remembering }).unserved).toBeUndefined()
  })

  it('speaks of no country that nobody named', () => {
    expect(place('country=ZZ', { cookie: 'tw-place=DE.ZZ.EUR' })).not.toHaveProperty('unserved')
    expect(place('', { acceptLanguage: 'de-CH' })).not.toHaveProperty('unserved')
  })

  it('is remembered in a cookie that leads back to it', () => {
    const chosen = place('country=AT')
    const [cookie] = placeCookie(chosen, true).split(';')
    expect(place('', { cookie })).toEqual(chosen)
    expect(placeCookie(chosen, true)).toContain('; Secure')
  })
})
