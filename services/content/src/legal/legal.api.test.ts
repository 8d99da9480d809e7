import fc from 'fast-check'
import { newId } from '@tradewind/kernel'
import { testHost } from '@tradewind/platform/testing'
import { describe, expect, it } from 'vitest'
import { contentService } from '../service.ts'
import type { ContentTables } from '../tables.ts'
import { findLegalText, insertLegalText, readVersions } from './legal.queries.ts'

const host = await testHost({ services: [contentService] })
const { content } = host.calls
const operator = host.ctx({ actor: host.operator() })
const system = host.ctx({ actor: host.system() })
const db = host.db.kysely<ContentTables>()

const dayIn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const words = (en: string, more: Record<string, string> = {}) => ({
  title: { en: `About ${en}`, ...more },
  body: { en, ...more },
})
const add = (market: string | null, en: string, days = 0) =>
  content.addLegalText(operator, { kind: 'terms', market, ...words(en), validFrom: dayIn(days) })
const read = async (market: string, over: { at?: string; kind?: 'terms' | 'imprint' } = {}) =>
  content.getLegalText(host.ctx(), { kind: 'terms', market, ...over })
const actsOn = async (id: string) =>
  (
    await host.db.pool.query('select operation, detail from platform.audit where target = $1 order by id', [
      id,
    ])
  ).rows

describe('legal texts', () => {
  it('that nobody wrote yet are not found, and the demo writes each kind once', async () => {
    await expect(read('DE')).rejects.toMatchObject({ status: 404, code: 'content.no-legal-text' })
    const texts = [
      { kind: 'terms' as const, ...words('Sample.', { de: 'Muster.' }) },
      { kind: 'imprint' as const, ...words('Nobody.') },
    ]
    expect(await content.importLegalTexts(system, { texts })).toEqual({ created: 2 })
    expect(await content.importLegalTexts(system, { texts })).toEqual({ created: 0 })
    expect(await read('DE')).toMatchObject({ market: null, locale: 'en', body: 'Sample.' })
  })

  it('are read in the reader’s language, or in the one there is, which is named', async () => {
    const inGerman = await content.getLegalText(host.ctx({ locale: 'de', market: 'DE' }), { kind: 'terms' })
    expect(inGerman).toMatchObject({ locale: 'de', title: 'Muster.', body: 'Muster.' })
    const inArabic = await content.getLegalText(host.ctx({ locale: 'ar' }), { kind: 'terms', market: 'AE' })
    expect(inArabic).toMatchObject({ locale: 'en', body: 'Sample.' })
  })

  it('of a market go before those for all, from now on; an order placed before keeps what held', async () => {
    const placedAt = new Date().toISOString()
    const { id, validFrom } = await add('DE', 'German terms.')
    expect(await read('DE')).toMatchObject({ market: 'DE', body: 'German terms.', validFrom })
    expect(await read('FR')).toMatchObject({ market: null, body: 'Sample.' })
    expect(await read('DE', { at: placedAt })).toMatchObject({ market: null, body: 'Sample.' })
    await expect(read('DE', { at: '2020-01-01T00:00:00Z' })).rejects.toMatchObject({ status: 404 })
    await expect(read('DE', { at: `${dayIn(1)}T00:00:00Z` })).rejects.toMatchObject({
      status: 422,
      code: 'content.moment-to-come',
    })
    expect(await actsOn(id)).toEqual([
      { operation: 'admin.legal.add', detail: { kind: 'terms', market: 'DE', validFrom, locales: ['en'] } },
    ])
  })

  it('that are planned can be taken back; those that hold cannot, not even by hand', async () => {
    const planned = await add('DE', 'Terms to come.', 7)
    await expect(add('DE', 'Others for that day.', 7)).rejects.toMatchObject({
      status: 409,
      code: 'content.day-taken',
    })
    const { items } = await content.listLegalTexts(operator, { kind: 'terms', market: 'DE' })
    expect(items.map(({ market, state }) => [market, state])).toEqual([
      ['DE', 'planned'],
      ['DE', 'in-force'],
      [null, 'in-force'],
    ])
    const holding = items[1]?.id ?? ''
    expect(await content.getLegalVersion(operator, { id: planned.id })).toMatchObject({
      body: { en: 'Terms to come.' },
      state: 'planned',
    })

    expect(await content.deleteLegalText(operator, { id: planned.id })).toEqual({ done: true })
    expect((await actsOn(planned.id)).map(({ operation }) => operation)).toEqual([
      'admin.legal.add',
      'admin.legal.delete',
    ])
    await expect(content.deleteLegalText(operator, { id: planned.id })).rejects.toMatchObject({ status: 404 })
    await expect(content.deleteLegalText(operator, { id: holding })).rejects.toMatchObject({
      status: 409,
      code: 'content.legal-text-begun',
    })
    for (const change of [
      "update content.legal_texts set kind = 'imprint'",
      'delete from content.legal_texts',
    ])
      await expect(host.db.pool.query(`${change} where id = $1`, [holding])).rejects.toThrow('append-only')
    await expect(host.db.pool.query('truncate content.legal_texts')).rejects.toThrow('append-only')
  })

  it('give back what a script was as it was written, as plain text', async () => {
    const body = '<script>alert(1)</script>\n# <img src=x onerror=alert(1)>'
    await content.addLegalText(operator, {
      kind: 'privacy',
      market: null,
      ...words(body),
      validFrom: dayIn(0),
    })
    const answer = await fetch(`${host.http}/api/content/legal/privacy?market=DE`)
    expect(answer.headers.get('content-type')).toContain('application/json')
    expect(await answer.json()).toMatchObject({ body })
  })

  it('are written and listed by operators alone', async () => {
    const headers = { 'content-type': 'application/json' }
    for (const [method, path, body] of [
      ['GET', ''],
      ['GET', `/${newId('lgl')}`],
      ['POST', '', { kind: 'terms', market: null, ...words('x'), validFrom: dayIn(0) }],
      ['DELETE', `/${newId('lgl')}`],
    ] as const) {
      const request = { method, headers: body && headers, body: body && JSON.stringify(body) }
      expect((await fetch(`${host.http}/api/content/admin/legal${path}`, request)).status).toBe(401)
    }
  })

  it.each([
    ['an unknown kind', { kind: 'jokes' }],
    ['a market that is none', { market: 'de; drop table' }],
    ['a day that is none', { validFrom: '2026-02-31' }],
    ['a book', { body: { en: 'x'.repeat(20_001) } }],
    ['a language that is none', { title: { tlh: 'x' } }],
    ['one field too many', { html: '<b>' }],
  ])('do not take %s', async (_what, wrong) => {
    const text = { kind: 'terms', market: 'DE', ...words('x'), validFrom: dayIn(0), ...wrong }
    await expect(content.addLegalText(operator, text as never)).rejects.toThrow('not as its contract says')
  })
})

