/** What may follow what; the only place where an order's life is written down. */
export const ORDER_STATES = {
  placing: ['awaiting-payment', 'paid', 'rejected', 'expired', 'cancelled'],
  'awaiting-payment': ['paid', 'expired', 'cancelled'],
  paid: ['completed', 'cancelled'],
  completed: [],
  rejected: [],
  expired: [],
  cancelled: [],
} as const satisfies Record<string, readonly string[]>

export const SUB_ORDER_STATES = {
  'awaiting-payment': ['to-ship', 'cancelled'],
  'to-ship': ['partly-shipped', 'shipped', 'cancelled'],
  'partly-shipped': ['shipped'],
  shipped: ['delivered', 'received'],
  delivered: ['received'],
  received: [],
  cancelled: [],
} as const satisfies Record<string, readonly string[]>

export const RETURN_STATES = {
  requested: ['accepted', 'received', 'rejected', 'cancelled'],
  accepted: ['shipped', 'received', 'cancelled'],
  shipped: ['received'],
  received: ['refunded'],
  refunded: [],
  rejected: [],
  cancelled: [],
} as const satisfies Record<string, readonly string[]>

export type OrderState = keyof typeof ORDER_STATES
export type SubOrderState = keyof typeof SUB_ORDER_STATES
export type ReturnState = keyof typeof RETURN_STATES

/** Whether `to` may follow `from`; staying is no move. */
export function mayFollow<S extends Record<string, readonly string[]>>(
  states: S,
  from: keyof S,
  to: keyof S,
): boolean {
  const next: readonly string[] = states[from] ?? []
  return next.includes(String(to))
}

/** What a sub-order becomes when its lines stand so. */
export function shippedState(lines: readonly { quantity: number; shipped: number }[]): SubOrderState {
  if (lines.every((line) => line.shipped === line.quantity)) return 'shipped'
  return lines.some((line) => line.shipped > 0) ? 'partly-shipped' : 'to-ship'
}
