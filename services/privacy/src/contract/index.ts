import { Type } from 'typebox'
import {
  DateOnly,
  Exact,
  Id,
  Nullable,
  PageInput,
  PageOf,
  Timestamp,
  route,
} from '@tradewind/platform/contract'

/** What stays after an erasure, and the last day it does. */
export const KeptData = Type.Object({
  what: Type.Enum(['invoices', 'reviews']),
  count: Type.Integer(),
  until: Nullable(DateOnly),
})
/** Why an account cannot be erased yet. */
export const Obstacle = Type.Object({
  code: Type.Enum([
    'privacy.orders-open',
    'privacy.returns-open',
    'privacy.disputes-open',
    'privacy.works-for-store',
    'privacy.works-for-house',
  ]),
  count: Type.Integer(),
})
export const ConsentId = Type.String({
  pattern: '^(remembering|news:sto_[0-9a-hjkmnp-tv-z]{26}|pictures:rev_[0-9a-hjkmnp-tv-z]{26})$',
  maxLength: 60,
})
/** Something that a person agreed to, and may take back. */
export const Consent = Type.Object({
  id: ConsentId,
  kind: Type.Enum(['remembering', 'news', 'pictures']),
  /** The store or the product it is about. */
  about: Nullable(Type.String()),
  givenAt: Nullable(Timestamp),
})

export const privacy = {
  getStanding: route({
    method: 'GET',
    path: '/standing',
    capability: 'privacy.standing',
    role: 'buyer',
    summary: 'Whether the caller’s account can be erased now, and what would stay',
    input: Exact({}),
    output: Type.Object({ obstacles: Type.Array(Obstacle), kept: Type.Array(KeptData) }),
  }),
  erase: route({
    method: 'POST',
    path: '/erase',
    capability: 'privacy.erase',
    role: 'buyer',
    session: 'clear',
    summary:
      'Erase the caller’s account for good; asks for their mail address, and for a proof of who they are within ten minutes',
    input: Exact({
      email: Type.String({ maxLength: 254 }),
      keepReviews: Type.Optional(Type.Boolean({ description: 'reviews stay without a name' })),
    }),
    output: Type.Object({ erasureId: Id('era') }),
    errors: ['identity.confirm-first', 'identity.still-working', 'privacy.not-confirmed', 'privacy.not-yet'],
  }),
  listConsents: route({
    method: 'GET',
    path: '/consents',
    capability: 'privacy.consent.list',
    role: 'buyer',
    summary: 'What the caller agreed to, and when',
    input: Exact({}),
    output: Type.Object({ items: Type.Array(Consent) }),
  }),
  withdrawConsent: route({
    method: 'DELETE',
    path: '/consents/{consentId}',
    capability: 'privacy.consent.withdraw',
    role: 'buyer',
    owner: 'consentId',
    summary: 'Take a consent back; in force at once',
    input: Exact({ consentId: ConsentId }),
    output: Type.Object({ items: Type.Array(Consent) }),
  }),
  listErasures: route({
    method: 'GET',
    path: '/admin/erasures',
    capability: 'admin.erasure.list',
    role: 'operator',
    permission: 'audit.read',
    summary: 'Erasures, newest first: when, and what stays until when; no names',
    input: Exact({ ...PageInput }),
    output: PageOf(
      Type.Object({
        id: Id('era'),
        askedAt: Timestamp,
        doneAt: Nullable(Timestamp),
        kept: Type.Array(KeptData),
      }),
    ),
  }),
}
