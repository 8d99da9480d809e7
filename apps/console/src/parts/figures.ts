import type { Money } from '@tradewind/kernel'
import type { RouteLocationRaw } from 'vue-router'

/** A figure and the page whose rows it counts; undefined while it is being counted. */
export interface Tile {
  label: string
  to: RouteLocationRaw
  count?: number
  amount?: Money
}

/** Rows that are counted one by one are counted so far and no further. */
export const MOST_COUNTED = 100
