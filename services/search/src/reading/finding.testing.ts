import { countQueries } from '@tradewind/platform/testing'
import { describe, expect, it } from 'vitest'
import { names, type Mall } from '../mall.testing.ts'

export function tellFinding({
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
