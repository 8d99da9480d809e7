import { sql, type QueryExecutorProvider } from 'kysely'
import type { Static } from 'typebox'
import type { Portal } from '../contract/index.ts'
import type { Linked } from '../issuers/issuers.queries.ts'
import type { Entrant } from './sessions.rules.ts'

type Db = QueryExecutorProvider
type PortalName = Static<typeof Portal>

const CHALLENGE_SECONDS = 5 * 60

export async function insertChallenge(
  db: Db,
  challenge: { tokenHash: string; userId: string; portal: PortalName; linked?: Linked },
): Promise<void> {
  const { tokenHash, userId, portal, linked } = challenge
  await sql`insert into identity.challenges (token_hash, user_id, portal, link_issuer, link_subject, expires_at)
    values (${tokenHash}, ${userId}, ${portal}, ${linked?.issuer ?? null}, ${linked?.subject ?? null}, now() + make_interval(secs => ${sql.lit(CHALLENGE_SECONDS)}))`.execute(
    db,
  )
}

export async function findChallenge(
  db: Db,
  tokenHash: string,
): Promise<{ person: Entrant; portal: PortalName; linked: Linked | null } | undefined> {
  const { rows } = await sql<Entrant & { portal: PortalName; linked: Linked | null }>`
    select u.id, u.operator, u.demo, true as "codesOn", c.portal,
      case when link_issuer is not null
        then jsonb_build_object('issuer', link_issuer, 'subject', link_subject) end as linked
    from identity.challenges c join identity.users u on u.id = c.user_id
    where c.token_hash = ${tokenHash} and c.expires_at > now()`.execute(db)
  const [row] = rows
  if (!row) return undefined
  const { portal, linked, ...person } = row
  return { person, portal, linked }
}

/** Uses a challenge up; false when it is over. */
export async function spendChallenge(db: Db, tokenHash: string): Promise<boolean> {
  const { rows } = await sql`delete from identity.challenges
    where token_hash = ${tokenHash} and expires_at > now() returning 1`.execute(db)
  return rows.length === 1
}

/**
 * Ends what a person began and has not ended: log-ins that wait for a code, accounts elsewhere that they connect. It
 * comes before the end of their sessions, so that none gets through in between.
 */
export async function endChallengesOf(db: Db, userId: string): Promise<void> {
  await sql`delete from identity.challenges where user_id = ${userId}`.execute(db)
  await sql`delete from identity.issuer_flows where user_id = ${userId}`.execute(db)
  await sql`delete from identity.link_offers where user_id = ${userId}`.execute(db)
}

export async function forgetOldChallenges(db: Db): Promise<void> {
  await sql`delete from identity.challenges where expires_at < now()`.execute(db)
}
