import { countQueries } from '@tradewind/platform/testing'
import { describe, expect, it } from 'vitest'
import { names, type Mall } from '../mall.testing.ts'

export function tellLists({ search, inGermany, inJapan, kilnId, ofenId, moon, categoryId }: Mall): void {
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
      const japanese = await search.listProducts(inJapan, {
        categoryId: categoryId('cups'),
        sort: 'price-up',
      })
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

    it('tells which brands it has, each with its goods', async () => {
      const { items } = await search.listBrands(inGermany, {})
      expect(items).toEqual([{ key: 'kilnhouse', name: 'Kilnhouse', count: 1 }])
      const goods = await search.listFacets(inGermany, { brand: 'kilnhouse' })
      expect(goods.total).toBe(1)
    })
  })
}
