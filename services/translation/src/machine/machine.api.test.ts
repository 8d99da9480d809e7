import { sql } from 'kysely'
import type { Locale } from '@tradewind/kernel'
import { eventually } from '@tradewind/platform/testing'
import { describe, expect, it } from 'vitest'
import type { TranslationTables } from '../tables.ts'
import { targetsOf, translatorsStory } from '../translation.testing.ts'
import { deepl } from './deepl.ts'
import { keepLane, leaveLane, takeLane } from './jobs.queries.ts'
import { translatePage } from './translate-page.ts'

const { host, sandbox, key, operator, kilnId, products, rewrite, read, misbehave } = await translatorsStory()
const { translation, content } = host.calls

describe('the machine', () => {
  const run = async (locale: Locale, repeats = false, kind: 'product' | 'legal' = 'product') => {
    await translation.startMachine(operator, { kind, locale, repeats })
    await eventually(async () => expect((await jobIn(locale)).state).toBe('done'), { withinSeconds: 30 })
  }
  const jobIn = async (locale: Locale) => {
    const { jobs } = await translation.getMachine(operator, {})
    const job = jobs.find((one) => one.locale === locale)
    if (!job) throw new Error('no such job')
    return job
  }

  it('writes what is missing, leaves kept words and line breaks as they are, and is marked as a machine’s', async () => {
    await translation.saveTerm(operator, {
      term: 'Nusantara Atelier',
      keep: true,
      translations: {},
      note: '',
    })
    const [id = ''] = await products(kilnId, [
      {
        name: 'Cup of Nusantara Atelier',
        description: 'Line <one> & more.\n\nSee https://a.example/x, {count} of MOON-12.',
      },
    ])
    await run('th')
    const text = await read('product', id, 'th')
    expect(text.status).toBe('machine')
    expect(targetsOf(text)).toMatchObject({
      name: '[th] Cup of Nusantara Atelier',
      description: '[th] Line <one> & more.\n\n[th] See https://a.example/x, {count} of MOON-12.',
    })
  })

  it('has words of the glossary come back as they were laid down, in the languages that have them', async () => {
    const translations = { th: 'ถ้วยพระจันทร์', 'zh-CN': '月光杯' }
    await translation.saveTerm(operator, { term: 'Moon cup', keep: false, translations, note: '' })
    const [id = ''] = await products(kilnId, [{ name: 'Moon cup for {count}', description: 'A Moon cup.' }])
    await run('th')
    expect(targetsOf(await read('product', id, 'th'))).toMatchObject({
      name: '[th] ถ้วยพระจันทร์ for {count}',
      description: '[th] A ถ้วยพระจันทร์.',
    })
    await run('zh-TW')
    expect(targetsOf(await read('product', id, 'zh-TW'))['name']).toBe('[zh-hant] Moon cup for {count}')
    await misbehave({ mode: 'drop' })
    await run('zh-CN')
    expect(await read('product', id, 'zh-CN')).toMatchObject({ status: 'missing' })
    await misbehave({ mode: 'none' })
  })

  it('never replaces a person’s words, though it ends after they were saved', async () => {
    const [id = ''] = await products(kilnId, [{ name: 'Late cup' }])
    await misbehave({ mode: 'slow', seconds: 1.5, calls: 1 })
    const before = sandbox.calls()
    await translation.startMachine(operator, { kind: 'product', locale: 'vi', repeats: false })
    await eventually(() => expect(sandbox.calls()).toBeGreaterThan(before), { withinSeconds: 20 })
    const { sourceHash } = await read('product', id, 'vi')
    const fields = { name: 'Chén muộn' }
    await translation.saveText(operator, { kind: 'product', id, locale: 'vi', sourceHash, fields })
    await eventually(async () => expect((await jobIn('vi')).state).toBe('done'), { withinSeconds: 30 })
    expect(await read('product', id, 'vi')).toMatchObject({
      status: 'human',
      fields: [{ target: 'Chén muộn' }, {}, {}],
    })
  })

  it('writes legal texts for a person to confirm: until then their readers get another language', async () => {
    const { id } = await content.addLegalText(operator, {
      kind: 'terms',
      market: null,
      title: { en: 'Terms' },
      body: { en: '# Who we are\nWe sell cups.' },
      validFrom: new Date().toISOString().slice(0, 10),
    })
    await run('ms', false, 'legal')
    const malay = await read('legal', id, 'ms')
    expect(malay).toMatchObject({ status: 'machine', fixed: false })
    const shown = () => content.getLegalText(host.ctx({ locale: 'ms' }), { kind: 'terms' })
    expect(await shown()).toMatchObject({ locale: 'en', locales: ['en'] })
    const { sourceHash } = malay
    const fields = targetsOf(malay)
    await translation.saveText(operator, { kind: 'legal', id, locale: 'ms', sourceHash, fields })
    expect(await shown()).toMatchObject({ locale: 'ms', ...fields, original: 'en' })
    const { rows } = await host.db.pool.query(
      `select role, actor = 'translation' as "isHouse" from platform.audit where target = $1
        and operation = 'content.texts.save' order by id`,
      [id],
    )
    expect(rows).toEqual([
      { role: 'system', isHouse: true },
      { role: 'operator', isHouse: false },
    ])
  })

  it('fills what lacks of a person’s text and renews what is its own, and sends nothing else', async () => {
    const [id = ''] = await products(kilnId, [{ name: 'Shared cup', description: 'Warm.' }])
    const save = async (fields: Record<string, string>) => {
      const { sourceHash } = await read('product', id, 'es')
      await translation.saveText(operator, { kind: 'product', id, locale: 'es', sourceHash, fields })
    }
    await save({ name: 'Taza compartida' })
    await run('es')
    const written = { name: 'Taza compartida', description: '[es] Warm.' }
    expect(targetsOf(await read('product', id, 'es'))).toMatchObject(written)
    expect((await read('product', id, 'es')).fields).toMatchObject([
      { status: 'human' },
      { status: 'machine' },
      {},
    ])
    await rewrite(kilnId, 'Shared cup', 'Warmer.')
    await run('es')
    expect(targetsOf(await read('product', id, 'es'))).toMatchObject({
      ...written,
      description: '[es] Warmer.',
    })

    // A person's words that fell behind wait for a person.
    await rewrite(kilnId, 'Common cup', 'Warmer.')
    const before = sandbox.calls()
    await run('es')
    expect(sandbox.calls()).toBe(before)
    expect(await read('product', id, 'es')).toMatchObject({
      status: 'stale',
      fields: [{ target: 'Taza compartida', status: 'stale' }, { status: 'machine' }, {}],
    })
  })

  it.each([
    ['quota', 'ms', 'Quota'],
    ['fail', 'id', 'Service unavailable'],
    ['short', 'it', 'another number of lines'],
  ] as const)(
    'waits for a provider that answers with %s, and says why; everything else goes on',
    async (mode, locale, said) => {
      await products(kilnId, [{ name: `Patient cup ${mode}` }])
      await misbehave({ mode })
      await translation.startMachine(operator, { kind: 'product', locale, repeats: false })
      await eventually(async () => expect((await jobIn(locale)).fault).toContain(said), { withinSeconds: 20 })
      expect((await jobIn(locale)).fault).not.toContain(key)
      const [id = ''] = await products(kilnId, [{ name: 'Meanwhile cup' }])
      expect(await read('product', id, locale)).toMatchObject({ status: 'missing' })
      await misbehave({ mode: 'none' })
      await eventually(async () => expect((await jobIn(locale)).state).toBe('done'), { withinSeconds: 30 })
      expect(await jobIn(locale)).toMatchObject({ fault: null })
      expect(await read('product', id, locale)).toMatchObject({ status: 'machine' })
    },
  )

  it('sends no more at once than a provider takes, however many bytes a character has', async () => {
    const long = Array.from({ length: 4 }, (_, nth) => ({
      name: `Long cup ${nth}`,
      description: '杯'.repeat(7_900),
    }))
    const ids = await products(kilnId, long)
    await run('ko')
    for (const id of ids) expect(await read('product', id, 'ko')).toMatchObject({ status: 'machine' })
  })

  it('is stopped where it stands, and writes no more than what is under way', async () => {
    const [id = ''] = await products(kilnId, [{ name: 'Last cup' }])
    await misbehave({ mode: 'slow', seconds: 1, calls: 1 })
    const before = sandbox.calls()
    await translation.startMachine(operator, { kind: 'product', locale: 'my', repeats: true })
    await eventually(() => expect(sandbox.calls()).toBeGreaterThan(before), { withinSeconds: 20 })
    const which = { kind: 'product', locale: 'my' } as const
    expect(await translation.stopMachine(operator, which)).toMatchObject({ state: 'stopped', repeats: false })
    await eventually(
      async () => expect(await read('product', id, 'my')).toMatchObject({ status: 'machine' }),
      {
        withinSeconds: 20,
      },
    )
    await host.quiet()
    expect(await jobIn('my')).toMatchObject({ state: 'stopped', repeats: false })
    await expect(translation.stopMachine(operator, { ...which, kind: 'value' })).rejects.toMatchObject({
      status: 404,
    })
  })

  it('asks again for what could not be used only when its source changed, or somebody starts it anew', async () => {
    const [id = ''] = await products(kilnId, [{ name: 'Brittle {cup}' }])
    await run('fr')
    const db = host.db.kysely<TranslationTables>()
    await sql`delete from catalog.product_texts where product_id = ${id} and locale = 'fr'`.execute(db)
    const page = () =>
      translatePage({ db, deps: { calls: host.calls } }, deepl({ key, url: sandbox.url }), {
        kind: 'product',
        locale: 'fr',
        cursor: null,
      })
    await misbehave({ mode: 'drop' })
    expect(await page()).toMatchObject({ done: 0, refused: 1 })
    await misbehave({ mode: 'none' })
    const before = sandbox.calls()
    expect(await page()).toMatchObject({ done: 0, refused: 0 })
    expect(sandbox.calls()).toBe(before)
    await rewrite(kilnId, 'Brittle {cup}', 'Thin.')
    expect(await page()).toMatchObject({ done: 1, refused: 0 })
  })

  it.each(['drop', 'repeat'] as const)(
    'uses nothing of an answer that would %s what must stay',
    async (mode) => {
      const locale = mode === 'drop' ? 'ru' : 'pt'
      const [id = ''] = await products(kilnId, [{ name: `Fragile {cup} ${mode}` }])
      await misbehave({ mode })
      await run(locale)
      expect(await read('product', id, locale)).toMatchObject({ status: 'missing' })
      expect((await jobIn(locale)).refused).toBeGreaterThan(0)
      await misbehave({ mode: 'none' })
      await run(locale)
      expect(targetsOf(await read('product', id, locale))['name']).toBe(
        `[${locale === 'pt' ? 'pt-pt' : 'ru'}] Fragile {cup} ${mode}`,
      )
    },
  )
})

it('the lane is left and kept only by who has it', async () => {
  await host.quiet()
  const db = host.db.kysely<TranslationTables>()
  expect(await takeLane(db, 'slow', 0)).toBe(true)
  expect(await takeLane(db, 'next', 60)).toBe(true)
  await leaveLane(db, 'slow')
  expect(await keepLane(db, 'slow', 60)).toBe(false)
  expect(await takeLane(db, 'third', 60)).toBe(false)
  expect(await keepLane(db, 'next', 60)).toBe(true)
  await leaveLane(db, 'next')
  expect(await takeLane(db, 'third', 0)).toBe(true)
})
