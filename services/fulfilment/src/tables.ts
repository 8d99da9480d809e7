import type { Generated } from 'kysely'

/** The tables of schema `fulfilment` that are asked through the builder; meanings stand in the migrations. */
export type FulfilmentTables = {
  'fulfilment.methods': {
    id: string
    store_id: string
    key: string | null
    name: unknown
    carrier: string
    active: boolean
    currency: string
    assumed_grams: number
    created_at: Generated<Date>
    updated_at: Generated<Date>
  }
  'fulfilment.zones': { store_id: string; method_id: string; position: number }
  'fulfilment.shipments': {
    key: string
    store_id: string
    order_id: string
    sub_order_id: string
    kind: 'outbound' | 'return'
    ship_from: string | null
    ship_to_country: string
    ship_to_city: string | null
    created_at: Generated<Date>
  }
}
