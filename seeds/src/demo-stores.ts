import type { LocalizedText } from '@tradewind/kernel'
import { seedsContext, type LoadCalls } from './contracts.ts'
import { readDemo, type DemoStore } from './demo-files.ts'
import { DEMO_LOG_INS } from './demo-log-ins.ts'

export interface LoadedStore extends DemoStore {
  id: string
}

/** The demo's people, and the stores that some of them run. */
export async function loadStores(
  calls: LoadCalls,
  text: (key: string) => LocalizedText,
): Promise<LoadedStore[]> {
  const stores = readDemo<DemoStore[]>('stores.json')
  const people = await calls.identity.importPeople(seedsContext(), {
    people: Object.entries(DEMO_LOG_INS).map(([key, { email, password }]) => ({
      email,
      password,
      name: text(`store.${key}.name`).en ?? `Demo ${key}`,
      locale: 'en' as const,
      operator: key === 'operator',
      demo: true,
    })),
  })
  const idOf = new Map(people.map((person) => [person.email, person.id]))
  const created = await calls.merchants.importStores(seedsContext(), {
    stores: stores.map(
      ({ slug, key, country, currency, businessModel, commissionBasisPoints, returnAddress }) => ({
        slug,
        country,
        currency,
        businessModel,
        commissionBasisPoints,
        returnAddress,
        settlementPeriod: 'monthly' as const,
        name: text(`store.${key}.name`),
        description: text(`store.${key}.description`),
        ownerId: idOf.get(`${key}@demo.example`),
      }),
    ),
  })
  return stores.map((store) => ({ ...store, id: created.find((one) => one.slug === store.slug)?.id ?? '' }))
}
