import { Type } from 'typebox'
import { Id, event } from '@tradewind/platform/contract'

/** A mail to a person is due: welcome, known address, password reset. The token stays out of every log. */
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
      'password-changed',
    ]),
    email: Type.String(),
    name: Type.String(),
    locale: Type.String(),
    token: Type.Optional(Type.String()),
  }),
)
    device: Type.Optional(Type.String({ description: 'browser and system, such as Firefox · Windows' })),
    factor: Type.Optional(Type.Enum(['totp', 'passkey', 'issuer'])),
    factorName: Type.Optional(Type.String()),
