import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { permissionsOf } from '../contract/permissions.ts'
import { powersIn, type Standing } from './sessions.rules.ts'

const NOBODY_SPECIAL: Standing = { operator: false, store: null }
const standings = fc.record({
  operator: fc.boolean(),
  store: fc.option(
    fc.record({ storeId: fc.constantFrom('sto_a', 'sto_b'), role: fc.constantFrom('owner', 'staff') }),
  ),
})

describe('what a session may do', () => {
  it('is a buyer’s in the mall, whoever the person is', () => {
    fc.assert(
      fc.property(standings, (standing) => {
        expect(powersIn('mall', standing)).toEqual({ storeId: null, permissions: [], operator: false })
      }),
    )
  })

  it('is for the person’s own store in the merchant portal, and a buyer’s without one', () => {
    fc.assert(
      fc.property(standings, (standing) => {
        const powers = powersIn('merchant', standing)
        expect(powers?.operator).toBe(false)
        expect(powers?.storeId).toBe(standing.store?.storeId ?? null)
        expect(powers?.permissions).toEqual(standing.store ? permissionsOf(standing.store.role) : [])
      }),
    )
  })

  it('is nothing in the admin portal, except for operators', () => {
    fc.assert(
      fc.property(standings, (standing) => {
        const powers = powersIn('admin', standing)
        expect(powers !== undefined).toBe(standing.operator)
        expect(powers?.storeId ?? null).toBeNull()
      }),
    )
    expect(powersIn('admin', NOBODY_SPECIAL)).toBeUndefined()
  })

  it('keeps money and staff from a store’s staff', () => {
    const staff = powersIn('merchant', { operator: false, store: { storeId: 'sto_a', role: 'staff' } })
    expect(staff?.permissions).not.toContain('staff.write')
    expect(staff?.permissions).not.toContain('statements.read')
    expect(staff?.permissions).toContain('orders.write')
  })
})
