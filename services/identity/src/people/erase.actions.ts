import { conflict } from '@tradewind/kernel'
import type { Service } from '@tradewind/platform/contract'
import { forgetPerson } from '@tradewind/platform/db'
import { personErased } from '../contract/events.ts'
import type { erasureOperations as contract } from '../contract/erasure.ts'
import type { IdentityDeps } from '../identity.deps.ts'
import { deletePerson, exportPerson, findTies } from './erase.queries.ts'
import { findProfile } from './people.queries.ts'

export const eraseActions = (deps: IdentityDeps): Service<typeof contract> => ({
  exportPerson: (_ctx, { userId }) => exportPerson(deps.db, userId),

  getTies: (_ctx, { userId }) => findTies(deps.db, userId),

  erasePerson: (_ctx, { userId, ...erasure }) =>
    deps.db.transaction().execute(async (tx) => {
      const { stores, operator } = await findTies(tx, userId)
      if (stores > 0 || operator) throw conflict('identity.still-working')
      const known = await findProfile(tx, userId)
      const about = [{ userId }, { news: { userId } }, ...(known ? [{ email: known.email }] : [])]
      await forgetPerson(tx, userId, about)
      const erased = await deletePerson(tx, userId)
      await deps.emit(tx, personErased, userId, { userId, ...erasure })
      return { erased }
    }),
})
