const STORE_OWNER = [
  'products.read',
  'products.write',
  'stock.read',
  'stock.write',
  'orders.read',
  'orders.write',
  'returns.read',
  'returns.write',
  'statements.read',
  'store.write',
  'staff.write',
] as const
const OPERATOR = [
  'merchants.read',
  'merchants.write',
  'products.review',
  'catalog.write',
  'orders.read',
  'orders.write',
  'settlement.read',
  'settlement.write',
  'ledger.read',
  'disputes.write',
  'markets.write',
  'content.write',
  'audit.read',
  'jobs.write',
  'stock.read',
] as const

/** What each role may do: the one table that the API and the console share. */
export const ROLE_PERMISSIONS = {
  owner: STORE_OWNER,
  staff: STORE_OWNER.filter((permission) => permission !== 'staff.write' && permission !== 'statements.read'),
  operator: OPERATOR,
} as const

export type RoleName = keyof typeof ROLE_PERMISSIONS

export function permissionsOf(role: RoleName): readonly string[] {
  return ROLE_PERMISSIONS[role]
}
