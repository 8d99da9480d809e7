import { conflict, notFound } from '@tradewind/kernel'
import { storeOf, type Service } from '@tradewind/platform/contract'
import type { members as contract } from '../contract/index.ts'
import { callerOf, type IdentityDeps } from '../identity.deps.ts'
import { tellPerson } from '../people/tell.ts'
import { deleteMember, listMembers, lockMembers } from './members.queries.ts'

export function memberActions(deps: IdentityDeps): Service<typeof contract> {
  const { db } = deps

  const letGo = (storeId: string, userId: string): Promise<void> =>
    db.transaction().execute(async (tx) => {
      const all = await lockMembers(tx, storeId)
      if (!all.some((member) => member.userId === userId)) throw notFound()
      if (!all.some((member) => member.role === 'owner' && member.userId !== userId))
        throw conflict('identity.last-owner')
      await deleteMember(tx, storeId, userId)
      await tellPerson(tx, deps, userId, { kind: 'store-left', storeId })
    })

  return {
    listMembers: async ({ actor }) => {
      const items = await listMembers(db, storeOf(actor))
      return { items: items.map((member) => ({ ...member, since: member.since.toISOString() })) }
    },

    removeMember: async ({ actor }, { userId }) => {
      await letGo(storeOf(actor), userId)
      return { done: true }
    },

    leaveStore: async (ctx, { storeId }) => {
      // A session may have begun to act for another store since the person read which.
      if (storeOf(ctx.actor) !== storeId) throw notFound()
      await letGo(storeId, callerOf(ctx).userId)
      return { done: true }
    },
  }
}
