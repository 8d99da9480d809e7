import { encodeCursor } from '@tradewind/kernel'
import { countQueries } from '@tradewind/platform/testing'
import { describe, expect, it } from 'vitest'
import { openMall, names } from '../mall.testing.ts'

const { host, search, operator, inGermany, inJapan, kilnId, ofenId, moon, categoryId } = await openMall()

describe('a list', () => {
  it('shows products of a category and of those below it, in the reader’s language and the market’s money', async () => {
    const cups = await search.listProducts(inGermany, { categoryId: categoryId('cups'), sort: 'price-up' })
    expect(cups.items).toMatchObject([
      {
        id: moon?.productId,
        slug: 'mondbecher',
        name: 'Mondbecher',
        price: { minor: 2000, currency: 'EUR' },
        priceFrom: false,
        storeName: 'Laden kiln',
        shipsFrom: 'JP',
        available: true,
        offerCount: 1,
        tags: ['new'],
        swatches: ['#3f7d68', '#6e3b4f'],
      },
      { name: 'Sonnenbecher', available: false },
    ])
    expect(
      names(await search.listProducts(inGermany, { categoryId: categoryId('home'), sort: 'price-down' })),
    ).toEqual(['Winterkanne', 'Sonnenbecher', 'Mondbecher'])
    const japanese = await search.listProducts(inJapan, { categoryId: categoryId('cups'), sort: 'price-up' })
    expect(japanese.items.map(({ name, price: { minor, currency } }) => [name, minor, currency])).toEqual([
      ['月の湯のみ', 3200, 'JPY'],
      ['Sun cup', 4800, 'JPY'],
    ])
  })

  it('is narrowed by facets, price, stock, tag and store, and shows another currency where a market sells in it', async () => {
    const list = async (filters: object) =>
      names(await search.listProducts(inGermany, { sort: 'price-up', ...filters }))
    expect(await list({ facets: ['glaze:ash'] })).toEqual(['Sonnenbecher', 'Winterkanne'])
    expect(await list({ facets: ['glaze:ash', 'glaze:celadon', 'colour:plum'] })).toEqual(['Mondbecher'])
    expect(await list({ facets: ['glaze:gold'] })).toEqual([])
    expect(await list({ brand: 'kilnhouse' })).toEqual(['Mondbecher'])
    expect(await list({ minPrice: 2500, maxPrice: 5000 })).toEqual(['Sonnenbecher'])
    expect(await list({ availableOnly: true })).toEqual(['Mondbecher', 'Winterkanne'])
    expect(await list({ tag: 'new' })).toEqual(['Mondbecher'])
    expect(await list({ storeId: kilnId })).toHaveLength(3)
    expect(await list({ storeId: ofenId })).toEqual([])
    const inYen = await search.listProducts(
      { ...inGermany, currency: 'JPY' },
      { sort: 'price-up', maxPrice: 3300 },
    )
    expect(inYen.items.map(({ price: shown }) => shown)).toEqual([{ minor: 3200, currency: 'JPY' }])
    const inPounds = await search.listProducts(
      { ...inGermany, currency: 'GBP' },
      { sort: 'price-up', limit: 1 },
    )
    expect(inPounds.items[0]?.price).toEqual({ minor: 2000, currency: 'EUR' })
  })

  it('is one statement', async () => {
    const input = { categoryId: categoryId('cups') }
    await search.listProducts(inGermany, input)
    expect((await countQueries(() => search.listProducts(inGermany, input))).statements).toBe(1)
  })

  it('has facets with counts that leave room for a second value', async () => {
    const facets = await search.listFacets(inGermany, {
      categoryId: categoryId('home'),
      facets: ['glaze:ash'],
    })
    expect(facets.total).toBe(2)
    expect(facets.price).toEqual({
      min: { minor: 3000, currency: 'EUR' },
      max: { minor: 6000, currency: 'EUR' },
    })
    expect(
      facets.groups.map(({ name, values }) => [
        name,
        values.map((value) => [value.name, value.count, value.selected]),
      ]),
    ).toEqual([
      [
        'Glasur',
        [
          ['Asche', 2, true],
          ['Seladon', 1, false],
        ],
      ],
      ['Inhalt', [['80 ml', 1, false]]],
    ])
    const all = await search.listFacets(inGermany, {})
    expect(all.groups.map(({ key }) => key)).toEqual(['brand', 'glaze', 'capacityMl', 'colour'])
    expect(all.groups.at(-1)?.values.map(({ swatch }) => swatch)).toEqual(['#3f7d68', '#6e3b4f'])
    expect(all.groups[2]?.values.map(({ key, name }) => [key, name])).toEqual([
      ['80', '80 ml'],
      ['250', '250 ml'],
    ])
  })
})

