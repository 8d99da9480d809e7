import type { InventoryDeps } from '../inventory.deps.ts'
import { stockChanged } from '../contract/index.ts'

const OFFERS_A_FACT = 500

/** Says that what can be sold of these offers changed; a long list in several facts. */
export function tellStockChanged(
  deps: InventoryDeps,
  tx: Parameters<InventoryDeps['emitAll']>[0],
  offerIds: Iterable<string>,
): Promise<void> {
  const all = [...new Set(offerIds)].sort()
  const batches = Array.from({ length: Math.ceil(all.length / OFFERS_A_FACT) }, (_, index) =>
    all.slice(index * OFFERS_A_FACT, (index + 1) * OFFERS_A_FACT),
  )
  return deps.emitAll(
    tx,
    stockChanged,
    batches.map((offerIds) => ({ key: offerIds[0] ?? '', payload: { offerIds } })),
  )
}
