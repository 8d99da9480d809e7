import { Type } from 'typebox'
import { Exact, Id, Nullable, Timestamp, route } from '@tradewind/platform/contract'
import { Done, Portal, REFUSALS, SessionTokens } from './account.ts'

const Base64Url = (maxLength: number) => Type.String({ pattern: '^[A-Za-z0-9_-]*$', maxLength })
const PasskeyName = Type.String({ minLength: 1, maxLength: 60 })
const PasskeyId = Id('pky')

export const Passkey = Type.Object({
  id: PasskeyId,
  name: Type.String(),
  createdAt: Timestamp,
  lastUsedAt: Nullable(Timestamp),
})

/** What a browser is asked, in the JSON of WebAuthn Level 3. */
const Options = Type.Object({ options: Type.Record(Type.String(), Type.Unknown()) })

/** Log-in by a passkey of a device, which counts as two factors. */
export const passkeys = {
  beginPasskey: route({
    method: 'POST',
    path: '/passkeys/begin',
    capability: 'account.passkey.begin',
    role: 'buyer',
    summary: 'What to ask the browser for a new passkey; good for five minutes',
    input: Exact({}),
    output: Options,
    errors: ['identity.confirm-first'],
  }),
  addPasskey: route({
    method: 'POST',
    path: '/passkeys',
    capability: 'account.passkey.add',
    role: 'buyer',
    summary: 'Keep the passkey that the browser made',
    input: Exact({
      name: PasskeyName,
      credentialId: Base64Url(1_400),
      clientDataJSON: Base64Url(4_000),
      attestationObject: Base64Url(40_000),
      transports: Type.Array(Type.String({ pattern: '^[a-z-]{1,20}$' }), { maxItems: 10 }),
    }),
    output: Passkey,
    errors: ['identity.confirm-first', 'identity.passkey-refused'],
  }),
  renamePasskey: route({
    method: 'PATCH',
    path: '/passkeys/{passkeyId}',
    capability: 'account.passkey.rename',
    role: 'buyer',
    owner: 'passkeyId',
    summary: 'Call a passkey something else',
    input: Exact({ passkeyId: PasskeyId, name: PasskeyName }),
    output: Passkey,
  }),
  removePasskey: route({
    method: 'DELETE',
    path: '/passkeys/{passkeyId}',
    capability: 'account.passkey.remove',
    role: 'buyer',
    owner: 'passkeyId',
    summary: 'Let a passkey no longer log in',
    input: Exact({ passkeyId: PasskeyId }),
    output: Done,
    errors: ['identity.confirm-first', 'identity.last-way-in'],
  }),
  beginPasskeyLogIn: route({
    method: 'POST',
    path: '/passkeys/login/begin',
    capability: 'account.passkey.log-in.begin',
    role: 'anonymous',
    summary: 'What to ask the browser for a log-in by passkey; good for five minutes',
    input: Exact({}),
    output: Options,
  }),
  passkeyLogIn: route({
    method: 'POST',
    path: '/passkeys/login',
    capability: 'account.passkey.log-in',
    role: 'anonymous',
    session: 'set',
    knowsBrowser: true,
    summary: 'Begin a session of one portal by a passkey',
    input: Exact({
      portal: Type.Optional(Portal),
      credentialId: Base64Url(1_400),
      clientDataJSON: Base64Url(4_000),
      authenticatorData: Base64Url(4_000),
      signature: Base64Url(2_000),
    }),
    output: SessionTokens,
    errors: ['identity.passkey-refused', ...REFUSALS],
  }),
}