describe('of any versions', () => {
  const MINUTE_MS = 60_000
  const begun = (minutesAgo: number) => new Date(Math.floor(Date.now() / MINUTE_MS - minutesAgo) * MINUTE_MS)
  const versions = fc.uniqueArray(
    fc.record({ market: fc.constantFrom(null, 'DE', 'FR'), minutesAgo: fc.integer({ min: -20, max: 20 }) }),
    { maxLength: 8, selector: ({ market, minutesAgo }) => `${market} ${minutesAgo}` },
  )
  const emptied = async () => {
    await host.db.pool.query('alter table content.legal_texts disable trigger user')
    await host.db.pool.query('delete from content.legal_texts')
  }

  it('the newest begun of the market’s own holds, else the newest begun of those for all', async () => {
    await fc.assert(
      fc.asyncProperty(versions, fc.array(fc.integer({ min: -22, max: 22 })), async (rows, moments) => {
        await emptied()
        const made = rows.map(({ market, minutesAgo }) => {
          const validFrom = begun(minutesAgo)
          const name = `${market} ${validFrom.getTime()}`
          return {
            id: newId('lgl'),
            kind: 'terms' as const,
            market,
            ...words(name),
            validFrom,
            createdBy: 'x',
          }
        })
        for (const row of made) expect(await insertLegalText(db, row)).toBe(true)

        const newest = (market: string | null, at: Date) =>
          made
            .filter((row) => row.market === market && row.validFrom <= at)
            .toSorted((a, b) => b.validFrom.getTime() - a.validFrom.getTime())[0]
        for (const at of moments.map(begun))
          for (const market of ['DE', 'FR', 'JP', undefined]) {
            const expected = newest(market ?? null, at) ?? newest(null, at)
            const found = await findLegalText(db, { kind: 'terms', market, at })
            expect(found?.body).toEqual(expected?.body)
          }

        const now = new Date()
        const listed = await readVersions(db, {
          kind: 'terms',
          market: undefined,
          now,
          after: undefined,
          limit: 100,
        })
        expect(listed).toHaveLength(made.length)
        for (const { id, market, validFrom, state } of listed)
          expect(state).toBe(
            validFrom > now ? 'planned' : newest(market, now)?.id === id ? 'in-force' : 'past',
          )
      }),
      { numRuns: 25 },
    )
  }, 20_000)

  it('all are listed once, page by page', async () => {
    await emptied()
    for (let n = 0; n < 7; n += 1)
      await insertLegalText(db, {
        id: newId('lgl'),
        kind: 'terms',
        market: n % 2 === 0 ? 'DE' : null,
        ...words(`Text ${n}`),
        validFrom: begun(Math.floor(n / 2)),
        createdBy: 'x',
      })
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await content.listLegalTexts(operator, { limit: 3, cursor })
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
    expect(new Set(seen).size).toBe(7)
    expect(seen).toHaveLength(7)
  })
})
