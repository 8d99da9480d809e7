import type { LoadCalls } from './contracts.ts'

/** The same calls, and what becomes of the products loaded through them: their keys by their new identifiers. */
export function rememberKeys(calls: LoadCalls): { calls: LoadCalls; keyOf: ReadonlyMap<string, string> } {
  const keyOf = new Map<string, string>()
  const importProducts: LoadCalls['catalog']['importProducts'] = async (context, input) => {
    const answer = await calls.catalog.importProducts(context, input)
    for (const { key, productId } of answer.products) keyOf.set(productId, key)
    return answer
  }
  return { calls: { ...calls, catalog: { ...calls.catalog, importProducts } }, keyOf }
}
