import type { Locale } from '@tradewind/kernel'
import { createTranslator } from '@tradewind/locales'
import { loadMessages } from '@tradewind/locales/node'
import { copyInIndex, openMall } from '@tradewind/search/testing'
import { describe, expect, it } from 'vitest'
import { resultsText, shownText } from '../../storefront/src/listing/counted.ts'

const { host, moon } = await openMall()
const messages = loadMessages(['common', 'storefront'])
const textsIn = (locale: Locale) => createTranslator(locale, messages)

interface Found {
  total: number
  more: boolean
  items: unknown[]
}

/** What the page of a search is answered. */
async function find(query: Record<string, string>): Promise<Found> {
  const asked = new URLSearchParams({ market: 'DE', locale: 'de', limit: '24', ...query })
  return (await (await fetch(`${host.http}/api/search/query?${asked}`)).json()) as Found
}

describe('a page of goods', () => {
  it('says how many there are as the index answers: all, or at least so many', async () => {
    const few = await find({ q: 'becher' })
    expect(few).toMatchObject({ total: 2, more: false })
    expect(resultsText(textsIn('en'), few)).toBe('2 results')

    await copyInIndex(host.db.pool, moon?.productId ?? '', 3_500)
    const many = await find({ q: 'mondbecher' })
    // Two thousand as they come, and those of the rest that are among the thousand best known.
    expect(many.more).toBe(true)
    expect(many.total).toBeGreaterThanOrEqual(2_000)
    expect(many.total).toBeLessThanOrEqual(3_000)
    const figure = many.total.toLocaleString('en')
    expect(resultsText(textsIn('en'), many)).toBe(`At least ${figure} results`)
    expect(resultsText(textsIn('de'), many)).toBe(`Mindestens ${many.total.toLocaleString('de')} Treffer`)
    expect(shownText(textsIn('en'), many.items.length, many)).toBe(`24 of at least ${figure} shown`)

    const narrowed = await find({ q: 'mondbecher', availableOnly: 'true' })
    expect(resultsText(textsIn('en'), narrowed)).toBe('1 result')
    const none = await find({ q: 'mondbecher', brand: 'ofenwerk' })
    expect(resultsText(textsIn('en'), none)).toBe('0 results')
  })
})
