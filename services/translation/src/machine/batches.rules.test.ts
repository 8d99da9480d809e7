import fc from 'fast-check'
import { expect, it } from 'vitest'
import { batchesOf, encodedBytes, MOST_BYTES, MOST_LINES } from './batches.rules.ts'

const line = fc
  .tuple(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }), fc.integer({ min: 1, max: 2_000 }))
  .map(([text, times]) => ({ markup: text.repeat(times).slice(0, 8_000) }))

it('lines go to a provider in their order, each once, no more at once than a call takes', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 120 }), (lines) => {
      const batches = batchesOf(lines)
      expect(batches.flat()).toEqual(lines)
      for (const batch of batches) {
        expect(batch.length).toBeLessThanOrEqual(MOST_LINES)
        const bytes = batch.reduce((sum, { markup }) => sum + encodedBytes(markup), 0)
        expect(bytes).toBeLessThanOrEqual(MOST_BYTES)
      }
    }),
    { numRuns: 30 },
  )
})

it('Chinese takes nine bytes a character on its way', () => {
  expect(encodedBytes('杯'.repeat(8_000)) - encodedBytes('')).toBe(72_000)
})
