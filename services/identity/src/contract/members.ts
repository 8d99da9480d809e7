import { Type } from 'typebox'
import { Exact, Id, Timestamp, route } from '@tradewind/platform/contract'
import { Done } from './account.ts'

/** Who works for a store, and the end of it: their sessions of the merchant portal end with it. */
export const members = {
  listMembers: route({
    method: 'GET',
    path: '/merchant/members',
    capability: 'merchant.member.list',
    role: 'merchant',
    permission: 'staff.write',
    summary: 'Who works for the own store, the longest first',
    input: Exact({}),
    output: Type.Object({
      items: Type.Array(
        Type.Object({
          userId: Id('usr'),
          name: Type.String(),
          email: Type.String(),
          role: Type.Enum(['owner', 'staff']),
          since: Timestamp,
        }),
      ),
    }),
  }),
  removeMember: route({
    method: 'DELETE',
    path: '/merchant/members/{userId}',
    capability: 'merchant.member.remove',
    role: 'merchant',
    permission: 'staff.write',
    owner: 'userId',
    summary: 'Let somebody no longer work for the own store; they are told by mail',
    input: Exact({ userId: Id('usr') }),
    output: Done,
    errors: ['identity.last-owner'],
  }),
  leaveStore: route({
    method: 'DELETE',
    path: '/merchant/membership/{storeId}',
    capability: 'merchant.member.leave',
    role: 'merchant',
    owner: 'storeId',
    session: 'clear',
    summary: 'No longer work for the store of the session',
    input: Exact({ storeId: Id('sto') }),
    output: Done,
    errors: ['identity.last-owner'],
  }),
}
