import { sql } from 'kysely'
import type { OutputOf } from '@tradewind/platform/contract'
import type { internalProducts } from '@tradewind/catalog/contract'
import type { Db } from '../parts.ts'
import { assembleNames, type Names, type NamesRow } from './names.ts'

async function loadNames(db: Db): Promise<Names> {
  const { rows } = await sql<NamesRow>`
    select n.version,
      (select coalesce(json_agg(json_build_object('id', category_id, 'parentId', parent_id, 'name', name, 'slug', slug) order by position), '[]')
        from search.categories) as categories,
      (select coalesce(json_agg(json_build_object('key', key, 'type', type, 'unit', unit, 'position', position, 'name', name)), '[]')
        from search.facet_groups) as groups,
      (select coalesce(json_agg(json_build_object('facet', facet, 'key', key, 'value', value, 'number', number, 'position', position,
        'name', name, 'swatch', swatch)), '[]') from search.facets) as facets,
      (select coalesce(json_agg(json_build_object('id', store_id, 'slug', slug, 'name', name, 'open', open, 'shipsTo', ships_to, 'shipsGrams', ships_grams) order by slug), '[]')
        from search.stores) as stores,
      (select coalesce(json_agg(locale), '[]') from search.ruled_languages) as ruled
    from search.names n`.execute(db)
  const [row] = rows
  if (!row) throw new Error('search.names has no row')
  return assembleNames(row)
}

/** This process's copy of the names. */
export interface NamesCopy {
  /** The copy, loaded anew when it is older than what a statement has just seen. */
  atLeast(version: number): Promise<Names>
  /** As the database has it now. */
  current(): Promise<Names>
  /** The copy as this process has it, which may be one request old. */
  held(): Promise<Names>
}

export function keepNames(db: Db): NamesCopy {
  let kept: Names | undefined
  const atLeast = async (version: number): Promise<Names> => {
    if (kept && kept.version >= version) return kept
    const loaded = await loadNames(db)
    if (!kept || loaded.version > kept.version) kept = loaded
    return kept
  }
  return {
    atLeast,
    current: async () => {
      const row = await db.selectFrom('search.names').select('version').executeTakeFirstOrThrow()
      return atLeast(row.version)
    },
    held: () => atLeast(0),
  }
}

type Taxonomy = OutputOf<(typeof internalProducts)['getIndexedTaxonomy']>

/** Takes the catalogue's names over; a category that is gone loses its row, values stay with their numbers. */
export async function writeNames(
  tx: Db,
  { categories, facets, brands, ruledLanguages }: Taxonomy,
): Promise<void> {
  const groups = facets.map(({ key, type, unit, name }, position) => ({ key, type, unit, name, position }))
  const values = [
    ...facets.flatMap(({ key, values }) =>
      values.map(({ key: value, name, swatch }, position) => ({ key, value, name, swatch, position })),
    ),
    ...brands.map(({ key, name }, position) => ({
      key: BRAND,
      value: key,
      name: { en: name },
      swatch: null,
      position,
    })),
  ]
  await sql`with wanted as (select * from jsonb_to_recordset(${JSON.stringify(categories)}::jsonb)
      as t(id text, "parentId" text, position int, name jsonb, slug jsonb)),
    gone as (delete from search.categories c where not exists (select from wanted w where w.id = c.category_id))
    insert into search.categories as c (category_id, parent_id, position, name, slug)
    select id, "parentId", position, name, slug from wanted
    on conflict (category_id) do update set parent_id = excluded.parent_id, position = excluded.position,
      name = excluded.name, slug = excluded.slug
    where (c.parent_id, c.position, c.name, c.slug) is distinct from (excluded.parent_id, excluded.position, excluded.name, excluded.slug)`.execute(
    tx,
  )
  await sql`insert into search.facet_groups (key, type, unit, position, name)
    select distinct on (key) key, type, unit, position, name from jsonb_to_recordset(${JSON.stringify(groups)}::jsonb)
      as t(key text, type text, unit text, position int, name jsonb) order by key, position desc
    on conflict (key) do update set type = excluded.type, unit = excluded.unit, position = excluded.position, name = excluded.name`.execute(
    tx,
  )
  await sql`insert into search.facets as f (key, value, position, name, swatch)
    select distinct on (key, value) key, value, position, name, swatch from jsonb_to_recordset(${JSON.stringify(values)}::jsonb)
      as t(key text, value text, position int, name jsonb, swatch text) order by key, value, swatch
    on conflict (key, value) do update set position = excluded.position, name = excluded.name, swatch = excluded.swatch
    where (f.position, f.name, f.swatch) is distinct from (excluded.position, excluded.name, excluded.swatch)`.execute(
    tx,
  )
  await sql`with gone as (delete from search.ruled_languages where not locale = any(${ruledLanguages}::text[]))
    insert into search.ruled_languages (locale) select unnest(${ruledLanguages}::text[]) on conflict do nothing`.execute(
    tx,
  )
  await countUp(tx)
}

/** Tells every process that its copy is old. */
export const countUp = (tx: Db) => sql`update search.names set version = version + 1`.execute(tx)

/** The facet that brands are values of. */
export const BRAND = 'brand'

/** Numbers facet values that nobody named, such as sizes in numbers; outside of the caller's transaction, for numbers never change. */
export async function numberFacets(
  db: Db,
  wanted: readonly { key: string; value: string; number?: number }[],
): Promise<void> {
  if (wanted.length === 0) return
  // One statement, so that nobody finds the values before the version that tells of them.
  await sql`with made as (
      insert into search.facets (key, value, number)
      select distinct on (key, value) key, value, number from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb)
        as t(key text, value text, number double precision) order by key, value
      on conflict (key, value) do nothing returning facet)
    update search.names set version = version + 1 where exists (select from made)`.execute(db)
}
