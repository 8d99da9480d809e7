import type { Generated, GeneratedAlways } from 'kysely'

/** The tables of schema `pricing`; what each column means stands in the migrations. */
export type PricingTables = {
  'pricing.offers': { offer_id: string; store_id: string }
  'pricing.prices': {
    offer_id: string
    currency: string
    store_id: string
    minor: number
    is_base: boolean
    floor_minor: number | null
    updated_at: Generated<Date>
  }
  'pricing.special_prices': {
    id: string
    offer_id: string
    store_id: string
    market_code: string | null
    currency: string
    min_quantity: number
    minor: number
    starts_at: Date
    ends_at: Date | null
  }
  'pricing.price_history': {
    offer_id: string
    currency: string
    since: Date
    store_id: string
    minor: number
    is_base: boolean
    floor_minor: number | null
  }
  'pricing.conversion_rules': {
    market_code: string
    since: Generated<Date>
    margin_percent: string
    most_down_percent: string
    rounding: unknown
  }
  'pricing.markets': {
    code: string
    position: GeneratedAlways<number>
    name: unknown
    locales: string[]
    currency: string
    currencies: string[]
    tax_display: 'included' | 'excluded'
    open: boolean
    prior_price_days: number
    payment_methods: string[] | null
    zones: unknown
    updated_at: Generated<Date>
  }
  'pricing.market_countries': { country: string; market_code: string; position: number }
  'pricing.tax_rates': {
    id: string
    country: string
    category: string
    percent: string
    valid_from: string
    valid_to: string | null
    source: string
    created_at: Generated<Date>
  }
  'pricing.rate_sets': {
    id: string
    date: string
    source: string
    base: string
    manual: boolean
    created_at: Generated<Date>
  }
  'pricing.rates': {
    rate_set_id: string
    currency: string
    rate: string
    date: string | null
    source: string | null
    manual: boolean | null
  }
  'pricing.rate_feed': {
    only_row: Generated<boolean>
    tried_at: Date | null
    taken_at: Date | null
    problem: string | null
    held: unknown
  }
}
