import { Type } from 'typebox'
import { event } from '@tradewind/platform/contract'

/** A mail to a person is due: welcome, known address, password reset. The token stays out of every log. */
export const mailRequested = event(
  'identity.mail-requested.v1',
  Type.Object({
    kind: Type.Enum(['welcome', 'already-registered', 'reset']),
    email: Type.String(),
    name: Type.String(),
    locale: Type.String(),
    token: Type.Optional(Type.String()),
  }),
)
