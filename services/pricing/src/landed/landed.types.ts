import type { Decimal, Money } from '@tradewind/kernel'
import type { Static } from 'typebox'
import type { LandedPart } from '../contract/index.ts'
import type * as contract from '../contract/landed.ts'

export type ValueBasis = LandedRule['dutyBasis']
export type Collector = LandedRule['collector']

/** Holds from one day to another, both included; no end when `validTo` is null. */
export interface Dated {
  readonly validFrom: string
  readonly validTo: string | null
}

export interface Membership extends Dated {
  readonly jurisdiction: string
  readonly country: string
}

export type LandedRule = Static<typeof contract.LandedRule>
export type Tariff = Static<typeof contract.Tariff>
export type Levy = Static<typeof contract.Levy>
export type DutyRule = Static<typeof contract.DutyRule>

export interface LandedBook {
  readonly members: readonly Membership[]
  readonly rules: readonly LandedRule[]
  readonly tariffs: readonly Tariff[]
  readonly levies: readonly Levy[]
}

/** Goods of one sender that cross a border together; all amounts in one currency, without tax. */
export interface Consignment {
  readonly country: string
  readonly shipsFrom: string
  /** `2026-11-22` */
  readonly day: string
  readonly lines: readonly LandedLine[]
  readonly transport: Priced
  readonly transportPercent: Decimal
  /** How it travels; null when nobody knows. */
  readonly carriage: 'courier' | 'post' | null
  readonly sellerRegistered: boolean
  /** What this person bought from abroad this year before. */
  readonly yearBefore: Money
}

/** An amount without tax, and the tax that the market's shown price held at the country's own rate. */
export interface Priced {
  readonly net: Money
  readonly tax: Money
}

export interface LandedLine extends Priced {
  readonly quantity: number
  readonly weightGrams: number
  readonly hsCode: string | null
  /** Where it was made; null when nobody said. */
  readonly originCountry: string | null
  /** Whether that can be proven with the parcel; not where nobody said so. */
  readonly originProven?: boolean | undefined
  /** The country's own rate for goods of this kind. */
  readonly taxPercent: Decimal
}

/** Why it cannot be said what is due, as a text key. */
export type UnknownReason = Exclude<Static<typeof LandedPart>['reason'], null>

/** What is due for one line. */
export interface LineCharges {
  readonly regime: string
  readonly taxPercent: Decimal
  readonly tax: Money
  readonly duty: Money
  /** The rows that make up the duty. */
  readonly dutyRules: readonly DutyRule[]
  /** Tax on the duty. */
  readonly dutyTax: Money
  /** Of all tax, what is a tax on consumption of such goods. */
  readonly consumptionTax: Money
}

/**
 * What is due for a consignment. `unknown`: what is due at delivery cannot be said; what is charged is charged
 * all the same. `refusal` is a text key: the goods cannot be sold so.
 */
export interface Landed {
  readonly regimes: readonly LandedRule[]
  readonly incoterm: 'DDP' | 'DAP'
  readonly collector: Collector
  readonly importer: 'platform' | 'merchant' | 'buyer' | 'none'
  readonly deemedSupplier: boolean
  readonly lines: readonly LineCharges[]
  readonly transportTax: Money
  readonly unknown: UnknownReason | null
  readonly refusal: LandedRule['refusal']
}
