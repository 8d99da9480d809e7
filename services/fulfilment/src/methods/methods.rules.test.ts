import { describe, expect, it } from 'vitest'
import { checkMethod, reaches, type Method } from './methods.rules.ts'

const eur = (minor: number) => ({ minor, currency: 'EUR' })
const zone = (over: Partial<Method['zones'][number]> = {}): Method['zones'][number] => ({
  countries: ['DE', 'AT'],
  minDays: 2,
  maxDays: 4,
  rates: [
    { upToGrams: 1000, price: eur(490) },
    { upToGrams: 5000, price: eur(790) },
  ],
  ...over,
})
const method = (...zones: Method['zones']): Method => ({
  name: { en: 'Parcel' },
  carrier: 'Post',
  active: true,
  zones,
})

describe('a shipping method', () => {
  it('is fine with zones apart, rising steps and one currency', () => {
    expect(checkMethod(method(zone(), zone({ countries: ['*'], freeFrom: eur(9900) })))).toMatchObject({
      currency: 'EUR',
    })
  })

  it('takes goods of unknown weight for a kilogram, or for what all its zones take, or as it says', () => {
    const letters = zone({ countries: ['*'], rates: [{ upToGrams: 500, price: eur(190) }] })
    expect(checkMethod(method(zone()))).toMatchObject({ assumedGrams: 1000 })
    expect(checkMethod(method(zone(), letters))).toMatchObject({ assumedGrams: 500 })
    expect(checkMethod({ ...method(zone()), assumedGrams: 5000 })).toMatchObject({ assumedGrams: 5000 })
  })

  it.each([
    ['fulfilment.zone-overlap', method(zone(), zone({ countries: ['FR', 'AT'] }))],
    ['fulfilment.zone-overlap', method(zone({ countries: ['*'] }), zone({ countries: ['*'] }))],
    [
      'fulfilment.steps-not-rising',
      method(
        zone({
          rates: [
            { upToGrams: 500, price: eur(1) },
            { upToGrams: 500, price: eur(2) },
          ],
        }),
      ),
    ],
    ['fulfilment.one-currency', method(zone({ freeFrom: { minor: 1, currency: 'USD' } }))],
    [
      'fulfilment.one-currency',
      method(zone({ rates: [{ upToGrams: 1, price: { minor: 1, currency: 'XXX' } }] })),
    ],
    ['platform.bad-request', { ...method(zone()), assumedGrams: 5001 }],
    ['platform.bad-request', method(zone({ minDays: 5 }))],
    ['platform.bad-request', { ...method(zone()), name: {} }],
  ])('is refused with %s otherwise', (code, wrong) => {
    expect(() => checkMethod(wrong)).toThrow(expect.objectContaining({ code }))
  })
})

describe('free shipping', () => {
  const rates = { base: 'EUR', rates: { USD: '1.25', JPY: '160' } }

  it('is reached to the cent, in any currency', () => {
    expect(reaches(eur(5000), eur(5000), null)).toBe(true)
    expect(reaches(eur(4999), eur(5000), null)).toBe(false)
    expect(reaches({ minor: 6250, currency: 'USD' }, eur(5000), rates)).toBe(true)
    expect(reaches({ minor: 6249, currency: 'USD' }, eur(5000), rates)).toBe(false)
    expect(reaches({ minor: 8000, currency: 'JPY' }, eur(5000), rates)).toBe(true)
    expect(reaches({ minor: 7999, currency: 'JPY' }, eur(5000), rates)).toBe(false)
    expect(reaches({ minor: 6250, currency: 'USD' }, { minor: 8000, currency: 'JPY' }, rates)).toBe(true)
  })

  it('is not given on a guess', () => {
    expect(reaches({ minor: 10 ** 9, currency: 'THB' }, eur(1), rates)).toBe(false)
    expect(reaches({ minor: 10 ** 9, currency: 'USD' }, eur(1), null)).toBe(false)
  })
})
