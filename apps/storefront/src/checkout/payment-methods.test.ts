import { expect, test } from 'vitest'
import { methodsOf } from './payment-methods.ts'

const method = (code: string) => ({ code, kind: 'card' as const, name: code, provider: 'sandbox' })
const offered = ['card', 'wallet', 'voucher'].map(method)
const codes = (paymentMethods?: string[]) => methodsOf({ paymentMethods }, offered).map(({ code }) => code)

test('a buyer chooses among what the provider offers and the market allows, in the market’s order', () => {
  expect(codes(['voucher', 'card'])).toEqual(['voucher', 'card'])
  expect(codes(['bank', 'wallet'])).toEqual(['wallet'])
  expect(codes(['bank'])).toEqual([])
})

test('a market that says nothing takes whatever the provider offers', () => {
  expect(codes()).toEqual(['card', 'wallet', 'voucher'])
  expect(methodsOf(undefined, offered)).toEqual(offered)
})
