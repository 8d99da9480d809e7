import { newId, notFound } from '@tradewind/kernel'
import { storeOf, type Service } from '@tradewind/platform/contract'
import { asStore } from '@tradewind/platform/db'
import { methodsChanged, type fulfilment } from '../contract/index.ts'
import type { FulfilmentDeps } from '../fulfilment.deps.ts'
import type { FulfilmentTables } from '../tables.ts'
import {
  deleteZones,
  insertKeyedMethods,
  insertMethod,
  insertZones,
  readMethods,
  updateMethod,
} from './methods.queries.ts'
import { checkMethod } from './methods.rules.ts'

type MethodOperations = Pick<Service<typeof fulfilment>, 'listMethods' | 'saveMethod' | 'importMethods'>

export function methodActions(deps: FulfilmentDeps): MethodOperations {
  const db = deps.database<FulfilmentTables>()
  return {
    async listMethods({ actor }) {
      const storeId = storeOf(actor)
      return { items: await asStore(db, storeId, (tx) => readMethods(tx, storeId)) }
    },

    async saveMethod({ actor }, { method }) {
      const storeId = storeOf(actor)
      const stored = { id: method.id ?? newId('shm'), storeId, ...checkMethod(method), method }
      return asStore(db, storeId, async (tx) => {
        if (method.id === undefined) await insertMethod(tx, stored)
        else if (!(await updateMethod(tx, stored))) throw notFound()
        await deleteZones(tx, stored.id)
        await insertZones(tx, [stored])
        await deps.emit(tx, methodsChanged, storeId, { storeId })
        const [saved] = await readMethods(tx, storeId, stored.id)
        if (!saved) throw new Error('a shipping method vanished')
        return saved
      })
    },

    async importMethods(_ctx, { methods }) {
      const wanted = methods.map(({ key, storeId, method }) => ({
        id: newId('shm'),
        key,
        storeId,
        ...checkMethod(method),
        method,
      }))
      return db.transaction().execute(async (tx) => {
        const ids = await insertKeyedMethods(tx, wanted)
        const added = wanted.filter(({ id }) => ids.has(id))
        await insertZones(tx, added)
        const storeIds = [...new Set(added.map(({ storeId }) => storeId))]
        await deps.emitAll(
          tx,
          methodsChanged,
          storeIds.map((storeId) => ({ key: storeId, payload: { storeId } })),
        )
        return { created: added.length }
      })
    },
  }
}
