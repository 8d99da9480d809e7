import { sql, type QueryExecutorProvider, type RawBuilder } from 'kysely'

/** A row as an export shows it. */
export type PersonRow = Record<string, unknown>

/**
 * Rows for a person's export: `query` answers one column `row`, such as `to_jsonb(t) - 'password_hash'`. Names in it
 * become camel case, so that a new column is exported without anybody thinking of it.
 */
export async function personRows(
  db: QueryExecutorProvider,
  query: RawBuilder<{ row: unknown }>,
): Promise<PersonRow[]> {
  const { rows } = await sql<{ row: unknown }>`${query}`.execute(db)
  return rows.map(({ row }) => inCamelCase(row) as PersonRow)
}

function inCamelCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inCamelCase)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      name.replaceAll(/_([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase()),
      inCamelCase(one),
    ]),
  )
}
