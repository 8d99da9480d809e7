import type { Answer } from '@tradewind/api-client'
import type { LocalizedText, Money } from '@tradewind/kernel'
import { api, ask } from '../../shell/api.ts'

export type ShippingMethod = Answer<'fulfilment.saveMethod'>

/** One weight step as a form holds it. */
export interface StepForm {
  upToGrams: number | undefined
  price: Money | undefined
}

/** Countries with one price list; `elsewhere` are all that no other zone names. */
export interface ZoneForm {
  countries: string[]
  elsewhere: boolean
  minDays: number | undefined
  maxDays: number | undefined
  freeFrom: Money | undefined
  rates: StepForm[]
}

export interface MethodForm {
  id: string | undefined
  name: LocalizedText
  carrier: string
  active: boolean
  /** What a piece of unknown weight counts for. */
  assumedGrams: number | undefined
  zones: ZoneForm[]
}

export const readMethods = async () => (await ask(api.GET('/api/fulfilment/merchant/shipping-methods'))).items

export const emptyZone = (): ZoneForm => ({
  countries: [],
  elsewhere: false,
  minDays: undefined,
  maxDays: undefined,
  freeFrom: undefined,
  rates: [{ upToGrams: undefined, price: undefined }],
})

export const emptyMethod = (): MethodForm => ({
  id: undefined,
  name: {},
  carrier: '',
  active: true,
  assumedGrams: undefined,
  zones: [emptyZone()],
})

export const methodFormOf = ({
  id,
  name,
  carrier,
  active,
  assumedGrams,
  zones,
}: ShippingMethod): MethodForm => ({
  id,
  name,
  carrier,
  active,
  assumedGrams,
  zones: zones.map(({ countries, minDays, maxDays, freeFrom, rates }) => ({
    countries: countries.filter((code) => code !== '*'),
    elsewhere: countries.includes('*'),
    minDays,
    maxDays,
    freeFrom,
    rates,
  })),
})

/** The form as the API takes it; what is missing becomes a figure that the API refuses, with its field. */
export const methodOf = (
  { id, name, carrier, active, assumedGrams, zones }: MethodForm,
  currency: string,
): ShippingMethod => ({
  ...(id === undefined ? {} : { id }),
  name,
  carrier: carrier.trim(),
  active,
  ...(assumedGrams === undefined ? {} : { assumedGrams }),
  zones: zones.map(({ countries, elsewhere, minDays, maxDays, freeFrom, rates }) => ({
    countries: elsewhere ? [...countries, '*'] : countries,
    minDays: minDays ?? -1,
    maxDays: maxDays ?? -1,
    ...(freeFrom === undefined ? {} : { freeFrom }),
    rates: rates.map(({ upToGrams, price }) => ({
      upToGrams: upToGrams ?? -1,
      price: price ?? { minor: -1, currency },
    })),
  })),
})
