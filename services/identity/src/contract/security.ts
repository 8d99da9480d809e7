import { Type } from 'typebox'
import { Exact, route } from '@tradewind/platform/contract'
import { Code, Done } from './account.ts'
import { Passkey } from './passkeys.ts'

const RecoveryCodes = Type.Object({
  recoveryCodes: Type.Array(Type.String(), { description: 'shown only now; each is good once' }),
})

/** How a person's account is protected. What changes it asks for a proof of the last ten minutes. */
export const security = {
  getSecurity: route({
    method: 'GET',
    path: '/security',
    capability: 'account.security.get',
    role: 'buyer',
    summary: 'How the account is protected',
    input: Exact({}),
    output: Type.Object({
      email: Type.String(),
      hasPassword: Type.Boolean(),
      confirmed: Type.Boolean({ description: 'whether the person proved who they are within ten minutes' }),
      totp: Type.Object({
        on: Type.Boolean(),
        recoveryCodesLeft: Type.Integer(),
        codesRunLow: Type.Boolean({
          description: 'codes are on, and three recovery codes or fewer are left',
        }),
      }),
      passkeys: Type.Array(Passkey),
      issuers: Type.Array(Type.Object({ id: Type.String(), label: Type.String(), linked: Type.Boolean() })),
    }),
  }),
  confirm: route({
    method: 'POST',
    path: '/security/confirm',
    capability: 'account.security.confirm',
    role: 'buyer',
    summary: 'Prove again who is there, by password or code',
    input: Exact({ password: Type.Optional(Type.String({ maxLength: 200 })), code: Type.Optional(Code) }),
    output: Done,
    errors: ['identity.wrong-credentials', 'identity.wrong-code'],
  }),
  beginTotp: route({
    method: 'POST',
    path: '/security/totp/begin',
    capability: 'account.totp.begin',
    role: 'buyer',
    summary: 'A secret for an app that shows codes; it protects nothing until its first code came back',
    input: Exact({}),
    output: Type.Object({
      secret: Type.String({ description: 'base32' }),
      uri: Type.String({ description: 'otpauth://totp/…' }),
      qrSvg: Type.String({ description: 'the same as a picture' }),
    }),
    errors: ['identity.confirm-first'],
  }),
  confirmTotp: route({
    method: 'POST',
    path: '/security/totp',
    capability: 'account.totp.confirm',
    role: 'buyer',
    summary: 'Turn the second factor on with the first code of the app',
    input: Exact({ code: Code }),
    output: RecoveryCodes,
    errors: ['identity.confirm-first', 'identity.wrong-code'],
  }),
  removeTotp: route({
    method: 'DELETE',
    path: '/security/totp',
    capability: 'account.totp.remove',
    role: 'buyer',
    summary: 'Turn the second factor off',
    input: Exact({}),
    output: Done,
    errors: ['identity.confirm-first'],
  }),
  renewRecoveryCodes: route({
    method: 'POST',
    path: '/security/recovery-codes',
    capability: 'account.recovery-code.renew',
    role: 'buyer',
    summary: 'Ten new recovery codes; earlier ones end',
    input: Exact({}),
    output: RecoveryCodes,
    errors: ['identity.confirm-first'],
  }),
}
