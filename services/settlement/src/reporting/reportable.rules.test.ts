import { money } from '@tradewind/kernel'
import { expect, it } from 'vitest'
import { isReportable } from './reportable.rules.ts'

it.each([
  [25, 250_000, true],
  [35, 150_000, true],
  [20, 150_000, false],
  [29, 200_000, false],
  [30, 10_000, true],
])('a seller of %i things for %i cents is reported: %s', (sales, minor, reported) => {
  const limits = { fewerSales: 30, mostConsideration: money(200_000, 'EUR') }
  expect(isReportable({ sales, consideration: money(minor, 'EUR') }, limits)).toBe(reported)
})
