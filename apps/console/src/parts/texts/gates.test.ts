import { expect, it } from 'vitest'
import { gateGroups } from './gates.ts'

it('tells by what becomes of it in which languages something lacks, what is hidden first', () => {
  const page = { locale: 'ko', fields: ['0.title'] } as const
  const described = { locale: 'de', rule: 'human', fields: ['description'] } as const
  const hidden = { locale: 'th', rule: 'human', fields: ['name', 'description'] } as const
  const alike = { locale: 'my', rule: 'human', fields: ['name'] } as const
  const untranslated = { locale: 'ja', rule: 'machine', fields: ['name'] } as const
  expect(gateGroups([page, described, hidden, untranslated, alike])).toEqual([
    { text: 'console.gate-hidden', gates: [hidden, alike] },
    { text: 'console.gate-untranslated', gates: [untranslated] },
    { text: 'console.gate-shown', gates: [page, described] },
  ])
  expect(gateGroups([])).toEqual([])
})
