import { cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { catalogService } from '@tradewind/catalog/service'
import { contentService } from '@tradewind/content/service'
import { fulfilmentService } from '@tradewind/fulfilment/service'
import { merchantsService } from '@tradewind/merchants/service'
import { migrate } from '@tradewind/platform/db'
import { testDatabase } from '@tradewind/platform/testing'
import { hashOfText } from '@tradewind/platform/texts'
import { afterAll, expect, it } from 'vitest'

const db = await testDatabase()
const folder = await mkdtemp(join(tmpdir(), 'tradewind-field-marks-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

interface Migrated {
  name: string
  migrations: URL
}

/** The service's tables as they were before a migration, with these rows; then as they are now. */
async function broughtUp(
  { name, migrations }: Migrated,
  rows: string,
  migration = 'field_marks',
): Promise<void> {
  const before = join(folder, `${name}-${migration}`)
  const names = await readdir(migrations)
  const first = names.find((file) => file.endsWith(`_${migration}.sql`)) ?? ''
  for (const file of names.filter((one) => one < first))
    await cp(new URL(file, migrations), join(before, file))
  await db.pool.query(
    `drop schema ${name} cascade; delete from platform.migrations where service = '${name}'`,
  )
  await migrate(db, [{ name, migrations: pathToFileURL(`${before}/`) }])
  await db.pool.query(rows)
  await migrate(db, [{ name, migrations }])
}

const rowsOf = async (query: string) => (await db.pool.query<Record<string, unknown>>(query)).rows
const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`
const json = (value: unknown) => quoted(JSON.stringify(value))
const joined = (...texts: string[]) => quoted(hashOfText(texts.join('\n\n')))

it('each field of a product stands as the product stood', async () => {
  const text = (locale: string, name: string, description: string, status: string, byMachine = false) =>
    `('prd_1', '${locale}', ${quoted(name)}, ${quoted(description)}, 'cup-${locale}', 'x', '${status}', ${byMachine})`
  await broughtUp(
    catalogService,
    `insert into catalog.categories (id, key, position) values ('cat_1', 'cups', 0);
    insert into catalog.products (id, store_id, status, category_id, attributes, option_keys, origin_country, tax_category, tags, source_locale)
      values ('prd_1', 'sto_1', 'published', 'cat_1', '{}', '{}', 'JP', 'standard', '{}', 'en');
    insert into catalog.product_texts (product_id, locale, name, description, slug, source_hash, status, by_machine) values
      ${[text('en', 'Cup ✦', 'Thin.', 'source'), text('de', 'Becher', 'Dünn.', 'current', true), text('fr', 'Tasse', 'Fine.', 'stale'), text('it', 'Tazza', '', 'stale'), text('th', 'ถ้วย', '', 'partial')].join(', ')}`,
  )
  const [name, description] = ['Cup ✦', 'Thin.'].map((source) => ({
    sourceHash: hashOfText(source),
    byMachine: false,
  }))
  const behind = { sourceHash: '', byMachine: false }
  expect(await rowsOf('select locale, status, fields from catalog.product_texts order by locale')).toEqual([
    {
      locale: 'de',
      status: 'current',
      fields: { name: { ...name, byMachine: true }, description: { ...description, byMachine: true } },
    },
    { locale: 'en', status: 'source', fields: { name, description } },
    { locale: 'fr', status: 'stale', fields: { name: behind, description: behind } },
    { locale: 'it', status: 'partial', fields: { name: behind } },
    { locale: 'th', status: 'partial', fields: { name } },
  ])
})

it('each field of a store stands as the store stood, also where it changed since translators looked', async () => {
  const words = (en: string, de: string, fr: string) => json({ en, de, fr })
  const mark = (id: string, locale: string, text: string, source: string, status: string) =>
    `('store', '${id}', '${locale}', '${id}', '', ${text}, ${source}, '${status}', true, '1')`
  const english = joined('Kiln', 'By hand.')
  await broughtUp(
    merchantsService,
    `insert into merchants.stores (id, slug, name, description, country, currency)
      values ('sto_1', 'kiln', ${words('Kiln', 'Ofen', '')}, ${words('By hand.', 'Von Hand.', '')}, 'JP', 'JPY'),
        ('sto_2', 'mill', ${words('Mill', 'Mühle', 'Moulin')}, ${words('Anew.', 'Alt.', 'Ancien.')}, 'JP', 'JPY');
    insert into merchants.text_marks (kind, id, locale, store_id, name, text_hash, source_hash, status, by_machine, stamp) values
      ${[
        mark('sto_1', 'en', english, english, 'source'),
        mark('sto_1', 'de', joined('Ofen', 'Von Hand.'), english, 'current'),
        mark('sto_2', 'en', joined('Mill', 'Old.'), joined('Mill', 'Old.'), 'source'),
        mark('sto_2', 'de', joined('Mühle', 'Alt.'), joined('Mill', 'Old.'), 'current'),
        mark('sto_2', 'fr', joined('Moulin', 'Vieux.'), joined('Mill', 'Old.'), 'current'),
      ].join(', ')}`,
  )
  const made = (text: string, source: string) => ({
    textHash: text && hashOfText(text),
    sourceHash: source && hashOfText(source),
    byMachine: true,
  })
  expect(
    await rowsOf(
      `select id, locale, fields from merchants.text_marks where status <> 'source' order by id, locale`,
    ),
  ).toEqual([
    {
      id: 'sto_1',
      locale: 'de',
      fields: { name: made('Ofen', 'Kiln'), description: made('Von Hand.', 'By hand.') },
    },
    { id: 'sto_2', locale: 'de', fields: { name: made('Mühle', ''), description: made('Alt.', '') } },
    { id: 'sto_2', locale: 'fr', fields: { name: made('', ''), description: made('', '') } },
  ])
})

it('each text of a page stands as the page stood, wherever it stands on it', async () => {
  const blocks = [
    { kind: 'text', title: { en: 'Z last', de: 'A zuerst' }, body: { en: 'Slow.', de: 'Langsam.' } },
    { kind: 'stores', title: { en: 'Stores' } },
  ]
  const english = joined('Slow.', 'Stores', 'Z last')
  await broughtUp(
    contentService,
    `insert into content.pages (slug, blocks) values ('about', ${json(blocks)});
    insert into content.text_marks (kind, id, locale, name, text_hash, source_hash, status, by_machine, stamp) values
      ('page', 'about', 'en', '', ${english}, ${english}, 'source', false, '1'),
      ('page', 'about', 'de', '', ${joined('A zuerst', 'Langsam.')}, ${english}, 'partial', false, '1')`,
  )
  const made = (text: string, source: string) => ({
    textHash: hashOfText(text),
    sourceHash: hashOfText(source),
    byMachine: false,
  })
  expect(await rowsOf(`select fields from content.text_marks where locale = 'de'`)).toEqual([
    { fields: { '0.title': made('A zuerst', 'Z last'), '0.body': made('Langsam.', 'Slow.') } },
  ])
})

it('the name of a shipping method stands as the method stood', async () => {
  await broughtUp(
    fulfilmentService,
    `insert into fulfilment.text_marks (kind, id, locale, name, text_hash, source_hash, status, by_machine, stamp)
      values ('method', 'shm_1', 'de', 'Post', 'a', 'b', 'stale', true, '1')`,
  )
  expect(await rowsOf('select status, fields from fulfilment.text_marks')).toEqual([
    { status: 'stale', fields: { name: { textHash: 'a', sourceHash: 'b', byMachine: true } } },
  ])
})

it('a legal text says in each language what it said, English being its source, and holds since it held', async () => {
  const text = (id: string, words: Record<string, string>, validFrom: string) =>
    `('${id}', 'terms', null, ${json(words)}, ${json(words)}, ${validFrom}, 'usr_1')`
  await broughtUp(
    contentService,
    `insert into content.legal_texts (id, kind, market, title, body, valid_from, created_by) values
      ${text('lgl_1', { ja: '規約 ✦', de: 'AGB', en: 'Terms' }, "'2026-01-01'")},
      ${text('lgl_2', { ja: '規約', de: 'AGB' }, "'9999-01-01'")}`,
    'legal_words',
  )
  const mark = (source: string) => ({ sourceHash: hashOfText(source), byMachine: false })
  const row = (legal_id: string, locale: string, title: string, source: string, status = 'current') => ({
    legal_id,
    locale,
    title,
    body: title,
    status,
    held: legal_id === 'lgl_1',
    fields: { title: mark(source), body: mark(source) },
  })
  expect(
    await rowsOf(`select w.legal_id, w.locale, w.title, w.body, w.status, w.fields, w.readable_since = t.valid_from as held
      from content.legal_words w join content.legal_texts t on t.id = w.legal_id order by legal_id, locale`),
  ).toEqual([
    row('lgl_1', 'de', 'AGB', 'Terms'),
    row('lgl_1', 'en', 'Terms', 'Terms', 'source'),
    row('lgl_1', 'ja', '規約 ✦', 'Terms'),
    row('lgl_2', 'de', 'AGB', '規約'),
    row('lgl_2', 'ja', '規約', '規約', 'source'),
  ])
})

it('rules of languages from before are told to those who show texts by them now', async () => {
  await broughtUp(
    catalogService,
    `insert into catalog.language_rules (locale, rule) values ('ja', 'human')`,
    'tell_language_rules',
  )
  expect(
    await rowsOf(`select payload from catalog.outbox where type = 'catalog.language-rules-set.v1'`),
  ).toEqual([{ payload: { rules: [{ locale: 'ja', rule: 'human' }] } }])
})
