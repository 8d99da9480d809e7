import { Type } from 'typebox'
import { Id, event } from '@tradewind/platform/contract'

/**
 * A person had their account erased: whoever holds something of theirs lets go of it or severs it from them. What must
 * stay, stays under `erasureId`, which names nobody; reviews stay without a name where the person chose so.
 */
export const personErased = event(
  'identity.person-erased.v1',
  Type.Object({
    userId: Id('usr'),
    erasureId: Id('era'),
    keepReviews: Type.Boolean(),
    /** Pictures in reviews that stay. */
    keptPictureIds: Type.Optional(Type.Array(Id('fil'))),
  }),
)
/**
 * A mail to a person is due: welcome, known address, password reset, the end of work for a store, or something that
 * concerns the account's security. The token stays out of every log. `factor` and `factorName` tell what was added or removed, `device` where from.
 */
export const mailRequested = event(
  'identity.mail-requested.v1',
  Type.Object({
    kind: Type.Enum([
      'welcome',
      'already-registered',
      'reset',
      'new-browser',
      'factor-added',
      'factor-removed',
      'codes-renewed',
      'code-spent',
      'password-changed',
      'store-left',
    ]),
    email: Type.String(),
    name: Type.String(),
    locale: Type.String(),
    token: Type.Optional(Type.String()),
    device: Type.Optional(Type.String({ description: 'browser and system, such as Firefox · Windows' })),
    factor: Type.Optional(Type.Enum(['totp', 'passkey', 'issuer'])),
    factorName: Type.Optional(Type.String()),
    storeId: Type.Optional(Id('sto')),
    codesLeft: Type.Optional(Type.Integer({ description: 'recovery codes that are still good' })),
  }),
)
