import { Type } from 'typebox'
import { Exact, Id, Slug, Timestamp, route } from '@tradewind/platform/contract'

/** A store that somebody follows. */
export const FollowedStore = Type.Object({
  storeId: Id('sto'),
  name: Type.String(),
  slug: Slug,
  followedAt: Timestamp,
  /** Whether the follower is told of new goods by mail. */
  mail: Type.Boolean(),
})
const store = { storeId: Id('sto') }

export const followingOperations = {
  listFollows: route({
    method: 'GET',
    path: '/stores',
    capability: 'follow.list',
    role: 'anonymous',
    summary: 'Stores that the caller follows, the latest first',
    input: Exact({}),
    output: Type.Object({ items: Type.Array(FollowedStore) }),
  }),
  addFollow: route({
    method: 'PUT',
    path: '/stores/{storeId}',
    capability: 'follow.add',
    role: 'anonymous',
    makesGuest: true,
    summary: 'Follow a store; `mail` says whether to be told of new goods, which needs an account',
    input: Exact({ ...store, mail: Type.Optional(Type.Boolean()) }),
    output: Type.Object({ following: Type.Boolean(), mail: Type.Boolean() }),
    errors: ['favourites.too-many', 'favourites.mail-needs-account'],
  }),
  removeFollow: route({
    method: 'DELETE',
    path: '/stores/{storeId}',
    capability: 'follow.remove',
    role: 'anonymous',
    summary: 'Follow a store no longer',
    input: Exact(store),
    output: Type.Object({ following: Type.Boolean(), mail: Type.Boolean() }),
  }),
  endMails: route({
    method: 'POST',
    path: '/unsubscribe',
    capability: 'follow.mail.end',
    role: 'anonymous',
    summary: 'End all mails about followed stores, with the token of a mail',
    input: Exact({ token: Type.String({ maxLength: 200 }) }),
    output: Type.Object({ done: Type.Literal(true) }),
    errors: ['favourites.bad-link'],
  }),
  countFollowers: route({
    method: 'GET',
    path: '/merchant/followers',
    capability: 'merchant.follower.count',
    role: 'merchant',
    permission: 'orders.read',
    summary: 'How many follow the store',
    input: Exact({}),
    output: Type.Object({ followers: Type.Integer() }),
  }),
  tellFollowers: route({
    method: 'POST',
    path: '/internal/tell',
    capability: 'favourites.tell',
    role: 'system',
    summary: 'Tell now whom new goods are due to; for loaders and tests',
    input: Exact({}),
    output: Type.Object({ people: Type.Integer() }),
  }),
}
