import { expect, it } from 'vitest'
import { SERVICES } from '../apps/server/src/services.ts'
import { SPLIT } from './split.ts'

it('every service runs in exactly one process of a split mall', () => {
  const grouped = Object.values(SPLIT).flat()
  expect(grouped.sort()).toEqual(SERVICES.map(({ name }) => name).sort())
})
