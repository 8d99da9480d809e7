import { wcagContrast } from 'culori'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { brandColours, brandStyles } from './index.ts'

/** Grounds of the mall's tokens. */
const GROUNDS = { day: ['#ffffff', '#f6f5f2', '#ebe8e2'], night: ['#141412', '#1c1c19', '#282723'] } as const
const colours = fc.integer({ min: 0, max: 0xffffff }).map((rgb) => `#${rgb.toString(16).padStart(6, '0')}`)

it('any colour of a brand can be read by day and by night, on every ground and below words', () => {
  fc.assert(
    fc.property(colours, (colour) => {
      const found = brandColours(colour)
      for (const time of ['day', 'night'] as const) {
        const { accent, deep, soft, on } = found[time]
        for (const ground of [...GROUNDS[time], soft]) {
          expect(wcagContrast(accent, ground)).toBeGreaterThanOrEqual(4.5)
          expect(wcagContrast(deep, ground)).toBeGreaterThanOrEqual(4.5)
        }
        expect(wcagContrast(on, accent)).toBeGreaterThanOrEqual(4.5)
        expect(wcagContrast(on, deep)).toBeGreaterThanOrEqual(4.5)
      }
    }),
    { numRuns: 300, examples: [['#ffffff'], ['#000000'], ['#ffff00'], ['#0000ff']] },
  )
})

it('a colour that can be read stays as it is by day', () => {
  expect(brandColours('#b3261e').day.accent).toBe('#b3261e')
  expect(brandColours('#ffd400').day.accent).not.toBe('#ffd400')
})

it('styles are by day until the device or the reader wants the night', () => {
  const { day, night } = brandColours('#b3261e')
  const rules = brandStyles('#b3261e').split('}').filter(Boolean)
  expect(rules.map((rule) => /--accent:(#[0-9a-f]{6});/.exec(rule)?.[1])).toEqual([
    day.accent,
    night.accent,
    night.accent,
  ])
  expect(rules.map((rule) => rule.slice(0, rule.lastIndexOf('{')))).toEqual([
    ':root',
    '@media (prefers-color-scheme:dark){:root:not([data-look=light])',
    ':root[data-look=dark]',
  ])
})
