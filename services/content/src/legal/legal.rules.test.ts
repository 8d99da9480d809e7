import { describe, expect, it } from 'vitest'
import { beginOf, tidyWords } from './legal.rules.ts'

const faultsOf = (work: () => unknown): unknown => {
  try {
    work()
  } catch (thrown) {
    return (thrown as { fields: unknown }).fields
  }
  throw new Error('it was taken')
}

describe('the words of a legal text', () => {
  it('are in the same languages above and below, without blanks around them', () => {
    const words = { title: { en: ' Terms ', de: '' }, body: { en: 'One.\n\nTwo.\n', de: '  ' } }
    expect(tidyWords(words)).toEqual({ title: { en: 'Terms' }, body: { en: 'One.\n\nTwo.' } })
    expect(
      faultsOf(() => tidyWords({ title: { en: 'Terms', de: 'AGB' }, body: { en: 'x', ar: 'س' } })),
    ).toEqual([
      { path: 'body.de', code: 'platform.required' },
      { path: 'title.ar', code: 'platform.required' },
    ])
    expect(faultsOf(() => tidyWords({ title: {}, body: {} }))).toEqual([
      { path: 'body', code: 'platform.required' },
    ])
  })
})

describe('the day from which a text holds', () => {
  const now = new Date('2026-03-29T21:30:00Z')

  it('begins at midnight UTC, and today at this moment', () => {
    expect(beginOf('2026-03-30', now)).toEqual(new Date('2026-03-30T00:00:00Z'))
    expect(beginOf('2026-03-29', now)).toBe(now)
  })

  it('is none that has gone', () => {
    expect(faultsOf(() => beginOf('2026-03-28', now))).toEqual([
      { path: 'validFrom', code: 'content.day-gone' },
    ])
  })
})
