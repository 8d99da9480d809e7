import { sql, type Kysely } from 'kysely'
import { newId } from '@tradewind/kernel'
import type { CatalogTables } from '../tables.ts'
import { writeNames } from '../texts/texts.queries.ts'
import type { AttributeShape, BrandShape, CategoryShape } from './definitions.ts'
import type { Taxonomy } from './taxonomy.ts'

type Db = Kysely<CatalogTables>

const ATTRIBUTE_NAMES = { table: 'attribute_texts', id: 'attribute_id', idType: 'int' } as const
const VALUE_NAMES = { table: 'attribute_value_texts', id: 'value_id', idType: 'int' } as const
const CATEGORY_NAMES = { table: 'category_texts', id: 'category_id', idType: 'text' } as const

/** Writes attributes, options and their values; answers the keys of those that differed, as `kind:key`. */
export async function writeAttributes(tx: Db, shapes: readonly AttributeShape[]): Promise<Set<string>> {
  if (shapes.length === 0) return new Set()
  const heads = await sql<{ id: number; kind: string; key: string; changed: boolean }>`
    with wanted as (select * from jsonb_to_recordset(${JSON.stringify(shapes)}::jsonb) as t(kind text, key text, type text, unit text)),
    written as (
      insert into catalog.attributes as a (kind, key, type, unit) select kind, key, type, unit from wanted
      on conflict (kind, key) do update set type = excluded.type, unit = excluded.unit
        where (a.type, a.unit) is distinct from (excluded.type, excluded.unit)
      returning id, kind, key)
    select id, kind, key, true as changed from written
    union all
    select a.id, a.kind, a.key, false from catalog.attributes a join wanted using (kind, key)
      where not exists (select from written w where w.id = a.id)`.execute(tx)
  const idOf = new Map(heads.rows.map(({ id, kind, key }) => [`${kind}:${key}`, id]))
  const nameOf = new Map(heads.rows.map(({ id, kind, key }) => [id, `${kind}:${key}`]))
  const of = ({ kind, key }: AttributeShape) => idOf.get(`${kind}:${key}`) ?? 0

  const named = await writeNames(
    tx,
    ATTRIBUTE_NAMES,
    shapes.map((shape) => ({ id: of(shape), name: shape.name })),
  )
  const valued = await writeValues(
    tx,
    shapes.map((shape) => ({ attributeId: of(shape), values: shape.values })),
  )
  const changed = [...heads.rows.filter((row) => row.changed).map((row) => row.id), ...named, ...valued]
  return new Set(changed.map((id) => nameOf.get(Number(id)) ?? ''))
}

/** Answers the ids of attributes of which a value differed. Values that are no longer named stay: goods may have them. */
async function writeValues(
  tx: Db,
  wanted: readonly { attributeId: number; values: AttributeShape['values'] }[],
): Promise<number[]> {
  const rows = wanted.flatMap(({ attributeId, values }) =>
    values.map(({ key, swatch }, position) => ({ attribute_id: attributeId, key, swatch, position })),
  )
  if (rows.length === 0) return []
  const written = await sql<{ id: number; attribute_id: number; key: string; changed: boolean }>`
    with wanted as (select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t(attribute_id int, key text, swatch text, position int)),
    written as (
      insert into catalog.attribute_values as v (attribute_id, key, swatch, position) select attribute_id, key, swatch, position from wanted
      on conflict (attribute_id, key) do update set swatch = excluded.swatch, position = excluded.position
        where (v.swatch, v.position) is distinct from (excluded.swatch, excluded.position)
      returning id, attribute_id, key)
    select id, attribute_id, key, true as changed from written
    union all
    select v.id, v.attribute_id, v.key, false from catalog.attribute_values v join wanted using (attribute_id, key)
      where not exists (select from written w where w.id = v.id)`.execute(tx)
  const valueOf = new Map(written.rows.map((row) => [`${row.attribute_id}:${row.key}`, row]))
  const attributeOf = new Map(written.rows.map((row) => [row.id, row.attribute_id]))
  const named = await writeNames(
    tx,
    VALUE_NAMES,
    wanted.flatMap(({ attributeId, values }) =>
      values.map(({ key, name }) => ({ id: valueOf.get(`${attributeId}:${key}`)?.id ?? 0, name })),
    ),
  )
  return [
    ...written.rows.filter((row) => row.changed).map((row) => row.attribute_id),
    ...[...named].map((id) => attributeOf.get(Number(id)) ?? 0),
  ]
}

