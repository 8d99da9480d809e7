import { Type } from 'typebox'
import {
  Exact,
  Id,
  LocaleSchema,
  Nullable,
  PageInput,
  PageOf,
  Timestamp,
  route,
} from '@tradewind/platform/contract'
import { Portal } from './account.ts'

/** What a token stands for; the platform turns it into the actor of a call. */
export const ResolvedSession = Type.Object({
  sessionId: Type.String(),
  userId: Id('usr'),
  portal: Portal,
  locale: LocaleSchema,
  storeId: Nullable(Id('sto')),
  permissions: Type.Array(Type.String()),
  operator: Type.Boolean(),
})

export const AuditEntry = Type.Object({
  id: Type.String(),
  at: Timestamp,
  actor: Type.String(),
  /** Null when no person acted, such as a set-up, or one who is unknown here. */
  actorName: Nullable(Type.String()),
  role: Type.String(),
  operation: Type.String(),
  target: Nullable(Type.String()),
  detail: Type.Unknown(),
  intact: Type.Boolean(),
})

/** Operations between services, and those of the operator's staff. */
export const access = {
  resolveSession: route({
    method: 'POST',
    path: '/internal/session',
    capability: 'identity.session.resolve',
    role: 'system',
    summary:
      'Session behind a refresh token (as cookies hold it), an access token or a session id; null when ended',
    input: Exact({ token: Type.Optional(Type.String()), sessionId: Type.Optional(Type.String()) }),
    output: Nullable(ResolvedSession),
  }),
  listSigningKeys: route({
    method: 'GET',
    path: '/internal/signing-keys',
    capability: 'identity.signing-key.list',
    role: 'system',
    summary: 'Public keys of access tokens as a JWK set, RFC 7517',
    input: Exact({}),
    output: Type.Object({ keys: Type.Array(Type.Record(Type.String(), Type.Unknown())) }),
  }),
  getPeople: route({
    method: 'POST',
    path: '/internal/people',
    capability: 'identity.people.get',
    role: 'system',
    summary: 'Names, addresses and languages by id',
    input: Exact({ userIds: Type.Array(Id('usr'), { maxItems: 200 }) }),
    output: Type.Array(
      Type.Object({ id: Id('usr'), email: Type.String(), name: Type.String(), locale: LocaleSchema }),
    ),
  }),
  importPeople: route({
    method: 'POST',
    path: '/internal/people/import',
    capability: 'identity.people.import',
    role: 'system',
    summary: 'Create people for a demo; an existing address stays as it is',
    input: Exact({
      people: Type.Array(
        Exact({
          email: Type.String(),
          name: Type.String(),
          password: Type.String(),
          locale: LocaleSchema,
          operator: Type.Optional(Type.Boolean()),
          demo: Type.Optional(Type.Boolean()),
        }),
        { maxItems: 200 },
      ),
    }),
    output: Type.Array(Type.Object({ email: Type.String(), id: Id('usr') })),
  }),
  grantStore: route({
    method: 'POST',
    path: '/internal/store-members',
    capability: 'identity.store-member.grant',
    role: 'system',
    summary: 'Let a person work for a store; repeating changes nothing',
    input: Exact({ userId: Id('usr'), storeId: Id('sto'), role: Type.Enum(['owner', 'staff']) }),
    output: Type.Object({ done: Type.Literal(true) }),
  }),
  setupStatus: route({
    method: 'GET',
    path: '/setup',
    capability: 'setup.status',
    role: 'anonymous',
    summary: 'Whether the first operator must still be created',
    input: Exact({}),
    output: Type.Object({ needed: Type.Boolean() }),
  }),
  openSetup: route({
    method: 'POST',
    path: '/internal/setup',
    capability: 'setup.open',
    role: 'system',
    summary:
      'A one-time token for setupOperator, good for a day; null when an operator exists or comes with the demo',
    input: Exact({}),
    output: Type.Object({ token: Nullable(Type.String()) }),
  }),
  setupOperator: route({
    method: 'POST',
    path: '/setup',
    capability: 'setup.operator',
    role: 'anonymous',
    summary: 'Create the first operator with the one-time token that the server printed',
    input: Exact({
      token: Type.String({ maxLength: 200 }),
      email: Type.String({ format: 'email', maxLength: 254 }),
      password: Type.String({ minLength: 10, maxLength: 200 }),
      name: Type.String({ minLength: 1, maxLength: 120 }),
    }),
    output: Type.Object({ done: Type.Literal(true) }),
    errors: ['identity.setup-closed', 'identity.weak-password'],
  }),
  listAudit: route({
    method: 'GET',
    path: '/audit',
    capability: 'admin.audit.list',
    role: 'operator',
    permission: 'audit.read',
    summary: 'Privileged writes, newest first, with the state of the chain',
    input: Exact({ ...PageInput }),
    output: PageOf(AuditEntry),
  }),
}
