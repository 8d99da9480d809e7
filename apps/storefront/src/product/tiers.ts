import type { Money } from '../mall/mall.ts'
import type { Offer } from './product.ts'

/** What each piece costs where so many are bought. */
export const priceFor = ({ price, tiers }: Pick<Offer, 'price' | 'tiers'>, quantity: number): Money =>
  tiers.findLast(({ minQuantity }) => minQuantity <= quantity)?.price ?? price
