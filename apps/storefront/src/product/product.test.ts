import { describe, expect, it } from 'vitest'
import { firstVariant, stockOf, variantWith, type Offer, type Product } from './product.ts'

const variant = (id: string, colour: string, size: string) => ({ id, options: { colour, size } })
const product = {
  variants: [variant('red-s', 'red', 's'), variant('red-l', 'red', 'l'), variant('blue-s', 'blue', 's')],
} as unknown as Product
const offers = [
  { variantId: 'red-s', available: 0 },
  { variantId: 'red-l', available: 3 },
  { variantId: 'red-l', available: 4 },
] as unknown as Offer[]

describe('choosing a variant', () => {
  it('changes one option and keeps the others', () => {
    expect(variantWith(product, { colour: 'red', size: 'l' }, 'size')?.id).toBe('red-l')
  })

  it('gives up another option rather than the one just chosen', () => {
    expect(variantWith(product, { colour: 'blue', size: 'l' }, 'colour')?.id).toBe('blue-s')
    expect(variantWith(product, { colour: 'green', size: 'l' }, 'colour')).toBeUndefined()
  })

  it('begins with what the address names, else with what can be had', () => {
    expect(firstVariant(product, offers, 'blue-s')?.id).toBe('blue-s')
    expect(firstVariant(product, offers, undefined)?.id).toBe('red-l')
    expect(firstVariant(product, [], 'gone')?.id).toBe('red-s')
  })

  it('counts the pieces of all sellers', () => {
    expect(stockOf(offers, 'red-l')).toBe(7)
    expect(stockOf(offers, 'blue-s')).toBe(0)
  })
})
