import { describe, expect, it } from 'vitest'
import { names, type Mall } from '../mall.testing.ts'

export function tellLanguageRules({
  host,
  system,
  merchants,
  kilnId,
  ofenId,
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

    /** Names a store in Japanese. */
    const write = async (storeId: string, byMachine: boolean) => {
      const { items } = await merchants.listTexts(system, { kind: 'store', locale: 'ja', ids: [storeId] })
      const texts = items.map(({ kind, id, sourceHash }) => ({
        kind,
        id,
        sourceHash,
        fields: { name: '窯の店', description: '窯' },
      }))
      await merchants.saveTexts(system, { locale: 'ja', byMachine, texts })
    }

    it('that shows only what people wrote calls no store by a machine’s name', async () => {
      const storeNames = async () => {
        await host.quiet()
        // The first answer may be from before; it tells the process how old its names are.
        await search.listProducts(inJapan, { storeId: kilnId })
        const { items } = await search.listProducts(inJapan, { storeId: kilnId })
        return [...new Set(items.map(({ storeName }) => storeName))]
      }
      await write(kilnId, true)
      expect(await storeNames()).toEqual(['窯の店'])
      await catalog.saveLanguageRule(operator, { locale: 'ja', rule: 'human' })
      expect(await storeNames()).toEqual(['Store kiln'])
      await write(kilnId, false)
      expect(await storeNames()).toEqual(['窯の店'])
      await catalog.saveLanguageRule(operator, { locale: 'ja', rule: 'fallback' })
      await host.quiet()
    })

    it('has only those stores read again of which a machine wrote in it', async () => {
      const told = async (change: () => Promise<unknown>) => {
        const { rows } = await host.db.pool.query<{ last: string }>(
          'select coalesce(max(id), 0) as last from merchants.outbox',
        )
        await change()
        await host.quiet()
        const { rows: facts } = await host.db.pool.query<{ key: string }>(
          `select key from merchants.outbox where id > $1 and type = 'merchants.store-changed.v1'`,
          [rows[0]?.last],
        )
        return facts.map(({ key }) => key)
      }
      const rule = (locale: 'ja' | 'ko', wanted: 'human' | 'fallback') =>
        told(() => catalog.saveLanguageRule(operator, { locale, rule: wanted }))
      expect(await told(() => write(ofenId, true))).toEqual([ofenId])
      expect(await rule('ko', 'human')).toEqual([])
      expect(await rule('ja', 'human')).toEqual([ofenId])
      expect(await rule('ja', 'fallback')).toEqual([ofenId])
      await write(ofenId, false)
      expect(await rule('ja', 'human')).toEqual([])
      await rule('ja', 'fallback')
      await rule('ko', 'fallback')
    })
  })
}
