import { sql, type Kysely } from 'kysely'
import type { CatalogTables } from '../tables.ts'
import { assembleTaxonomy, type Taxonomy, type TaxonomyRow } from './taxonomy.ts'

type Db = Kysely<CatalogTables>

/** Everything in one statement, so that it is of one version. */
async function loadTaxonomy(db: Db): Promise<Taxonomy> {
  const { rows } = await sql<TaxonomyRow>`
    select t.version,
      (select coalesce(json_agg(json_build_object('id', a.id, 'kind', a.kind, 'key', a.key, 'type', a.type, 'unit', a.unit,
        'name', (select coalesce(json_object_agg(x.locale, x.name), '{}') from catalog.attribute_texts x where x.attribute_id = a.id),
        'byMachine', (select coalesce(json_agg(x.locale), '[]') from catalog.attribute_texts x where x.attribute_id = a.id and x.by_machine),
        'values', (select coalesce(json_agg(json_build_object('id', v.id, 'key', v.key, 'swatch', v.swatch,
          'name', (select coalesce(json_object_agg(x.locale, x.name), '{}') from catalog.attribute_value_texts x where x.value_id = v.id),
        'byMachine', (select coalesce(json_agg(x.locale), '[]') from catalog.attribute_value_texts x where x.value_id = v.id and x.by_machine))
          order by v.position, v.id), '[]') from catalog.attribute_values v where v.attribute_id = a.id)) order by a.id), '[]')
        from catalog.attributes a) as attributes,
      (select coalesce(json_agg(json_build_object('id', c.id, 'key', c.key, 'parentId', c.parent_id, 'position', c.position, 'version', c.version,
        'name', (select coalesce(json_object_agg(x.locale, x.name), '{}') from catalog.category_texts x where x.category_id = c.id),
        'byMachine', (select coalesce(json_agg(x.locale), '[]') from catalog.category_texts x where x.category_id = c.id and x.by_machine),
        'slug', (select coalesce(json_object_agg(x.locale, x.slug), '{}') from catalog.category_texts x where x.category_id = c.id),
        'formerly', (select coalesce(json_agg(s.slug), '[]') from catalog.past_slugs s where s.kind = 'category' and s.thing_id = c.id),
        'attributes', (select coalesce(json_agg(json_build_object('key', a.key, 'filterable', ca.filterable) order by ca.position), '[]')
          from catalog.category_attributes ca join catalog.attributes a on a.id = ca.attribute_id where ca.category_id = c.id))
        order by c.position, c.id), '[]') from catalog.categories c) as categories,
      (select coalesce(json_agg(json_build_object('id', b.id, 'key', b.key, 'name', b.name) order by b.name), '[]') from catalog.brands b) as brands,
      (select coalesce(json_agg(json_build_array(r.locale, r.rule)), '[]') from catalog.language_rules r) as "languageRules"
    from catalog.taxonomy t`.execute(db)
  const [row] = rows
  if (!row) throw new Error('catalog.taxonomy has no row')
  return assembleTaxonomy(row)
}

/** This process's copy of the taxonomy. */
export interface TaxonomyCopy {
  /** The copy, loaded anew when it is older than what a statement has just seen. */
  atLeast(version: number): Promise<Taxonomy>
  /** As the database has it now. */
  current(): Promise<Taxonomy>
}

/** Reads through the pool only: what a transaction has not yet committed must not be kept. */
export function keepTaxonomy(pool: Db): TaxonomyCopy {
  let kept: Taxonomy | undefined
  const atLeast = async (version: number): Promise<Taxonomy> => {
    if (kept && kept.version >= version) return kept
    const loaded = await loadTaxonomy(pool)
    if (!kept || loaded.version > kept.version) kept = loaded
    return kept
  }
  return {
    atLeast,
    current: async () => {
      const row = await pool.selectFrom('catalog.taxonomy').select('version').executeTakeFirstOrThrow()
      return atLeast(row.version)
    },
  }
}

/** Lets one writer of the taxonomy through at a time, until its transaction ends. */
export async function lockTaxonomy(tx: Db): Promise<void> {
  await sql`select from catalog.taxonomy for update`.execute(tx)
}

/** Tells every process that its copy is old. */
export async function countUp(tx: Db): Promise<void> {
  await sql`update catalog.taxonomy set version = version + 1`.execute(tx)
}
