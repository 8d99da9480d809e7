import { Type } from 'typebox'
import { Exact, Nullable, route } from '@tradewind/platform/contract'
import { Challenge, Done, Portal, REFUSALS, SessionTokens } from './account.ts'

const IssuerId = Type.String({ pattern: '^[a-z0-9-]{1,20}$' })
/** A path on this site. */
const To = Type.String({ pattern: '^/(?![/\\\\])[^\\\\\\s]{0,500}$', maxLength: 501 })
const returned = { to: Nullable(Type.String({ description: 'path on this site that was asked for' })) }

/** Log-in with an account elsewhere, by OpenID Connect. */
export const issuers = {
  listIssuers: route({
    method: 'GET',
    path: '/issuers',
    capability: 'account.issuer.list',
    role: 'anonymous',
    summary: 'Who else one may log in with',
    input: Exact({}),
    output: Type.Object({ items: Type.Array(Type.Object({ id: IssuerId, label: Type.String() })) }),
  }),
  beginIssuerLogIn: route({
    method: 'POST',
    path: '/issuers/{issuerId}/begin',
    capability: 'account.issuer.begin',
    role: 'anonymous',
    knowsBrowser: true,
    summary:
      'Where to send the browser for a log-in, or, with link, to connect an account to the person who is logged in; good for ten minutes',
    input: Exact({
      issuerId: IssuerId,
      portal: Type.Optional(Portal),
      to: Type.Optional(To),
      link: Type.Optional(Type.Boolean()),
    }),
    output: Type.Object({ url: Type.String() }),
    errors: ['identity.issuer-unreachable', 'identity.issuer-refused', 'identity.confirm-first'],
  }),
  finishIssuerLogIn: route({
    method: 'POST',
    path: '/issuers/finish',
    capability: 'account.issuer.finish',
    role: 'anonymous',
    session: 'set',
    knowsBrowser: true,
    summary: 'What the browser brought back, once: a session, a challenge, or a question whether to connect',
    input: Exact({
      state: Type.String({
        maxLength: 200,
        description: 'a random token, the language and the portal it began in, with dots between them',
      }),
      code: Type.Optional(Type.String({ maxLength: 4_000 })),
      iss: Type.Optional(Type.String({ maxLength: 500 })),
    }),
    output: Type.Union([
      Type.Object({ ...SessionTokens.properties, ...returned }),
      Type.Object({ ...Challenge.properties, ...returned }),
      Type.Object({ linked: Type.Literal(true), ...returned }),
      Type.Object({
        offer: Type.String({ description: 'for confirmIssuerLink, within five minutes' }),
        email: Type.String(),
        label: Type.String(),
        ...returned,
      }),
    ]),
    errors: [
      'identity.issuer-unreachable',
      'identity.issuer-refused',
      'identity.issuer-not-linked',
      'identity.issuer-taken',
      'identity.email-not-verified',
      ...REFUSALS,
    ],
  }),
  confirmIssuerLink: route({
    method: 'POST',
    path: '/issuers/confirm',
    capability: 'account.issuer.confirm',
    role: 'anonymous',
    session: 'set',
    knowsBrowser: true,
    summary: 'Connect the account elsewhere by the password of the one here, and log in',
    input: Exact({ offer: Type.String({ maxLength: 200 }), password: Type.String({ maxLength: 200 }) }),
    output: Type.Union([SessionTokens, Challenge]),
    errors: ['identity.wrong-credentials', 'identity.challenge-ended', 'identity.issuer-taken', ...REFUSALS],
  }),
  unlinkIssuer: route({
    method: 'DELETE',
    path: '/issuers/{issuerId}',
    capability: 'account.issuer.unlink',
    role: 'buyer',
    summary: 'Let an account elsewhere no longer log in',
    input: Exact({ issuerId: IssuerId }),
    output: Done,
    errors: ['identity.confirm-first', 'identity.last-way-in'],
  }),
}
