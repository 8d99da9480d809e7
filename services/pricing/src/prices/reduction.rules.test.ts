import { money } from '@tradewind/kernel'
import { describe, expect, it } from 'vitest'
import { priorPrice, reductionPercent } from './reduction.rules.ts'

const eur = (minor: number) => money(minor, 'EUR')
const TODAY = '2026-11-22'
const ago = (days: number) => new Date(Date.parse(TODAY) - days * 86_400_000).toISOString().slice(0, 10)

describe('a reduction', () => {
  const history = [
    { from: ago(40), price: eur(169) },
    { from: ago(20), price: eur(129) },
    { from: ago(10), price: eur(169) },
  ]

  it('is measured from the lowest price of thirty days, not from the last one', () => {
    const prior = priorPrice(history, TODAY, 30)
    expect(prior).toEqual(eur(129))
    expect(reductionPercent(eur(129), eur(129))).toBe(0)
    expect(reductionPercent(eur(129), eur(116))).toBe(10)
  })

  it('is none where the offer is above that price', () => {
    expect(reductionPercent(eur(139), eur(149))).toBe(0)
  })

  it('counts a price that still held when the thirty days began, and none from before', () => {
    expect(priorPrice(history, TODAY, 5)).toEqual(eur(169))
    expect(priorPrice([{ from: ago(90), price: eur(99) }, ...history], TODAY, 30)).toEqual(eur(129))
    expect(priorPrice([], TODAY, 30)).toBeUndefined()
  })
})
