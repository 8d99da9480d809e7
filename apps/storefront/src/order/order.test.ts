import { describe, expect, it } from 'vitest'
import { leftToReturn, type OrderLine, type Return } from './order.ts'

const line = { id: 'lin_1', shipped: 3 } as unknown as OrderLine
const returnOf = (status: Return['status'], quantity: number) =>
  ({ status, lines: [{ lineId: 'lin_1', quantity }] }) as unknown as Return

describe('what of a line may still go back', () => {
  it('is what was shipped, less what stands in a return', () => {
    expect(leftToReturn(line, [])).toBe(3)
    expect(leftToReturn(line, [returnOf('requested', 1), returnOf('refunded', 1)])).toBe(1)
  })

  it('counts nothing that was declined or withdrawn', () => {
    expect(leftToReturn(line, [returnOf('rejected', 3), returnOf('cancelled', 2)])).toBe(3)
  })
})