/** Writes categories with their names and attributes; answers the keys of those that differed. */
export async function writeCategories(
  tx: Db,
  shapes: readonly CategoryShape[],
  taxonomy: Taxonomy,
): Promise<Set<string>> {
  const ids = new Map([...taxonomy.categoriesByKey].map(([key, { id }]) => [key, id]))
  for (const { key } of shapes) if (!ids.has(key)) ids.set(key, newId('cat'))
  const rows = shapes.map((shape, index) => {
    const before = taxonomy.categoriesByKey.get(shape.key)
    return {
      id: ids.get(shape.key) ?? '',
      key: shape.key,
      parent_id: shape.parent === null ? null : (ids.get(shape.parent) ?? null),
      position: shape.position ?? before?.position ?? index,
    }
  })
  const changed = new Set<string>()
  const differing = rows.filter((row, index) => {
    const before = taxonomy.categoriesByKey.get(row.key)
    const shape = shapes[index]
    return (
      before?.parentId !== row.parent_id ||
      before.position !== row.position ||
      before.attributes.join() !== shape?.attributes.join() ||
      [...before.filterable].sort().join() !== [...shape.filterable].sort().join()
    )
  })
  if (differing.length > 0) {
    await sql`insert into catalog.categories as c (id, key, parent_id, position)
      select id, key, parent_id, position from jsonb_to_recordset(${JSON.stringify(differing)}::jsonb) as t(id text, key text, parent_id text, position int)
      on conflict (id) do update set parent_id = excluded.parent_id, position = excluded.position, version = c.version + 1`.execute(
      tx,
    )
    const keys = new Set(differing.map(({ key }) => key))
    await writeCategoryAttributes(
      tx,
      shapes.filter(({ key }) => keys.has(key)),
      ids,
    )
    for (const { key } of differing) changed.add(key)
  }
  const named = await writeNames(
    tx,
    CATEGORY_NAMES,
    shapes.map(({ key, name }) => ({ id: ids.get(key) ?? '', name })),
  )
  for (const { id, key } of rows) if (named.has(id)) changed.add(key)
  return changed
}

async function writeCategoryAttributes(
  tx: Db,
  shapes: readonly CategoryShape[],
  ids: ReadonlyMap<string, string>,
): Promise<void> {
  const rows = shapes.flatMap(({ key, attributes, filterable }) =>
    attributes.map((attribute, position) => ({
      category_id: ids.get(key),
      attribute,
      position,
      filterable: filterable.includes(attribute),
    })),
  )
  const categoryIds = shapes.map(({ key }) => ids.get(key) ?? '')
  await sql`delete from catalog.category_attributes where category_id = any(${categoryIds}::text[])`.execute(
    tx,
  )
  await sql`insert into catalog.category_attributes (category_id, attribute_id, position, filterable)
    select t.category_id, a.id, t.position, t.filterable
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t(category_id text, attribute text, position int, filterable boolean)
    join catalog.attributes a on a.kind = 'attribute' and a.key = t.attribute`.execute(tx)
}

/** Writes brands; answers the keys of those that differed. */
export async function writeBrands(tx: Db, shapes: readonly BrandShape[]): Promise<Set<string>> {
  const rows = shapes.map(({ key, name }) => ({ id: newId('brd'), key, name }))
  const written = await sql<{ key: string }>`insert into catalog.brands as b (id, key, name)
    select id, key, name from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t(id text, key text, name text)
    on conflict (key) do update set name = excluded.name where b.name <> excluded.name returning key`.execute(
    tx,
  )
  return new Set(written.rows.map(({ key }) => key))
}
