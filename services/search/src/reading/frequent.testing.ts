import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Mall } from '../mall.testing.ts'
import { copyInIndex, forgetCopies } from './copies.testing.ts'

/** More than a search tells apart. */
const COPIES = 5_100

/** Words that so many goods hold, and the shelf on which they stand. */
export function tellFrequentWords({
  host,
  search,
  system,
  catalog,
  categoryId,
  inventory,
  inGermany,
  inJapan,
  kilnId,
  ofenId,
  moon,
  sell,
  price,
  settled,
}: Mall): void {
  const { pool } = host.db
  const moonId = moon?.productId ?? ''
  type Asked = Omit<Parameters<typeof search.searchProducts>[1], 'q'>

  /** What a search says, which the facets of the same search must say, too. */
  const find = async (q: string, asked: Asked = {}, context = inGermany) => {
    const { items, total, more, groups } = await search.searchProducts(context, { q, ...asked })
    const { sort: _sort, limit: _limit, ...filters } = asked
    expect(await search.listFacets(context, { q, ...filters })).toMatchObject({ total, more, groups })
    return { ids: items.map(({ id }) => id), total, more, groups }
  }

  describe('a word that more goods hold than are told apart', () => {
    let lateId = ''
    beforeAll(async () => {
      await copyInIndex(pool, moonId, COPIES)
      const [late] = await sell({
        key: 'late',
        euros: 99,
        stock: 1,
        name: { en: 'Moon cup', de: 'Mondbecher', ja: '月の湯のみ' },
        brandKey: 'ofenwerk',
        attributes: { glaze: 'ash' },
        tags: ['rare'],
      })
      lateId = late?.productId ?? ''
      const [offer] = await catalog.importOffers(system, {
        offers: [{ variantId: late?.variants[0]?.variantId ?? '', storeId: ofenId, sku: 'LATE' }],
      })
      const offerId = offer?.offerId ?? ''
      await price([[offerId, ofenId, 99]])
      await inventory.importStock(system, {
        stock: [{ offerId, storeId: ofenId, country: 'DE', onHand: 1 }],
      })
      await settled()
    })
    afterAll(async () => {
      await forgetCopies(pool)
      const kiln = host.ctx({ actor: host.merchant(kilnId) })
      await catalog.unpublishProduct(kiln, { productId: lateId })
      await settled()
    })

    it('says that there are more', async () => {
      // Two thousand as they come, and those of the rest that are among the thousand best known.
      const { total, more } = await find('mondbecher')
      expect(more).toBe(true)
      expect(total).toBeGreaterThanOrEqual(2_000)
      expect(total).toBeLessThanOrEqual(3_000)
      expect(await find('winterkanne')).toMatchObject({ total: 1, more: false })
      // Some of the words are enough to be found here, and of each word 400 are told apart.
      expect(await search.searchProducts(inGermany, { q: 'mondbecher xylophon' })).toMatchObject({
        total: 400,
        more: true,
        rescued: 'words',
      })
    })

    it.each<[string, Asked]>([
      ['a brand', { brand: 'ofenwerk' }],
      ['a facet', { facets: ['glaze:ash'] }],
      ['values of two facets', { facets: ['glaze:ash', 'brand:ofenwerk'] }],
      ['a store', { storeId: ofenId }],
      ['a tag', { tag: 'rare' }],
      ['a price', { minPrice: 9_000 }],
    ])('loses nothing when narrowed by %s', async (_what, asked) => {
      expect(await find('mondbecher', asked)).toMatchObject({ ids: [lateId], total: 1, more: false })
    })

    it('loses nothing when narrowed to what can be had', async () => {
      const { ids, ...counts } = await find('mondbecher', { availableOnly: true, sort: 'price-up' })
      expect(ids).toEqual([moonId, lateId])
      expect(counts).toMatchObject({ total: 2, more: false })
    })

    it('says of which facets it did not count everything', async () => {
      const { groups } = await find('mondbecher', { facets: ['glaze:ash'], brand: 'ofenwerk' })
      const counted = groups.map(({ key, more, values }) => [
        key,
        more,
        values.map(({ key: value, count, selected }) => [value, count, selected]),
      ])
      expect(counted).toEqual([
        // No cup of the other brand has this glaze, none of the other glaze this brand.
        ['brand', false, [['ofenwerk', 1, true]]],
        ['glaze', false, [['ash', 1, true]]],
      ])
      const wider = (await find('mondbecher', { facets: ['glaze:ash'] })).groups
      expect(wider.map(({ key, more }) => [key, more])).toEqual([
        ['brand', false],
        ['glaze', true],
      ])
      const glazes = wider.at(-1)?.values.map(({ key, count }) => [key, count])
      expect(glazes).toEqual([
        ['ash', 1],
        ['celadon', 1_000],
      ])
    })

    it('has facets that count all of a shelf, and all that is left of it', async () => {
      const count = (asked: Asked = {}) =>
        search.listFacets(inGermany, { categoryId: categoryId('cups'), ...asked })
      const whole = await count()
      expect(whole).toMatchObject({ total: COPIES + 3, more: false })
      const glazes = whole.groups.find(({ key }) => key === 'glaze')
      expect(glazes).toMatchObject({ more: false })
      expect(glazes?.values.map(({ key, count: goods }) => [key, goods])).toEqual([
        ['ash', 2],
        ['celadon', COPIES + 1],
      ])
      expect(await count({ brand: 'ofenwerk' })).toMatchObject({ total: 1, more: false })
      expect(await count({ availableOnly: true })).toMatchObject({ total: 2, more: false })
    })

    it('is narrowed in an installation that was indexed before as in a new one', async () => {
      const documents = async () =>
        (await pool.query('select number, locale, vector from search.documents order by number, locale')).rows
      const before = await documents()
      await pool.query(`update search.documents
        set vector = ts_delete(vector, array(select lexeme from unnest(vector) where lexeme ~ '^[=@~!]'))`)
      expect(await documents()).not.toEqual(before)
      const update = readFileSync(new URL('../../migrations/0015_marks.sql', import.meta.url), 'utf8')
      await pool.query(`set search_path to search; ${update}; reset search_path`)
      expect(await documents()).toEqual(before)
    })

    it('shows first what its order has first, though it was indexed last', async () => {
      await pool.query(
        `with late as (update search.products set rating = 5 where product_id = $1 returning number),
          listed as (update search.listing set popularity = 900 where number = (select number from late))
        update search.places set popularity = 900, rating = 5 where number = (select number from late)`,
        [lateId],
      )
      for (const sort of [undefined, 'new', 'popular', 'rating', 'price-down'] as const) {
        const { items } = await search.searchProducts(inGermany, { q: 'mondbecher', limit: 1, sort })
        expect([sort, items.map(({ id }) => id)]).toEqual([sort, [lateId]])
      }
    })

    it('loses nothing in a market that sells few of them', async () => {
      await pool.query(`delete from search.listing where market = 'JP'
        and number in (select number from search.products where 'copy' = any(tags))`)
      expect(await find('moon cup', { sort: 'price-up' }, inJapan)).toMatchObject({
        ids: [moonId, lateId],
        total: 2,
        more: false,
      })
    })
  })
}
