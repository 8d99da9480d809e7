import { pickText } from '@tradewind/kernel'
import { systemContext, type CallContext } from '@tradewind/platform/contract'
import type { SettlementDeps } from './settlement.deps.ts'

/** As many as the contract of merchants takes at once. */
const BATCH = 500

/** Names of stores in the caller's language, by id. */
export async function storeNames(
  { calls }: SettlementDeps,
  { locale, traceId, deadline }: CallContext,
  storeIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(storeIds)]
  const names = new Map<string, string>()
  for (let from = 0; from < ids.length; from += BATCH) {
    const ctx = systemContext('settlement', { locale, traceId, deadline })
    const stores = await calls.merchants.getStores(ctx, { storeIds: ids.slice(from, from + BATCH) })
    for (const { id, name } of stores) names.set(id, pickText(name, locale)?.text ?? id)
  }
  return names
}
