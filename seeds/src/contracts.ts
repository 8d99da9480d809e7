import { catalog } from '@tradewind/catalog/contract'
import { content } from '@tradewind/content/contract'
import { fulfilment } from '@tradewind/fulfilment/contract'
import { identity } from '@tradewind/identity/contract'
import { inventory } from '@tradewind/inventory/contract'
import { merchants } from '@tradewind/merchants/contract'
import { pricing } from '@tradewind/pricing/contract'
import { recommend } from '@tradewind/recommend/contract'
import { reviews } from '@tradewind/reviews/contract'
import { search } from '@tradewind/search/contract'
import { systemContext, type CallContext, type Contract, type Service } from '@tradewind/platform/contract'
import { patient } from './patient.ts'

/** The services that loaders write through. */
export const LOADED = {
  identity,
  merchants,
  catalog,
  pricing,
  inventory,
  fulfilment,
  search,
  content,
  reviews,
  recommend,
}

export type LoadCalls = { [K in keyof typeof LOADED]: Service<(typeof LOADED)[K]> }

/** Callers of all loaded services, made by `call` such as `remoteService`. */
export function loadCalls(call: (name: string, contract: Contract) => Service<Contract>): LoadCalls {
  return Object.fromEntries(
    Object.entries(LOADED).map(([name, contract]) => [name, patient(call(name, contract))]),
  ) as unknown as LoadCalls
}

/** For one call of a loader, which may take a minute. */
export const seedsContext = (): CallContext => systemContext('seeds', { deadline: Date.now() + 60_000 })
