import type { Static } from 'typebox'
import { storeOpened } from '@tradewind/merchants/events'
import { listAudit, type AuditRow } from '@tradewind/platform/audit'
import { deriveKey } from '@tradewind/platform/config'
import type { Fact } from '@tradewind/platform/contract'
import { defineService } from '@tradewind/platform/service'
import { addressActions } from './addresses/addresses.actions.ts'
import { factorActions } from './factors/factors.actions.ts'
import { identity, type AuditEntry } from './contract/index.ts'
import { eraseActions } from './people/erase.actions.ts'
import { mallNameConsumer } from './mall-name.ts'
import { memberActions } from './members/members.actions.ts'
import { issuerActions } from './issuers/issuers.actions.ts'
import { forgetOldFlows } from './issuers/issuers.queries.ts'
import { passkeyActions } from './passkeys/passkeys.actions.ts'
import { forgetOldCeremonies } from './passkeys/passkeys.queries.ts'
import { peopleActions } from './people/people.actions.ts'
import { listPeople, upsertStoreMember } from './people/people.queries.ts'
import { resetActions } from './reset/reset.actions.ts'
import { AccessTokens } from './sessions/access-token.ts'
import { forgetAttempts } from './sessions/attempts.queries.ts'
import { forgetOldChallenges } from './sessions/challenges.queries.ts'
import { forgetOldBrowsers } from './sessions/known-browsers.ts'
import { loginActions } from './sessions/login.actions.ts'
import { sessionActions } from './sessions/sessions.actions.ts'
import { removeOldSessions } from './sessions/sessions.queries.ts'
import { SigningKeys } from './sessions/signing-keys.ts'
import { setupActions } from './setup/setup.actions.ts'
import type { IdentityTables } from './tables.ts'

/** People, their passwords, sessions and stores. */
export const identityService = defineService({
  name: 'identity',
  contract: identity,
  uses: {},
  migrations: new URL('../migrations/', import.meta.url),
  create(given) {
    const deps = { ...given, db: given.database<IdentityTables>() }
    const { db, log, config } = deps
    const keys = new SigningKeys(db, deriveKey(config.secret, 'identity-signing-keys'), log)
    const accessTokens = new AccessTokens(keys, config.publicUrl)
    const reset = resetActions(deps)
    return {
      operations: {
        ...peopleActions(deps),
        ...eraseActions(deps),
        ...memberActions(deps),
        ...loginActions(deps, accessTokens),
        ...sessionActions(deps, accessTokens),
        ...factorActions(deps),
        ...issuerActions(deps, accessTokens),
        ...passkeyActions(deps, accessTokens),
        ...reset.operations,
        ...addressActions(deps),
        ...setupActions(deps),
        listSigningKeys: async () => ({ keys: await keys.publicKeys() }),
        listAudit: async (_ctx, { limit = 50, cursor }) => {
          const { items, nextCursor } = await listAudit(db.withTables<never>(), { limit, cursor })
          const people = await listPeople(db, [...new Set(items.map(({ actor }) => actor))])
          const names = new Map(people.map(({ id, name }) => [id, name]))
          return { items: items.map((row) => auditEntryOf(row, names)), nextCursor }
        },
      },
      consumers: [
        mallNameConsumer,
        {
          name: 'store-owners',
          events: [storeOpened],
          async handle(facts: Fact<typeof storeOpened>[], tx) {
            for (const { payload } of facts) {
              const { storeId, ownerId: userId } = payload
              if (userId) await upsertStoreMember(tx, { storeId, userId, role: 'owner' })
            }
          },
        },
      ],
      tasks: [reset.sendReset],
      tickers: [
        {
          name: 'tidy',
          everySeconds: 3_600,
          async run() {
            await removeOldSessions(db)
            await forgetAttempts(db)
            await forgetOldChallenges(db)
            await forgetOldBrowsers(db)
            await forgetOldFlows(db)
            await forgetOldCeremonies(db)
          },
        },
      ],
    }
  },
})

function auditEntryOf(row: AuditRow, names: ReadonlyMap<string, string>): Static<typeof AuditEntry> {
  const { id, at, actor, role, operation, target, detail, intact } = row
  return { id, at, actor, actorName: names.get(actor) ?? null, role, operation, target, detail, intact }
}
