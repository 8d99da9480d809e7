import fc from 'fast-check'
import { newId, type Locale } from '@tradewind/kernel'
import { eventually, testHost } from '@tradewind/platform/testing'
import { describe, expect, it } from 'vitest'
import { contentService } from '../service.ts'
import type { ContentTables } from '../tables.ts'
import { findLegalText, insertLegalText, readVersions } from './legal.queries.ts'
import { keptInAll } from './legal-words.ts'

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
    // An order of the very millisecond in which a text begins has it.
    const placedAt = new Date(Date.now() - 1).toISOString()
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
      "update content.legal_texts set kind = 'imprint' where id = $1",
      'delete from content.legal_texts where id = $1',
      "update content.legal_words set body = 'Others.' where legal_id = $1",
      'delete from content.legal_words where legal_id = $1',
    ])
      await expect(host.db.pool.query(change, [holding])).rejects.toThrow('append-only')
    for (const table of ['content.legal_words', 'content.legal_texts, content.legal_words'])
      await expect(host.db.pool.query(`truncate ${table}`)).rejects.toThrow('append-only')
  })

  it('that are moved to a midnight at which another is being added go back to where they were, and say so', async () => {
    const { id, validFrom } = await add('BR', 'Moved.', 5)
    const { version } = await content.getLegalVersion(operator, { id })
    const move = () =>
      content.saveLegalText(
        { ...operator, ifMatch: version },
        { id, ...words('Moved.'), validFrom: dayIn(6) },
      )
    const midnight = new Date(`${dayIn(6)}T00:00:00Z`)
    const moved = await db.transaction().execute(async (tx) => {
      const kept = keptInAll(words('Added.'), {}, new Date())
      const added = { kind: 'terms' as const, market: 'BR', words: kept, createdBy: 'x' }
      expect(await insertLegalText(tx, { ...added, id: newId('lgl'), validFrom: midnight })).toBe(true)
      const moving = move().catch((error: unknown) => error)
      await eventually(async () => {
        const { rows } = await host.db.pool.query(
          `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        )
        expect(rows).toHaveLength(1)
      })
      return { moving }
    })
    expect(await moved.moving).toMatchObject({ status: 409, code: 'content.day-taken' })
    expect(await content.getLegalVersion(operator, { id })).toMatchObject({ validFrom, version })
    await expect(move()).rejects.toMatchObject({ status: 409, code: 'content.day-taken' })
  })

  it('that are planned can be changed, what stays beside a changed source waits for a person, and nobody reads it', async () => {
    const german = { de: 'Bedingungen.' }
    const { id } = await content.addLegalText(operator, {
      kind: 'withdrawal',
      market: 'DE',
      ...words('Conditions.', german),
      validFrom: dayIn(3),
    })
    const { version } = await content.getLegalVersion(operator, { id })
    const change = (ifMatch: number, en: string, day = dayIn(0)) =>
      content.saveLegalText({ ...operator, ifMatch }, { id, ...words(en, german), validFrom: day })
    await expect(change(version + 1, 'Late.')).rejects.toMatchObject({ status: 412, state: { version } })
    const saved = await change(version, 'Other conditions.')
    expect(saved).toMatchObject({ state: 'in-force', locales: ['en'], waiting: ['de'] })
    await expect(change(saved.version, 'Others again.')).rejects.toMatchObject({
      code: 'content.legal-text-begun',
    })
    const read = (locale: 'de' | 'en') =>
      content.getLegalText(host.ctx({ locale }), { kind: 'withdrawal', market: 'DE' })
    expect(await read('de')).toMatchObject({ locale: 'en', body: 'Other conditions.', locales: ['en'] })

    // The next version is made from it, and what waited waits on.
    const next = await content.addLegalText(operator, {
      kind: 'withdrawal',
      market: 'DE',
      ...words('Other conditions.', { ...german, fr: 'Conditions.' }),
      validFrom: dayIn(1),
      basedOn: id,
    })
    expect(await content.getLegalVersion(operator, { id: next.id })).toMatchObject({
      locales: expect.arrayContaining(['en', 'fr']) as unknown,
      waiting: ['de'],
    })
    await expect(
      content.saveLegalText(
        { ...operator, ifMatch: 1 },
        { id: newId('lgl'), ...words('x'), validFrom: dayIn(1) },
      ),
    ).rejects.toMatchObject({ status: 404 })
  })

  it('take a language that they lack while they hold, once and by a person; what was read before stays', async () => {
    const { id, validFrom } = await content.addLegalText(operator, {
      kind: 'imprint',
      market: 'TH',
      ...words('Who we are.', { de: 'Wer wir sind.' }),
      validFrom: dayIn(0),
    })
    const readIn = (locale: Locale, at?: string) =>
      content.getLegalText(host.ctx({ locale }), { kind: 'imprint', market: 'TH', at })
    const listed = async (locale: Locale) => {
      const page = await content.listTexts(system, { kind: 'legal', locale, ids: [id] })
      return page.items[0]
    }
    const write = async (locale: Locale, fields: Record<string, string>, byMachine = false) => {
      const sourceHash = (await listed(locale))?.sourceHash ?? ''
      const texts = [{ kind: 'legal', id, sourceHash, fields }]
      return (await content.saveTexts(system, { locale, byMachine, texts }))[0]?.outcome
    }
    const thai = { title: 'เกี่ยวกับเรา', body: 'เราเป็นใคร' }

    expect(await listed('th')).toMatchObject({ status: 'missing', fixed: false, sourceLocale: 'en' })
    expect(await listed('de')).toMatchObject({ status: 'human', fixed: true })
    expect(await write('de', { body: 'Wer wir waren.' })).toBe('fixed')
    expect(await write('th', { title: thai.title })).toBe('incomplete')
    expect(await write('th', thai, true)).toBe('saved')
    expect(await listed('th')).toMatchObject({ status: 'machine', fixed: false })
    expect(await readIn('th')).toMatchObject({ locale: 'en', addedAt: null, original: 'en' })

    expect(await write('th', thai)).toBe('saved')
    const added = await readIn('th')
    expect(added).toMatchObject({ locale: 'th', ...thai, original: 'en', validFrom })
    expect(Date.parse(added.addedAt ?? '')).toBeGreaterThan(Date.parse(validFrom))
    expect(added.locales.toSorted()).toEqual(['de', 'en', 'th'])
    expect(await readIn('th', validFrom)).toMatchObject({ locale: 'en', addedAt: null })
    expect(await readIn('de')).toMatchObject({ body: 'Wer wir sind.', addedAt: null })
    expect(await write('th', { ...thai, body: 'อื่น' })).toBe('fixed')
    await expect(
      host.db.pool.query("update content.legal_words set body = 'x' where legal_id = $1 and locale = 'th'", [
        id,
      ]),
    ).rejects.toThrow('append-only')
  })

  it('are for translators while they hold or are to come, and count in their progress', async () => {
    const old = await content.addLegalText(operator, {
      kind: 'privacy',
      market: 'VN',
      ...words('Old.'),
      validFrom: dayIn(0),
    })
    const now = await content.addLegalText(operator, {
      kind: 'privacy',
      market: 'VN',
      ...words('New.'),
      validFrom: dayIn(0),
    })
    const { items } = await content.listTexts(system, { kind: 'legal', locale: 'vi', ids: [old.id, now.id] })
    expect(items.map(({ id }) => id)).toEqual([now.id])
    expect(items[0]).toMatchObject({ context: `Privacy notice · VN · ${dayIn(0)}` })
    const counts = await content.countTexts(system, {})
    expect(counts.find(({ kind, locale }) => kind === 'legal' && locale === 'vi')).toMatchObject({
      status: 'missing',
    })
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
    for (const table of ['legal_texts', 'legal_words'])
      await host.db.pool.query(`alter table content.${table} disable trigger user`)
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
            words: keptInAll(words(name), {}, validFrom),
            name,
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
            const found = await findLegalText(db, { kind: 'terms', market, at, locale: 'en' })
            expect(found?.body).toEqual(expected?.name)
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
        words: keptInAll(words(`Text ${n}`), {}, new Date()),
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
