import type { Transaction } from 'kysely'
import { conflict } from '@tradewind/kernel'
import type { IdentityDeps } from '../identity.deps.ts'
import { tellPerson } from '../people/tell.ts'
import type { IdentityTables } from '../tables.ts'
import { insertLink, type Linked } from './issuers.queries.ts'

/** Connects an account elsewhere to a person and tells them by mail; throws 409 where it is somebody's already. */
export async function connect(
  tx: Transaction<IdentityTables>,
  deps: Pick<IdentityDeps, 'emit' | 'config'>,
  linked: Linked,
  userId: string,
): Promise<void> {
  if (!(await insertLink(tx, userId, linked))) throw conflict('identity.issuer-taken')
  const factorName = deps.config.oidcIssuers.find(({ issuer }) => issuer === linked.issuer)?.label
  await tellPerson(tx, deps, userId, {
    kind: 'factor-added',
    factor: 'issuer',
    ...(factorName && { factorName }),
  })
}
