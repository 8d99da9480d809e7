import { expect, test } from 'vitest'
import { priceFor } from './tiers.ts'

const eur = (minor: number) => ({ minor, currency: 'EUR' })
const tiers = [
  { minQuantity: 3, price: eur(1190) },
  { minQuantity: 10, price: eur(990) },
]

test('the price follows the quantity, from each step on', () => {
  const shown = [1, 2, 3, 9, 10, 99].map((quantity) => priceFor({ price: eur(1290), tiers }, quantity).minor)
  expect(shown).toEqual([1290, 1290, 1190, 1190, 990, 990])
})

test('without steps it is one price for all', () => {
  expect(priceFor({ price: eur(1290), tiers: [] }, 50)).toEqual(eur(1290))
})