describe('a search', () => {
  it('finds by words, article number and GTIN, with facets, in one statement', async () => {
    const find = (q: string) => search.searchProducts(inGermany, { q })
    await find('Mondbecher')
    const counted = await countQueries(() => find('Mondbecher'))
    expect(counted.statements).toBe(1)
    expect(counted.value).toMatchObject({
      total: 1,
      correctedTo: null,
      nextCursor: null,
      items: [{ name: 'Mondbecher' }],
    })
    expect(counted.value.groups.map(({ key }) => key)).toEqual(['brand', 'glaze', 'capacityMl', 'colour'])
    expect(names(await find('MOON-P'))).toEqual(['Mondbecher'])
    expect(names(await find('04012345000016'))).toEqual(['Mondbecher'])
    expect(names(await find('kilnhouse'))).toEqual(['Mondbecher'])
    // What holds both words comes first, then what holds one of them.
    expect(names(await find('asche becher')).slice(0, 2)).toEqual(['Sonnenbecher', 'Mondbecher'])
    expect(await find('…!?')).toMatchObject({ total: 0, items: [], groups: [] })
  })

  it('puts what can be had before what is sold out', async () => {
    expect(names(await search.searchProducts(inGermany, { q: 'becher' }))).toEqual([
      'Mondbecher',
      'Sonnenbecher',
    ])
    expect(names(await search.searchProducts(inGermany, { q: 'becher', sort: 'price-down' }))).toEqual([
      'Sonnenbecher',
      'Mondbecher',
    ])
  })

  it('corrects what nobody wrote, and knows compounds and other languages', async () => {
    expect(await search.searchProducts(inGermany, { q: 'Sonenbecher' })).toMatchObject({
      total: 1,
      correctedTo: 'sonnenbecher',
    })
    expect(await search.searchProducts(inGermany, { q: 'kanne' })).toMatchObject({
      total: 1,
      correctedTo: null,
    })
    expect(await search.searchProducts(inJapan, { q: 'Mondbecher' })).toMatchObject({
      total: 1,
      correctedTo: null,
    })
    expect(await search.searchProducts(inGermany, { q: 'xylophon' })).toMatchObject({
      total: 0,
      correctedTo: null,
    })
  })

  it('rescues what finds nothing: by spelling, by some of its words, by a category; facets count the same goods', async () => {
    const inFrench = { ...inGermany, locale: 'fr' as const }
    for (const [context, q, rescued, found] of [
      [inGermany, 'Sonnenbecher', null, ['Sonnenbecher']],
      [inGermany, 'Sonenbecher', 'spelling', ['Sonnenbecher']],
      [inGermany, 'winterkanne xylophon', 'words', ['Winterkanne']],
      // A category has a French name, its goods have no French texts.
      [inFrench, 'théière', 'category', ['Winter teapot']],
      [inGermany, 'xylophon', null, []],
    ] as const) {
      const answer = await search.searchProducts(context, { q })
      expect([q, answer.rescued, names(answer)]).toEqual([q, rescued, found])
      const facets = await search.listFacets(context, { q })
      expect([facets.total, facets.groups, facets.price]).toEqual([answer.total, answer.groups, answer.price])
    }
  })

  it('pages without repeating or leaving out', async () => {
    const seen: string[] = []
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await search.searchProducts(inGermany, {
        q: 'kilnhouse becher',
        limit: 1,
        ...(cursor ? { cursor } : {}),
      })
      seen.push(...names(page))
      cursor = page.nextCursor
    }
    expect(seen).toEqual(['Mondbecher', 'Sonnenbecher'])
    const first = await search.searchProducts(inGermany, { q: 'becher', limit: 1 })
    const second = await search.searchProducts(inGermany, {
      q: 'becher',
      limit: 1,
      cursor: first.nextCursor ?? '',
    })
    expect([...names(first), ...names(second), second.nextCursor]).toEqual([
      'Mondbecher',
      'Sonnenbecher',
      null,
    ])
    await expect(search.searchProducts(inGermany, { q: 'becher', cursor: 'nonsense' })).rejects.toMatchObject(
      { status: 400 },
    )
  })

  it('explains to operators why a product stands where it does', async () => {
    const here = { ...operator, locale: 'de' as const, market: 'DE' }
    const explain = (q: string) => search.explainRanking(here, { q, productId: moon?.productId ?? '' })
    expect(await explain('becher')).toMatchObject({
      position: 1,
      availability: 1,
      popularity: 1,
      languages: ['de'],
    })
    expect((await explain('becher')).text).toBeGreaterThan(0)
    expect(await explain('kanne')).toMatchObject({ position: null, text: 0 })
  })

  it('suggests while typing', async () => {
    expect(await search.suggest(inGermany, { q: 'mondb' })).toMatchObject({
      products: [{ name: 'Mondbecher', slug: 'mondbecher' }],
      categories: [],
      stores: [],
    })
    expect((await search.suggest(inGermany, { q: 'Bech' })).categories).toMatchObject([
      { name: 'Becher', slug: 'becher' },
    ])
    expect((await search.suggest(inGermany, { q: 'laden k' })).stores).toEqual([
      { name: 'Laden kiln', slug: 'kiln' },
    ])
    expect(await search.suggest(inGermany, { q: 'mondb' })).toMatchObject({ correctedTo: null })
    expect(await search.suggest(inGermany, { q: 'wintrkanne' })).toMatchObject({
      correctedTo: 'winterkanne',
      products: [{ name: 'Winterkanne' }],
    })
  })
})

