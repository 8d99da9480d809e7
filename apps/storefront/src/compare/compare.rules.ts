/** What stands in one line of a comparison, one cell for each product; null where a product says nothing of it. */
export interface CompareRow {
  readonly key: string
  readonly name: string
  readonly cells: readonly (string | null)[]
}

export interface CompareGroup {
  readonly name: string
  readonly rows: readonly CompareRow[]
}

/** A product that the reader chose to compare. */
export interface Chosen {
  id: string
  name: string
}

export const MOST_COMPARED = 4

/** The products that an address names, each once, four at most. */
export function idsIn(query: unknown): string[] {
  const text = Array.isArray(query) ? query.join(',') : typeof query === 'string' ? query : ''
  const ids = text.split(',').filter((id) => /^prd_[0-9a-hjkmnp-tv-z]{26}$/.test(id))
  return [...new Set(ids)].slice(0, MOST_COMPARED)
}

/**
 * What is chosen once a comparison is shown. Its address does not replace what was chosen before, as somebody else may
 * have sent it; but one product alone may be named by a link that was quicker than its script, and joins.
 */
export function choiceAfter(
  before: readonly Chosen[],
  named: readonly string[],
  found: readonly Chosen[],
): Chosen[] {
  const foundIds = new Set(found.map(({ id }) => id))
  const kept = before.filter(({ id }) => foundIds.has(id) || !named.includes(id))
  if (kept.length > 0 && named.length > 1) return kept
  const keptIds = new Set(kept.map(({ id }) => id))
  return [...kept, ...found.filter(({ id }) => !keptIds.has(id))]
}

/** Whether the products do not all say the same. */
export const differs = ({ cells }: CompareRow): boolean => new Set(cells).size > 1

/** Groups with rows that say something; only those that differ, if wished. */
export function shownGroups(groups: readonly CompareGroup[], onlyDifferences: boolean): CompareGroup[] {
  return groups
    .map(({ name, rows }) => ({
      name,
      rows: rows.filter(
        (row) => row.cells.some((cell) => cell !== null) && (!onlyDifferences || differs(row)),
      ),
    }))
    .filter(({ rows }) => rows.length > 0)
}

/** Named values of several products in one table: keys in the order in which products bring them, equal ones once. */
export function alignRows(
  products: readonly (readonly { key: string; name: string; value: string }[])[],
): CompareRow[] {
  const names = new Map(products.flat().map(({ key, name }) => [key, name]))
  return Array.from(names, ([key, name]) => ({
    key,
    name,
    cells: products.map((values) => values.find((one) => one.key === key)?.value ?? null),
  }))
}
