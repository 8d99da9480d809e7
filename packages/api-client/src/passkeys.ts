import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser'
import { answerOf } from './answer.ts'
import type { Api } from './client.ts'

/** The device did not confirm: it was cancelled, took too long, or has no passkey for this site. */
class NotConfirmed extends Error {}

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
export async function addPasskey(api: Api, name: string): Promise<void> {
  const { startRegistration } = await library()
  const { options } = await answerOf(api.POST('/api/identity/passkeys/begin', { body: {} }))
  const optionsJSON = options as unknown as PublicKeyCredentialCreationOptionsJSON
  const { id, response } = await atDevice(() => startRegistration({ optionsJSON }))
  const { clientDataJSON, attestationObject, transports = [] } = response
  const body = { name, credentialId: id, clientDataJSON, attestationObject, transports }
  await answerOf(api.POST('/api/identity/passkeys', { body }))
}

/** Begins a session of one portal by a passkey of this device. */
export async function logInByPasskey(api: Api, portal: 'mall' | 'merchant' | 'admin'): Promise<void> {
  const { startAuthentication } = await library()
  const { options } = await answerOf(api.POST('/api/identity/passkeys/login/begin', { body: {} }))
  const optionsJSON = options as unknown as PublicKeyCredentialRequestOptionsJSON
  const { id, response } = await atDevice(() => startAuthentication({ optionsJSON }))
  const { clientDataJSON, authenticatorData, signature } = response
  const body = { portal, credentialId: id, clientDataJSON, authenticatorData, signature }
  await answerOf(api.POST('/api/identity/passkeys/login', { body }))
}

/** Does something that the device has to confirm; false when it did not, which is nobody's fault. */
export async function isConfirmed(action: () => Promise<unknown>): Promise<boolean> {
  try {
    await action()
    return true
  } catch (thrown) {
    if (thrown instanceof NotConfirmed) return false
    throw thrown
  }
}
