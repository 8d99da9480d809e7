import { Type } from 'typebox'
import {
  AddressInput,
  AddressSchema,
  Email,
  Exact,
  Id,
  LocaleSchema,
  Nullable,
  Timestamp,
  Version,
  route,
} from '@tradewind/platform/contract'

const Password = Type.String({ minLength: 10, maxLength: 200 })

/** Six digits of an app, or a recovery code, with or without blanks and dashes. */
export const Code = Type.String({ minLength: 6, maxLength: 40 })

/** Why somebody who proved who they are is not let in. */
export const REFUSALS = [
  'identity.not-for-this-portal',
  'identity.demo-log-in-refused',
  'identity.second-factor-required',
]

/** The portal a session is good for; a merchant's session is refused in the admin portal. */
export const Portal = Type.Enum(['mall', 'merchant', 'admin'])

export const SessionTokens = Type.Object({
  portal: Portal,
  accessToken: Type.String({ description: 'JWT, 15 minutes, audience is the portal' }),
  expiresInSeconds: Type.Integer(),
  refreshToken: Type.String(),
})

/** Instead of tokens where a second factor is set: the log-in goes on with a code. */
export const Challenge = Type.Object({
  challenge: Type.String({ description: 'for answerChallenge, within five minutes' }),
})

export const Person = Type.Object({
  id: Id('usr'),
  email: Type.String(),
  name: Type.String(),
  locale: LocaleSchema,
  portal: Portal,
  /** Stores the person works for, the active one first. */
  stores: Type.Array(Type.Object({ storeId: Id('sto'), role: Type.String() })),
  permissions: Type.Array(Type.String()),
  version: Version,
})

export const SavedAddress = Type.Object({ id: Id('adr'), address: AddressSchema, isDefault: Type.Boolean() })
export const Done = Type.Object({ done: Type.Literal(true) })

export const account = {
  register: route({
    method: 'POST',
    path: '/register',
    capability: 'account.register',
    role: 'anonymous',
    summary: 'Open an account; answers the same whether or not the address is known',
    input: Exact({
      email: Email,
      password: Password,
      name: Type.String({ minLength: 1, maxLength: 120 }),
      locale: Type.Optional(LocaleSchema),
    }),
    output: Done,
    errors: ['identity.weak-password'],
  }),
  login: route({
    method: 'POST',
    path: '/login',
    capability: 'account.login',
    role: 'anonymous',
    session: 'set',
    knowsBrowser: true,
    summary: 'Begin a session of one portal; who has a second factor gets a challenge instead',
    input: Exact({ email: Email, password: Type.String({ maxLength: 200 }), portal: Type.Optional(Portal) }),
    output: Type.Union([SessionTokens, Challenge]),
    errors: ['identity.wrong-credentials', ...REFUSALS],
  }),
  answerChallenge: route({
    method: 'POST',
    path: '/login/code',
    capability: 'account.challenge.answer',
    role: 'anonymous',
    session: 'set',
    knowsBrowser: true,
    summary: 'Go on with a log-in by a code of the app, or by a recovery code; each is good once',
    input: Exact({ challenge: Type.String({ maxLength: 200 }), code: Code }),
    output: SessionTokens,
    errors: ['identity.wrong-code', 'identity.challenge-ended', 'identity.issuer-taken', ...REFUSALS],
  }),
  refresh: route({
    method: 'POST',
    path: '/refresh',
    capability: 'account.refresh',
    role: 'anonymous',
    summary: 'A new access token; the refresh token is replaced, an old one ends the session',
    input: Exact({ refreshToken: Type.String({ maxLength: 200 }) }),
    output: SessionTokens,
    errors: ['identity.session-ended'],
  }),
  logout: route({
    method: 'POST',
    path: '/logout',
    capability: 'account.logout',
    role: 'buyer',
    session: 'clear',
    summary: 'End the session; in force everywhere within a second',
    input: Exact({}),
    output: Done,
  }),
  me: route({
    method: 'GET',
    path: '/me',
    capability: 'account.me',
    role: 'buyer',
    summary: 'The person and what the session may do',
    input: Exact({}),
    output: Person,
  }),
  update: route({
    method: 'PATCH',
    path: '/me',
    capability: 'account.update',
    role: 'buyer',
    ifMatch: true,
    summary: 'Change name or language',
    input: Exact({
      name: Type.Optional(Type.String({ minLength: 1, maxLength: 120 })),
      locale: Type.Optional(LocaleSchema),
    }),
    output: Person,
  }),
  requestReset: route({
    method: 'POST',
    path: '/reset/request',
    capability: 'account.reset.request',
    role: 'anonymous',
    summary: 'Send a link to choose a new password; answers the same for unknown addresses',
    input: Exact({ email: Email }),
    output: Done,
  }),
  confirmReset: route({
    method: 'POST',
    path: '/reset/confirm',
    capability: 'account.reset.confirm',
    role: 'anonymous',
    summary: 'Choose a new password with the mailed token, once, within 15 minutes; ends all sessions',
    input: Exact({ token: Type.String({ maxLength: 200 }), password: Password }),
    output: Done,
    errors: ['identity.reset-link-spent', 'identity.weak-password'],
  }),
  listSessions: route({
    method: 'GET',
    path: '/sessions',
    capability: 'account.session.list',
    role: 'buyer',
    summary: 'Sessions of the person',
    input: Exact({}),
    output: Type.Object({
      items: Type.Array(
        Type.Object({
          id: Type.String(),
          portal: Portal,
          browser: Nullable(Type.String({ description: 'short name, such as Firefox' })),
          system: Nullable(Type.String({ description: 'short name, such as Windows' })),
          createdAt: Timestamp,
          lastSeenAt: Timestamp,
          current: Type.Boolean(),
        }),
      ),
    }),
  }),
  revokeSession: route({
    method: 'DELETE',
    path: '/sessions/{sessionId}',
    capability: 'account.session.revoke',
    role: 'buyer',
    owner: 'sessionId',
    summary: 'End one session',
    input: Exact({ sessionId: Type.String({ maxLength: 80 }) }),
    output: Done,
  }),
  revokeOtherSessions: route({
    method: 'DELETE',
    path: '/sessions',
    capability: 'account.session.revoke-others',
    role: 'buyer',
    summary: 'End all sessions but this one',
    input: Exact({}),
    output: Done,
  }),
  listAddresses: route({
    method: 'GET',
    path: '/addresses',
    capability: 'account.address.list',
    role: 'buyer',
    summary: 'Address book',
    input: Exact({}),
    output: Type.Object({ items: Type.Array(SavedAddress) }),
  }),
  createAddress: route({
    method: 'POST',
    path: '/addresses',
    capability: 'account.address.create',
    role: 'buyer',
    idempotent: true,
    summary: 'Save an address',
    input: Exact({ address: AddressInput, isDefault: Type.Optional(Type.Boolean()) }),
    output: SavedAddress,
    errors: ['identity.too-many-addresses'],
  }),
  updateAddress: route({
    method: 'PUT',
    path: '/addresses/{addressId}',
    capability: 'account.address.update',
    role: 'buyer',
    owner: 'addressId',
    summary: 'Replace an address',
    input: Exact({ addressId: Id('adr'), address: AddressInput, isDefault: Type.Optional(Type.Boolean()) }),
    output: SavedAddress,
  }),
  deleteAddress: route({
    method: 'DELETE',
    path: '/addresses/{addressId}',
    capability: 'account.address.delete',
    role: 'buyer',
    owner: 'addressId',
    summary: 'Remove an address',
    input: Exact({ addressId: Id('adr') }),
    output: Done,
  }),
}
