import { money } from '@tradewind/kernel'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { measureOf, unitPriceOf } from './unit-price.ts'

const attribute = (key: string, number: number | null) => ({
  key,
  name: key,
  value: String(number),
  number,
  unit: 'g',
})

describe('the price of a whole unit', () => {
  it('is per kilogram where the product says what a package holds', () => {
    const measure = measureOf({ attributes: [attribute('capacityMl', 350), attribute('netGrams', 250)] })
    expect(measure).toEqual({ thousandths: 250, unit: 'kg' })
    expect(measure && unitPriceOf(money(450, 'EUR'), measure)).toEqual(money(1800, 'EUR'))
    expect(measure && unitPriceOf(money(1200, 'JPY'), measure)).toEqual(money(4800, 'JPY'))
  })

  it('is none where it does not, or says nothing sensible', () => {
    expect(measureOf({ attributes: [attribute('capacityMl', 350)] })).toBeUndefined()
    expect(
      measureOf({ attributes: [attribute('netGrams', 0), attribute('netMillilitres', null)] }),
    ).toBeUndefined()
  })

  it('is off by half a minor unit at most', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10 ** 8 }),
        fc.integer({ min: 1, max: 50_000 }),
        (minor, thousandths) => {
          const whole = unitPriceOf(money(minor, 'EUR'), { thousandths, unit: 'l' }).minor
          expect(Math.abs(whole * thousandths - minor * 1000) * 2).toBeLessThanOrEqual(thousandths)
        },
      ),
    )
  })
})
