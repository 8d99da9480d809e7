import { answerOf, ApiError, type Answer } from '@tradewind/api-client'
import { logInByPasskey } from '@tradewind/api-client/passkeys'
import { shallowRef } from 'vue'
import { api, queryClient, sessionState } from './api.ts'

export type Person = Answer<'identity.me'>

/** Who works here; nobody before the log-in. */
export const person = shallowRef<Person>()

/** Whether the person may do this; the API decides again. */
export const may = (permission: string | undefined): boolean =>
  permission === undefined || (person.value?.permissions.includes(permission) ?? false)

/** Finds out who is logged in to this portal, if anybody; throws when the server cannot be asked. */
export async function findPerson(): Promise<Person | undefined> {
  try {
    person.value = await answerOf(api.GET('/api/identity/me'))
  } catch (thrown) {
    if (!(thrown instanceof ApiError) || thrown.status !== 401) throw thrown
    person.value = undefined
  }
  return person.value
}

/** Begins a session of this portal; answers a challenge where a code is to be asked for first. */
export async function logIn(
  email: string,
  password: string,
  portal: 'merchant' | 'admin',
): Promise<string | undefined> {
  const answer = await answerOf(api.POST('/api/identity/login', { body: { email, password, portal } }))
  if ('challenge' in answer) return answer.challenge
  await enter()
  return undefined
}

/** Goes on with a log-in by a code. */
export async function answerChallenge(challenge: string, code: string): Promise<void> {
  await answerOf(api.POST('/api/identity/login/code', { body: { challenge, code } }))
  await enter()
}

/** Begins a session of this portal by a passkey of this device. */
export async function enterByPasskey(portal: 'merchant' | 'admin'): Promise<void> {
  await logInByPasskey(api, portal)
  await enter()
}

async function enter(): Promise<void> {
  const before = person.value
  const now = await findPerson()
  sessionState.ended = false
  // What another person left open is not shown to this one.
  if (before && before.id !== now?.id) location.reload()
  else await queryClient.invalidateQueries()
}

/** Ends the session; an ended one is as good. */
export async function logOut(): Promise<void> {
  try {
    await answerOf(api.POST('/api/identity/logout', { body: {} }))
  } catch (thrown) {
    if (!(thrown instanceof ApiError) || thrown.status !== 401) throw thrown
  }
  person.value = undefined
  queryClient.clear()
}
