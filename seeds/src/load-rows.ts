import { isAppError } from '@tradewind/kernel'
import { translate } from '@tradewind/locales/node'
import type { CatalogueProduct, Place, RowFault } from './catalogues/catalogue.ts'

/** A fault of a row, from the code of an error and the field it is about. */
export const faultAt = ({ file, line }: Place, code: string, field: string | undefined): RowFault => ({
  file,
  line,
  reason: `${field ? `${field}: ` : ''}${translate('en', code)} (${code})`,
})

/**
 * Sends rows as one batch, `list` being what the contract calls them; those that it refuses are named in `faults`, and the
 * rest is sent without them. Undefined when none is left.
 */
export async function sendSound<R extends Place, T>(
  rows: readonly R[],
  list: string,
  faults: RowFault[],
  send: (rows: readonly R[]) => Promise<T>,
): Promise<T | undefined> {
  if (rows.length === 0) return undefined
  try {
    return await send(rows)
  } catch (error) {
    const refused = refusedRows(error, list)
    if (refused.size === 0) throw error
    for (const [index, { field, code }] of refused) {
      const row = rows[index]
      if (row) faults.push(faultAt(row, code, field))
    }
    return sendSound(
      rows.filter((_row, index) => !refused.has(index)),
      list,
      faults,
      send,
    )
  }
}

/** The first fault of each row that a 400 is about, by the row's place in the batch. */
function refusedRows(error: unknown, list: string): Map<number, { field: string; code: string }> {
  if (!isAppError(error) || error.status !== 400) return new Map()
  const faults = error.fields.flatMap(({ path, code }) => {
    const [first, index, ...field] = path.split('.')
    return first === list ? [[Number(index), { field: field.join('.'), code }] as const] : []
  })
  return new Map(faults.toReversed())
}

/** Products without the variants whose article number an earlier row has, and without those of which none is left. */
export function withoutRepeats(
  products: readonly CatalogueProduct[],
  faults: RowFault[],
): CatalogueProduct[] {
  const seen = new Map<string, Place>()
  return products.flatMap((product) => {
    const variants = product.variants.filter(({ sku, file, line }) => {
      const before = seen.get(sku)
      if (before) {
        const where = before.file === file ? `line ${before.line}` : `${before.file}, line ${before.line}`
        faults.push({ file, line, reason: `article number ${sku} again, first in ${where}` })
        return false
      }
      seen.set(sku, { file, line })
      return true
    })
    if (product.variants.length === 0) faults.push({ ...product, reason: `${product.key} has no variants` })
    return variants.length === 0 ? [] : [{ ...product, variants }]
  })
}
