import { forbidden, unauthorized } from '@tradewind/kernel'
import type { Actor, Operation } from '../contract/index.ts'

/** Refuses a caller whose role or permissions do not reach; what is not declared is denied. */
export function assertMayCall(operation: Operation, actor: Actor): void {
  if (!hasRole(operation, actor)) throw actor.kind === 'anonymous' ? unauthorized() : forbidden()
  if (operation.permission === undefined) return
  if (!('permissions' in actor) || !actor.permissions.includes(operation.permission)) throw forbidden()
}

function hasRole({ role }: Operation, actor: Actor): boolean {
  switch (role) {
    case 'anonymous':
      return true
    case 'buyer':
      return actor.kind === 'buyer' || actor.kind === 'merchant' || actor.kind === 'operator'
    case 'merchant':
    case 'operator':
    case 'system':
      return actor.kind === role
  }
}

/** Whether a call changes something by the right of staff or of a merchant; a question too long for an address does not. */
export const isPrivilegedChange = (
  { method, role, permission }: Pick<Operation, 'method' | 'role' | 'permission'>,
  actor: Actor,
): boolean =>
  method !== 'GET' &&
  !permission?.endsWith('.read') &&
  (actor.kind === 'merchant' || actor.kind === 'operator') &&
  role === actor.kind
