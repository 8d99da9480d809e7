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

/** Products whose key and variants whose article number no earlier row has; a product without variants is none. */
export function withoutRepeats(
  products: readonly CatalogueProduct[],
  faults: RowFault[],
): CatalogueProduct[] {
  const seen = new Map<string, Place>()
  const isFirst = (what: string, name: string, { file, line }: Place): boolean => {
    const before = seen.get(`${what} ${name}`)
    if (!before) {
      seen.set(`${what} ${name}`, { file, line })
      return true
    }
    const where = before.file === file ? `line ${before.line}` : `${before.file}, line ${before.line}`
    faults.push({ file, line, reason: `${what} ${name} again, first in ${where}` })
    return false
  }
  return products.flatMap((product) => {
    const { key, file, line } = product
    if (!isFirst('product', key, product)) return []
    if (product.variants.length === 0) faults.push({ file, line, reason: `product ${key} has no variants` })
    const variants = product.variants.filter((variant) => isFirst('article number', variant.sku, variant))
    return variants.length === 0 ? [] : [{ ...product, variants }]
  })
}

/** Hears how many of how many are done. */
export type Tick = (done: number, total: number) => void
export const noTick: Tick = () => undefined

export async function inBatches<T>(
  list: readonly T[],
  size: number,
  tick: Tick,
  work: (batch: readonly T[]) => Promise<void>,
): Promise<void> {
  for (let at = 0; at < list.length; at += size) {
    await work(list.slice(at, at + size))
    tick(Math.min(at + size, list.length), list.length)
  }
}