describe('a language with a rule', () => {
  const { catalog } = host.calls
  const inJapanese = async () => ({
    list: names(await search.listProducts(inJapan, { categoryId: categoryId('cups') })),
    total: (await search.listFacets(inJapan, { categoryId: categoryId('cups') })).total,
    found: names(await search.searchProducts(inJapan, { q: 'sun cup' })).includes('Sun cup'),
    suggested: (await search.suggest(inJapan, { q: 'sun' })).products.map(({ name }) => name),
    addresses: (await search.listAddresses(inJapan, { part: 0 })).slugs.length,
  })

  it('keeps goods that are not translated out of its lists, counts and search, and no other language’s', async () => {
    const before = await inJapanese()
    expect(before).toMatchObject({ total: 2, found: true, suggested: ['Sun cup'] })
    await catalog.saveLanguageRule(operator, { locale: 'ja', rule: 'machine' })
    await host.quiet()
    // The first answer may be from before; each tells the process how old its names are.
    await inJapanese()
    expect(await inJapanese()).toEqual({
      list: ['月の湯のみ'],
      total: 1,
      found: false,
      suggested: [],
      addresses: 1,
    })
    expect((await search.listFacets(inGermany, { categoryId: categoryId('cups') })).total).toBe(2)

    await catalog.saveLanguageRule(operator, { locale: 'ja', rule: 'fallback' })
    await host.quiet()
    await inJapanese()
    expect(await inJapanese()).toEqual(before)
  })
})

