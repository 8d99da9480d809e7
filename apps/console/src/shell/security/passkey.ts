import { answerOf } from '@tradewind/api-client'
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser'
import { api } from '../api.ts'

/** The device did not confirm: it was cancelled, took too long, or has no passkey for this site. */
export class NotConfirmed extends Error {}

// Loaded when somebody wants it: few do.
const library = () => import('@simplewebauthn/browser')

async function atDevice<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (thrown) {
    throw new NotConfirmed('the device did not confirm', { cause: thrown })
  }
}

/** Makes a passkey on this device and keeps it under a name. */
export async function addPasskey(name: string): Promise<void> {
  const { startRegistration } = await library()
  const { options } = await answerOf(api.POST('/api/identity/passkeys/begin', { body: {} }))
  const optionsJSON = options as unknown as PublicKeyCredentialCreationOptionsJSON
  const { id, response } = await atDevice(() => startRegistration({ optionsJSON }))
  const { clientDataJSON, attestationObject, transports = [] } = response
  const body = { name, credentialId: id, clientDataJSON, attestationObject, transports }
  await answerOf(api.POST('/api/identity/passkeys', { body }))
}

/** Signs a log-in with a passkey of this device. */
export async function signLogIn() {
  const { startAuthentication } = await library()
  const { options } = await answerOf(api.POST('/api/identity/passkeys/login/begin', { body: {} }))
  const optionsJSON = options as unknown as PublicKeyCredentialRequestOptionsJSON
  const { id, response } = await atDevice(() => startAuthentication({ optionsJSON }))
  const { clientDataJSON, authenticatorData, signature } = response
  return { credentialId: id, clientDataJSON, authenticatorData, signature }
}
