import { newId } from '@tradewind/kernel'
import { countQueries } from '@tradewind/platform/testing'
import { describe, expect, it } from 'vitest'
import { names, type Mall } from '../mall.testing.ts'

export function tellFinding({
  host,
  search,
  operator,
  inGermany,
  inJapan,
  moon,
  system,
  pricing,
  kilnId,
  pot,
  settled,
}: Mall): void {
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

    it('puts what holds every word before what holds some, in every order and however many words there are', async () => {
      const find = async (q: string, sort?: 'price-up' | 'price-down') =>
        names(await search.searchProducts(inGermany, { q, sort }))
      expect(await find('asche becher', 'price-up')).toEqual(['Sonnenbecher', 'Mondbecher', 'Winterkanne'])
      expect(await find('asche becher', 'price-down')).toEqual(['Sonnenbecher', 'Winterkanne', 'Mondbecher'])
      // Without the sixth word a cup that can be had would answer better.
      expect((await find('becher für das zuhause mit asche'))[0]).toBe('Sonnenbecher')
    })

    it('leaves out, as lists and cards do, what has no price in the currency wished for', async () => {
      const offers = pot?.variants.map(({ offerId }) => offerId) ?? []
      const wished = { ...inGermany, currency: 'JPY' }
      const cheapestFirst = async () => ({
        found: names(await search.searchProducts(wished, { q: 'asche', sort: 'price-up' })),
        listed: names(await search.listProducts(wished, { sort: 'price-down' })),
        counted: (await search.listFacets(wished, {})).total,
        cards: names(await search.getCards(wished, { productIds: [pot?.productId ?? ''], buyable: true })),
        offered: (await search.listOffers(wished, { productId: pot?.productId ?? '' })).items.length,
      })
      const before = await cheapestFirst()
      expect(before).toEqual({
        found: ['Sonnenbecher', 'Winterkanne'],
        listed: ['Winterkanne', 'Sonnenbecher', 'Mondbecher'],
        counted: 3,
        cards: ['Winterkanne'],
        offered: 1,
      })
      const inPounds = (isBase: boolean) =>
        pricing.importPrices(system, {
          prices: offers.flatMap((offerId) => [
            { offerId, storeId: kilnId, price: { minor: 6_000, currency: 'EUR' }, isBase: !isBase },
            { offerId, storeId: kilnId, price: { minor: 5_000, currency: 'GBP' }, isBase },
          ]),
        })
      // Nobody has told a rate from pounds to yen.
      await inPounds(true)
      await settled()
      expect(await cheapestFirst()).toEqual({
        found: ['Sonnenbecher'],
        listed: ['Sonnenbecher', 'Mondbecher'],
        counted: 2,
        cards: [],
        offered: 0,
      })
      expect(names(await search.searchProducts(inGermany, { q: 'Winterkanne' }))).toEqual(['Winterkanne'])
      await inPounds(false)
      await settled()
      expect(await cheapestFirst()).toEqual(before)
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
        expect([facets.total, facets.groups, facets.price]).toEqual([
          answer.total,
          answer.groups,
          answer.price,
        ])
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
      await expect(
        search.searchProducts(inGermany, { q: 'becher', cursor: 'nonsense' }),
      ).rejects.toMatchObject({ status: 400 })
    })

    it('says when there is more than it tells apart', async () => {
      const { pool } = host.db
      const found = async (q: string, facets?: string[]) => {
        const { total, more } = await search.searchProducts(inGermany, { q, ...(facets && { facets }) })
        expect(await search.listFacets(inGermany, { q, ...(facets && { facets }) })).toMatchObject({
          total,
          more,
        })
        return { total, more }
      }
      expect(await found('mondbecher')).toEqual({ total: 1, more: false })
      /** The moon cup so many times over, straight into the index. */
      const repeat = async (times: number) => {
        const copied = (what: string) =>
          `${what} from search.products c, search.products p, search.listing l, search.documents d
            where c.tags = '{copy}' and p.product_id = $1 and l.number = p.number and d.number = p.number`
        await pool.query(
          `insert into search.products (product_id, published, published_at, titles, tags)
            select id, true, p.published_at, p.titles, '{copy}' from search.products p, unnest($2::text[]) id where p.product_id = $1`,
          [moon?.productId, Array.from({ length: times }, () => newId('prd'))],
        )
        for (const statement of [
          `insert into search.listing ${copied("select distinct on (l.market, c.number) (jsonb_populate_record(l, jsonb_build_object('number', c.number))).*")}`,
          `insert into search.documents ${copied('select distinct on (d.locale, c.number) c.number, d.locale, d.title, d.vector, d.brevity')}`,
        ])
          await pool.query(statement, [moon?.productId])
      }
      const forget = () =>
        pool.query(`with gone as (delete from search.products where tags = '{copy}' returning number),
          unpriced as (delete from search.price_places where number in (select number from gone))
          delete from search.listing where number in (select number from gone)`)
      try {
        await repeat(1_500)
        expect(await found('mondbecher')).toEqual({ total: 1_501, more: false })
        // Some of the words are enough to be found here, and of each word 400 are told apart.
        const { total, more, rescued } = await search.searchProducts(inGermany, { q: 'mondbecher xylophon' })
        expect({ total, more, rescued }).toEqual({ total: 400, more: true, rescued: 'words' })
        await forget()
        await repeat(2_100)
        expect(await found('mondbecher')).toEqual({ total: 2_000, more: true })
        expect(await found('mondbecher', ['glaze:ash'])).toEqual({ total: 0, more: true })
        expect(await found('winterkanne')).toEqual({ total: 1, more: false })
        // What was indexed last comes first nevertheless where it is the newest, the best known, the best rated or the dearest.
        const { rows } = await pool.query<{ id: string; number: number }>(`with last as (
            update search.products set rating = 5 where number = (select max(number) from search.products where tags = '{copy}')
            returning number, product_id),
          listed as (update search.listing set popularity = 900, price_minor = 9900 where number = (select number from last)),
          priced as (insert into search.price_places select l.market, s.shelf, 9900, l.number
            from search.listing l, last, search.shelves s where l.number = last.number and s.key = 'all'),
          placed as (insert into search.places (shelf, number, popularity, published_at, rating, facets)
            select shelf, number, 900, now(), 5, '' from last, search.shelves where key = 'all')
          select product_id as id, number from last`)
        const first = async (more: object) =>
          (await search.searchProducts(inGermany, { q: 'mondbecher', limit: 1, ...more })).items[0]?.id
        for (const sort of [undefined, 'new', 'popular', 'rating', 'price-down'] as const)
          expect([sort, await first(sort ? { sort } : {})]).toEqual([sort, rows[0]?.id])

        // And what is all of its store, among those who ask for that store.
        expect(await search.searchProducts(inGermany, { q: 'mondbecher', storeId: kilnId })).toMatchObject({
          total: 1,
        })
        await pool.query(
          `with own as (update search.products set shelves = array(select shelf from search.shelves where key = $1)
              where number = $2 - 1 returning number, shelves)
            insert into search.places (shelf, number, popularity, published_at, rating, facets)
            select unnest(shelves), number, 0, '2020-01-01', 0, '' from own`,
          [kilnId, rows[0]?.number],
        )
        expect(await search.searchProducts(inGermany, { q: 'mondbecher', storeId: kilnId })).toMatchObject({
          total: 2,
        })
      } finally {
        await forget()
      }
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
      const { items } = await search.searchProducts(here, { q: 'becher' })
      const positions = items.map(({ id }) => search.explainRanking(here, { q: 'becher', productId: id }))
      expect((await Promise.all(positions)).map(({ position }) => position)).toEqual([1, 2])
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
}
