import { expect, it } from 'vitest'
import type { Actor } from '../contract/index.ts'
import { isPrivilegedChange } from './access.ts'

it('takes for a change by staff what they may write, not what they only read by a method with a body', () => {
  const merchant: Actor = {
    kind: 'merchant',
    userId: 'usr_1',
    sessionId: 'ses_1',
    storeId: 'sto_1',
    permissions: [],
  }
  const post = { method: 'POST', role: 'merchant' } as const
  expect(isPrivilegedChange({ ...post, permission: 'products.write' }, merchant)).toBe(true)
  expect(isPrivilegedChange(post, merchant)).toBe(true)
  expect(isPrivilegedChange({ ...post, permission: 'products.read' }, merchant)).toBe(false)
  expect(isPrivilegedChange({ ...post, method: 'GET' }, merchant)).toBe(false)
  expect(isPrivilegedChange({ ...post, role: 'buyer' }, merchant)).toBe(false)
})