describe('what is tried from outside', () => {
  const HOSTILE = [
    "' or '1'='1",
    '1); drop table search.products; --',
    "x' union select version()::text, null --",
    "'||(select pg_sleep(5))||'",
    '\\',
    '$1',
    '{"$ne":1}',
    '{{7*7}}',
    '__proto__',
    '(a+)+$',
    '%00',
    '\u202e\ud800',
    '-1',
    '1e30',
    '9007199254740993',
    'NaN',
    '..%2f..%2fetc%2fpasswd',
  ]
  const NARROWING = ['facets', 'storeId', 'brand', 'minPrice', 'maxPrice', 'availableOnly', 'tag']
  const WHERE = ['market', 'locale', 'currency']
  const ADDRESSES: Readonly<Record<string, readonly string[]>> = {
    products: ['categoryId', 'sort', 'cursor', 'limit', ...NARROWING, ...WHERE],
    facets: ['categoryId', 'q', ...NARROWING, ...WHERE],
    query: ['q', 'sort', 'cursor', 'limit', ...NARROWING, ...WHERE],
    suggest: ['q', ...WHERE],
    cards: ['productIds', ...WHERE],
  }
  const ask = async (address: string, parameters: readonly (readonly [string, string])[]) => {
    const query = new URLSearchParams({ market: 'DE', locale: 'de' })
    if (address === 'query' || address === 'suggest') query.set('q', 'becher')
    for (const [name] of parameters) query.delete(name)
    for (const [name, value] of parameters) query.append(name, value)
    const answer = await fetch(`${host.http}/api/search/${address}?${query}`)
    return { status: answer.status, text: await answer.text() }
  }

  it.each(Object.entries(ADDRESSES))(
    'statements, patterns and numbers that are none, in every parameter of %s',
    async (address, parameters) => {
      for (const parameter of parameters) {
        const started = performance.now()
        const answers = await Promise.all(
          HOSTILE.map(async (value) => ({ value, ...(await ask(address, [[parameter, value]])) })),
        )
        for (const { value, status, text } of answers) {
          expect([parameter, value, status === 200 || status === 400, text]).toEqual([
            parameter,
            value,
            true,
            text,
          ])
          expect(text).not.toMatch(/syntax error|postgres|select |node_modules|search\.products/i)
        }
        expect(performance.now() - started).toBeLessThan(5_000)
      }
      expect(names(await search.listProducts(inGermany, { sort: 'price-up' }))).toHaveLength(3)
    },
  )

  it('a condition that is always true widens nothing', async () => {
    const total = async (parameter: string, value: string) =>
      (JSON.parse((await ask('facets', [[parameter, value]])).text) as { total: number }).total
    expect(await total('tag', "new' or '1'='1")).toBe(0)
    expect(await total('brand', "kilnhouse' or '1'='1")).toBe(0)
    expect(await total('tag', 'new')).toBe(1)
  })

  it('cursors that nobody was given', async () => {
    const orders = ['relevance', 'popular', 'new', 'price-up', 'price-down', 'rating']
    const cursors = [
      'nonsense',
      '%',
      encodeCursor([]),
      encodeCursor(['1']),
      encodeCursor(["1' or true --", 1]),
      encodeCursor(['9223372036854775808', 1]),
      encodeCursor(['1', 2 ** 40]),
      encodeCursor(['infinity', 1]),
      encodeCursor(['2026-13-45', 1]),
      encodeCursor([{ a: 1 } as unknown as string, 1]),
    ]
    for (const address of ['products', 'query'])
      for (const sort of orders)
        for (const cursor of cursors) {
          const { status, text } = await ask(address, [
            ['sort', sort],
            ['cursor', cursor],
          ])
          expect([address, sort, cursor, status === 200 || status === 400, text]).toEqual([
            address,
            sort,
            cursor,
            true,
            text,
          ])
          if (cursor === 'nonsense') expect(status).toBe(400)
        }
  })

  it('more than is allowed', async () => {
    const status = async (address: string, ...parameters: [string, string][]) =>
      (await ask(address, parameters)).status
    const facets = (count: number) =>
      Array.from({ length: count }, (_, index): [string, string] => ['facets', `glaze:v${index}`])
    expect(await status('query', ['q', 'a'.repeat(500)])).toBe(200)
    expect(await status('query', ['q', 'a'.repeat(501)])).toBe(400)
    expect(await status('query', ['q', ''])).toBe(400)
    expect(await status('suggest', ['q', 'a'.repeat(101)])).toBe(400)
    expect(await status('products', ...facets(40))).toBe(200)
    expect(await status('products', ...facets(41))).toBe(400)
    expect(await status('products', ['tag', 'a'.repeat(65)])).toBe(400)
    expect(await status('products', ['cursor', 'a'.repeat(513)])).toBe(400)
    for (const limit of ['0', '-1', '1.5', '1000000'])
      expect(await status('products', ['limit', limit])).toBe(400)
  })

  it('queries that are long, of many words, or of no words', async () => {
    for (const q of [
      'a'.repeat(500),
      'ab '.repeat(166),
      Array.from({ length: 200 }, (_, index) => String.fromCharCode(97 + (index % 26))).join(' '),
      '壳'.repeat(500),
      'ก'.repeat(500),
      "'\\".repeat(250),
      '%_'.repeat(250),
      '!?&|():*<->'.repeat(45),
      '1-'.repeat(250),
      '🫖'.repeat(250),
    ]) {
      const milliseconds: number[] = []
      for (let time = 0; time < 4; time += 1) {
        const started = performance.now()
        await search.searchProducts(inGermany, { q })
        milliseconds.push(performance.now() - started)
      }
      // Whatever else the machine does, one of four is as quick as the query is.
      expect([q.slice(0, 12), Math.min(...milliseconds) < 200]).toEqual([q.slice(0, 12), true])
    }
  })
})
