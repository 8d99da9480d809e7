import { describe, expect, it } from 'vitest'
import { basisPointsOf } from './terms.ts'

describe('a commission as typed', () => {
  it('is read with point or comma, to hundredths of a per cent', () => {
    expect(basisPointsOf('12')).toBe(1_200)
    expect(basisPointsOf(' 12.5 ')).toBe(1_250)
    expect(basisPointsOf('7,05')).toBe(705)
    expect(basisPointsOf('0')).toBe(0)
    expect(basisPointsOf('100')).toBe(10_000)
  })

  it('is left to the API to refuse when it is no share', () => {
    for (const typed of ['', 'twelve', '-3', '1.234', '1e2']) expect(basisPointsOf(typed)).toBe(-1)
  })
})
