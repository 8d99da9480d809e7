import { describe, expect, it } from 'vitest'
import { names, type Mall } from '../mall.testing.ts'

export function tellLanguageRules({
  host,
  search,
  operator,
  inGermany,
  inJapan,
  categoryId,
  sun,
}: Mall): void {
  describe('a language with a rule', () => {
    const { catalog } = host.calls
    const explained = () =>
      search.explainRanking(
        { ...operator, locale: 'ja', market: 'JP' },
        { q: 'sun cup', productId: sun?.productId ?? '' },
      )
    const inJapanese = async () => ({
      list: names(await search.listProducts(inJapan, { categoryId: categoryId('cups') })),
      total: (await search.listFacets(inJapan, { categoryId: categoryId('cups') })).total,
      found: names(await search.searchProducts(inJapan, { q: 'sun cup' })).includes('Sun cup'),
      place: (await explained()).position,
      suggested: (await search.suggest(inJapan, { q: 'sun' })).products.map(({ name }) => name),
      addresses: (await search.listAddresses(inJapan, { part: 0 })).slugs.length,
    })

    it('keeps goods that are not translated out of its lists, counts and search, and no other language’s', async () => {
      const before = await inJapanese()
      expect(before).toMatchObject({ total: 2, found: true, place: 1, suggested: ['Sun cup'] })
      await catalog.saveLanguageRule(operator, { locale: 'ja', rule: 'machine' })
      await host.quiet()
      // The first answer may be from before; each tells the process how old its names are.
      await inJapanese()
      expect(await inJapanese()).toEqual({
        list: ['月の湯のみ'],
        total: 1,
        found: false,
        place: null,
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
}
