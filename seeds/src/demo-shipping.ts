import { money, type LocalizedText } from '@tradewind/kernel'
import { readDemo } from './demo-files.ts'
import { tagPrice } from './demo-prices.ts'
import type { LoadedStore } from './demo-stores.ts'

interface ShippingFile {
  methods: {
    key: 'standard' | 'express'
    carrier: string
    zones: Record<'home' | 'near' | 'world', { minDays: number; maxDays: number; factor: number }>
    steps: [upToGrams: number, euroCents: number][]
  }[]
}

/** Each store's two ways of shipping, priced in its own currency. */
export function shippingMethodsOf(
  stores: readonly Pick<LoadedStore, 'id' | 'country' | 'currency' | 'near'>[],
  standard: LocalizedText,
  express: LocalizedText,
  rates: Readonly<Record<string, string>>,
) {
  const { methods } = readDemo<ShippingFile>('shipping.json')
  return stores.flatMap((store) =>
    methods.map(({ key, carrier, zones, steps }) => ({
      key,
      storeId: store.id,
      method: {
        name: key === 'standard' ? standard : express,
        carrier,
        active: true,
        zones: (['home', 'near', 'world'] as const).map((zone) => ({
          countries: zone === 'home' ? [store.country] : zone === 'near' ? store.near : ['*'],
          minDays: zones[zone].minDays,
          maxDays: zones[zone].maxDays,
          rates: steps.map(([upToGrams, cents]) => ({
            upToGrams,
            price: tagPrice(money(Math.round(cents * zones[zone].factor), 'EUR'), store.currency, rates),
          })),
        })),
      },
    })),
  )
}
