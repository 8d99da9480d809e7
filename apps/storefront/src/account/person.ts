import { answerOf, type Answer, type Api, type Item } from '@tradewind/api-client'

export type Person = Answer<'identity.me'>
export type SavedAddress = Item<'identity.listAddresses'>

/** Says that somebody logged in with this browser; whether they still are, only the server knows. */
const HINT = 'tw.person'

export const rememberPerson = (): void => localStorage.setItem(HINT, '1')
export const forgetPerson = (): void => localStorage.removeItem(HINT)

/** The address book of who is logged in; empty for guests, who are not asked about. */
export async function savedAddresses(api: Api): Promise<readonly SavedAddress[]> {
  if (localStorage.getItem(HINT) === null) return []
  const found = await answerOf(api.GET('/api/identity/addresses')).catch(() => undefined)
  if (!found) forgetPerson()
  return found?.items ?? []
}
