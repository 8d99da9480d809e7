import type { Generated, GeneratedAlways } from 'kysely'

/** The tables of schema `inventory`; what each column means stands in the migrations. */
export type InventoryTables = {
  'inventory.offers': { offer_id: string; store_id: string }
  'inventory.warehouses': {
    id: string
    store_id: string
    name: string
    country: string
    created_at: Generated<Date>
  }
  'inventory.stock': {
    offer_id: string
    warehouse_id: string
    store_id: string
    on_hand: number
    reserved: Generated<number>
    version: Generated<number>
    updated_at: Generated<Date>
  }
  'inventory.moves': {
    id: GeneratedAlways<number>
    store_id: string
    offer_id: string
    warehouse_id: string
    change: number
    reason: 'initial' | 'adjustment' | 'sale' | 'return'
    reference: string | null
    note: string | null
    at: Generated<Date>
  }
  'inventory.orders': {
    order_id: string
    state: OrderState
    short: unknown
    created_at: Generated<Date>
    updated_at: Generated<Date>
  }
  'inventory.reservations': {
    order_id: string
    offer_id: string
    warehouse_id: string
    store_id: string
    quantity: number
  }
  'inventory.returns': { return_id: string; order_id: string; at: Generated<Date> }
}

/** What became of an order's goods; see the column's comment. */
export type OrderState = 'held' | 'refused' | 'released' | 'claimed' | 'unfilled'
