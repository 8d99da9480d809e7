import type { Transaction } from 'kysely'
import { newId } from '@tradewind/kernel'
import { storeOpened } from '../contract/index.ts'
import type { MerchantsDeps } from '../merchants.deps.ts'
import type { MerchantsTables } from '../tables.ts'
import { slugsFor } from './slug.rules.ts'
import { insertContracts, insertStores, type Terms } from './stores.queries.ts'

/** Opens the store that an application asked for, under the given terms; answers its id. */
export async function openStore(
  tx: Transaction<MerchantsTables>,
  { emit }: Pick<MerchantsDeps, 'emit'>,
  application: { applicantId: string; storeName: string; country: string; currency: string },
  terms: Terms,
): Promise<string> {
  const storeId = newId('sto')
  const { applicantId: ownerId, storeName, country, currency } = application
  for (const slug of slugsFor(storeName, storeId)) {
    const store = { id: storeId, slug, name: { en: storeName }, description: {}, country, currency, ownerId }
    if ((await insertStores(tx, [store])).size === 0) continue
    await insertContracts(tx, [{ id: newId('ctr'), storeId, terms }])
    await emit(tx, storeOpened, storeId, { storeId, ownerId })
    return storeId
  }
  throw new Error('no free slug')
}
