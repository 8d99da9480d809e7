import { sql, type Kysely } from 'kysely'
import type { LandedBook, LandedRule, Levy, Tariff } from './landed.types.ts'

const DATES = sql`'validFrom', valid_from, 'validTo', valid_to, 'source', source`

const RULE = sql`jsonb_build_object('jurisdiction', jurisdiction, 'regime', regime, 'position', position, 'shipsFrom', ships_from,
  'carriage', carriage, 'sellerRegistered', seller_registered, 'unit', unit, 'valueBasis', value_basis, 'currency', currency,
  'aboveMinor', above_minor, 'upToMinor', up_to_minor, 'mostPieces', most_pieces, 'yearUpToMinor', year_up_to_minor, 'refusal', refusal,
  'tax', tax, 'taxPercent', trim_scale(tax_percent)::text, 'taxSharePercent', trim_scale(tax_share_percent)::text, 'taxBase', tax_base,
  'duty', duty, 'dutyPercent', trim_scale(duty_percent)::text, 'dutyLessMinor', duty_less_minor, 'dutyBasis', duty_basis,
  'incoterm', incoterm, 'collector', collector, 'importer', importer, 'deemedSupplier', deemed_supplier, ${DATES})`

const TARIFF = sql`jsonb_build_object('jurisdiction', jurisdiction, 'kind', kind, 'hsPrefix', hs_prefix, 'percent', trim_scale(percent)::text,
  'currency', currency, 'fromMinorPerGram', from_minor_per_gram, 'originGroup', nullif(origin_group, ''), 'origins', origins,
  'condition', condition, ${DATES})`

const LEVY = sql`jsonb_build_object('jurisdiction', jurisdiction, 'name', name, 'regimes', regimes, 'unit', unit, 'minor', minor,
  'currency', currency, ${DATES})`

/** What is due at borders, as one JSON value; past rows are left out unless `whole`. */
export const landedBook = (whole: boolean) => {
  const current = whole ? sql`true` : sql`valid_to is null or valid_to >= current_date - 1`
  return sql`jsonb_build_object(
    'members', (select coalesce(jsonb_agg(jsonb_build_object('jurisdiction', jurisdiction, 'country', country, ${DATES})
      order by jurisdiction, country), '[]') from pricing.jurisdiction_members where ${current}),
    'rules', (select coalesce(jsonb_agg(${RULE} order by jurisdiction, position, valid_from), '[]') from pricing.landed_rules where ${current}),
    'tariffs', (select coalesce(jsonb_agg(${TARIFF} order by jurisdiction, kind, hs_prefix, origin_group, valid_from), '[]') from pricing.tariffs where ${current}),
    'levies', (select coalesce(jsonb_agg(${LEVY} order by jurisdiction, name, valid_from), '[]') from pricing.levies where ${current}))`
}

export async function readBook(db: Kysely<unknown>): Promise<LandedBook> {
  const { rows } = await sql<{ book: LandedBook }>`select ${landedBook(true)} as book`.execute(db)
  const [row] = rows
  if (!row) throw new Error('the rules of borders cannot be read')
  return row.book
}

type New<Row> = Omit<Row, 'validTo'>
/** A new row and the table it goes to. */
export type NewRow =
  | { readonly table: 'landed_rules'; readonly row: New<LandedRule> }
  | { readonly table: 'tariffs'; readonly row: New<Tariff> & { readonly originGroup: string } }
  | { readonly table: 'levies'; readonly row: New<Levy> }

/** What rows of a table have in common that follow one another in time. */
const KEYS = {
  landed_rules: ['jurisdiction', 'regime'],
  tariffs: ['jurisdiction', 'kind', 'hs_prefix', 'origin_group'],
  levies: ['jurisdiction', 'name'],
} as const

/** A row from a day on, in place of one from the same day; the one before ends the day before. */
export async function insertFrom(tx: Kysely<unknown>, { table, row }: NewRow): Promise<void> {
  const target = sql.table(`pricing.${table}`)
  const values = JSON.stringify(
    Object.fromEntries(Object.entries(row).map(([key, value]) => [snake(key), value])),
  )
  const same = sql.join(
    KEYS[table].map((key) => sql`t.${sql.ref(key)} = n.${sql.ref(key)}`),
    sql` and `,
  )
  // Two savers at once would not see each other's periods.
  await sql`lock table ${target} in share row exclusive mode`.execute(tx)
  await sql`delete from ${target} t using jsonb_populate_record(null::${target}, ${values}::jsonb) n
    where ${same} and t.valid_from = n.valid_from`.execute(tx)
  await sql`update ${target} t set valid_to = n.valid_from - 1 from jsonb_populate_record(null::${target}, ${values}::jsonb) n
    where ${same} and t.valid_from < n.valid_from and (t.valid_to is null or t.valid_to >= n.valid_from)`.execute(
    tx,
  )
  await sql`insert into ${target} select (jsonb_populate_record(n, jsonb_build_object('created_at', now(), 'valid_to',
      (select min(t.valid_from) - 1 from ${target} t where ${same} and t.valid_from > n.valid_from)))).*
    from jsonb_populate_record(null::${target}, ${values}::jsonb) n`.execute(tx)
}

const snake = (key: string): string => key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
