import { notFound, pickText, refused } from '@tradewind/kernel'
import { storeOf, systemContext, type Service } from '@tradewind/platform/contract'
import type { followingOperations as contract } from '../contract/following.ts'
import type { FavouritesDeps } from '../favourites.deps.ts'
import { findOwner, ownerOf } from '../owners.ts'
import * as queries from './following.queries.ts'
import { tellFollowers } from './tell.ts'
import type { UnsubscribeTokens } from './unsubscribe-token.ts'

const NOT_FOLLOWING = { following: false, mail: false }

export function followingActions(deps: FavouritesDeps, tokens: UnsubscribeTokens): Service<typeof contract> {
  const { db } = deps
  return {
    listFollows: async (ctx) => {
      const owner = await findOwner(db, ctx)
      const rows = owner === undefined ? [] : await queries.listFollows(db, owner)
      if (rows.length === 0) return { items: [] }
      const stores = await deps.calls.merchants.getStores(systemContext('favourites'), {
        storeIds: rows.map(({ storeId }) => storeId),
      })
      const known = new Map(stores.map((store) => [store.id, store]))
      const items = rows.flatMap(({ storeId, mail, followedAt }) => {
        const store = known.get(storeId)
        const name = store && pickText(store.name, ctx.locale)?.text
        return store && name !== undefined
          ? [{ storeId, name, slug: store.slug, followedAt: followedAt.toISOString(), mail }]
          : []
      })
      return { items }
    },

    addFollow: async (ctx, { storeId, mail }) => {
      const owner = await ownerOf(db, ctx)
      if (mail === true && !owner.startsWith('usr_')) throw refused('favourites.mail-needs-account')
      const [store] = await deps.calls.merchants.getStores(systemContext('favourites'), {
        storeIds: [storeId],
      })
      if (!store) throw notFound()
      const follow = await queries.upsertFollow(db, owner, storeId, mail)
      if (!follow) throw refused('favourites.too-many', { most: queries.MOST_FOLLOWED })
      return { following: true, mail: follow.mail }
    },

    removeFollow: async (ctx, { storeId }) => {
      const owner = await findOwner(db, ctx)
      if (owner !== undefined) await queries.deleteFollow(db, owner, storeId)
      return NOT_FOLLOWING
    },

    endMails: async (_ctx, { token }) => {
      await endMails(deps, tokens, token)
      return { done: true }
    },

    countFollowers: async (ctx) => ({ followers: await queries.countFollowers(db, storeOf(ctx.actor)) }),

    tellFollowers: async () => ({ people: await tellFollowers(deps, tokens) }),
  }
}

/** Ends all mails about followed stores to whom the token of a mail names. */
export async function endMails(
  { db }: FavouritesDeps,
  tokens: UnsubscribeTokens,
  token: string,
): Promise<void> {
  const owner = tokens.ownerOf(token)
  if (owner === undefined) throw refused('favourites.bad-link')
  await queries.endMails(db, owner)
}
