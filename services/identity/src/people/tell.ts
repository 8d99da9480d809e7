import type { Transaction } from 'kysely'
import type { PayloadOf } from '@tradewind/platform/contract'
import { mailRequested } from '../contract/index.ts'
import type { IdentityDeps } from '../identity.deps.ts'
import type { IdentityTables } from '../tables.ts'
import { listPeople } from './people.queries.ts'

type News = Omit<PayloadOf<typeof mailRequested>, 'email' | 'name' | 'locale'>

/** Asks for a mail to a person as they are kept. */
export async function tellPerson(
  tx: Transaction<IdentityTables>,
  { emit }: Pick<IdentityDeps, 'emit'>,
  userId: string,
  news: News,
): Promise<void> {
  const [person] = await listPeople(tx, [userId])
  if (!person) return
  const { email, name, locale } = person
  await emit(tx, mailRequested, userId, { ...news, email, name, locale })
}
