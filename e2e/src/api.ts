import { createApi, answerOf, type Api } from '@tradewind/api-client'
import { mallUrl } from './mall.ts'

type Portal = 'mall' | 'merchant' | 'admin'

/** The API as a person of a portal uses it from outside, with a bearer token. */
export async function logIn(email: string, password: string, portal: Portal): Promise<Api> {
  const tokens = await answerOf(
    createApi({ baseUrl: mallUrl() }).POST('/api/identity/login', { body: { email, password, portal } }),
  )
  if ('challenge' in tokens) throw new Error(`${email} has a second factor`)
  return createApi({
    baseUrl: mallUrl(),
    headers: { authorization: `Bearer ${tokens.accessToken}`, 'x-portal': portal },
  })
}

/** A guest of the API; the key of the cart makes it the same guest. */
export function guest(token?: string): Api {
  return createApi({ baseUrl: mallUrl(), headers: token === undefined ? {} : { 'x-guest-token': token } })
}
