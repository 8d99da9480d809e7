import { describe, expect, it } from 'vitest'
import type { translatorsStory } from '../translation.testing.ts'

type Kind = 'store' | 'method' | 'page' | 'brand'
const KINDS: readonly Kind[] = ['store', 'method', 'page', 'brand']

/** What stands outside the catalogue in a language that shows only what people wrote. */
export function tellHumanLanguages({
  host,
  system,
  operator,
  kilnId,
  ofenId,
  kiln,
}: Awaited<ReturnType<typeof translatorsStory>>): void {
  const { translation, catalog, merchants, fulfilment, content } = host.calls
  const owners = { store: merchants, method: fulfilment, page: content, brand: content }
  const korean = host.ctx({ locale: 'ko' })

  const thingOf = async (kind: Kind) => {
    const { items } = await translation.listTexts(operator, { kind, locale: 'ko' })
    const thing = items.find(({ id }) => kind !== 'store' || id === kilnId)
    if (!thing) throw new Error(`no ${kind}`)
    return thing
  }
  const write = async (kind: Kind, fields: Record<string, string>, byMachine: boolean) => {
    const { id, sourceHash } = await thingOf(kind)
    const texts = [{ kind, id, sourceHash, fields }]
    const saved = await owners[kind].saveTexts(system, { locale: 'ko', byMachine, texts })
    expect(saved, kind).toMatchObject([{ outcome: 'saved' }])
  }
  const setRule = async (rule: 'human' | 'machine' | 'fallback') => {
    await catalog.saveLanguageRule(operator, { locale: 'ko', rule })
    await host.quiet()
  }
  /** What Koreans read of each. */
  const read = async () => {
    const store = await merchants.getStore(korean, { slug: 'kiln' })
    const [named] = await merchants.getStores(system, { storeIds: [kilnId] })
    const [part] = await fulfilment.quoteShipping(system, {
      country: 'KR',
      parts: [{ storeId: kilnId, weightGrams: 1, value: { minor: 1, currency: 'JPY' } }],
    })
    const { locale, blocks } = await content.getPage(korean, { slug: 'home' })
    return {
      store: [store.name, store.description, named?.name['ko']],
      method: part?.choices[0]?.name['ko'],
      page: [locale, ...blocks.map(({ title }) => title)],
      brand: (await content.getBrand(korean, {})).claim,
    }
  }
  const inKorean = {
    store: ['가마', '손으로.', '가마'],
    method: '우편',
    page: ['ko', '가게', '소개'],
    brand: '도구',
  }
  const TEXTS: Readonly<Record<Kind, Record<string, string>>> = {
    store: { name: '가마', description: '손으로.' },
    method: { name: '우편' },
    page: { '0.title': '가게', '1.title': '소개', '1.body': '천천히.' },
    brand: { claim: '도구' },
  }

  describe('what stands outside the catalogue', () => {
    it('gives way to another language where a machine wrote it and the language wants a person, until one confirms', async () => {
      const { version, ...brand } = await content.getBrandForEdit(operator, {})
      await content.saveBrand({ ...operator, ifMatch: version }, { ...brand, claim: { en: 'Tools' } })
      for (const kind of KINDS) await write(kind, TEXTS[kind], true)
      expect(await read()).toEqual(inKorean)
      await setRule('machine')
      expect(await read()).toEqual(inKorean)

      const own = await merchants.getOwnStore(kiln, {})
      const { blocks } = await content.getPageForEdit(operator, { slug: 'home' })
      await setRule('human')
      const inEnglish = {
        store: [own.name['en'], own.description['en'], undefined],
        method: undefined,
        page: ['en', ...blocks.map(({ title }) => title['en'])],
        brand: 'Tools',
      }
      expect(await read()).toEqual(inEnglish)
      expect(await merchants.getOwnStore(kiln, {})).toEqual(own)
      const ownGates = async () => (await translation.listOwnGates(kiln, { kind: 'store', id: kilnId })).items
      for (const kind of KINDS) {
        const { id } = await thingOf(kind)
        const fields = Object.keys(TEXTS[kind])
        expect((await translation.listGates(operator, { kind, id })).items).toEqual([
          { locale: 'ko', fields },
        ])
      }
      expect(await ownGates()).toEqual([{ locale: 'ko', fields: ['name', 'description'] }])
      expect((await translation.listOwnGates(kiln, { kind: 'store', id: ofenId })).items).toEqual([])

      await write('store', { name: '가마' }, false)
      expect(await ownGates()).toEqual([{ locale: 'ko', fields: ['description'] }])
      expect((await read()).store).toEqual(['가마', own.description['en'], '가마'])
      for (const kind of KINDS) await write(kind, TEXTS[kind], false)
      expect(await read()).toEqual(inKorean)
      await setRule('fallback')
    })

    it('knows a machine’s wording in forms and wherever its block is moved, and a person’s that is behind its source', async () => {
      await setRule('human')
      const { version, blocks } = await content.getPageForEdit(operator, { slug: 'home' })
      const [first, second] = blocks
      if (first?.kind !== 'stores' || second?.kind !== 'text') throw new Error('another page')
      const save = (ifMatch: number, ...next: typeof blocks) =>
        content.savePage({ ...operator, ifMatch }, { slug: 'home', blocks: next })
      const titles = async () => (await read()).page
      const renamed = { ...first, title: { ...first.title, en: 'Houses' } }
      const withNew = { ...second, title: { en: 'Journal' }, body: {} }
      await save(version, withNew, renamed, second)
      expect(await titles()).toEqual(['en', 'Journal', '가게', '소개'])

      await write('page', { '0.title': '일지' }, true)
      expect(await titles()).toEqual(['en', 'Journal', '가게', '소개'])
      const written = await content.getPageForEdit(operator, { slug: 'home' })
      const [journal] = written.blocks
      if (journal?.kind !== 'text') throw new Error('another page')
      await save(written.version, renamed, journal, second)
      expect(await titles()).toEqual(['ko', '가게', 'Journal', '소개'])
      await save(written.version + 1, renamed, { ...journal, title: { en: 'Journal', ko: '나날' } }, second)
      expect(await titles()).toEqual(['ko', '가게', '나날', '소개'])
      await setRule('fallback')
    })
  })
}
