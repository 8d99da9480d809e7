import { sql, type Kysely } from 'kysely'
import type { Static } from 'typebox'
import type { Locale } from '@tradewind/kernel'
import type { Portal } from '../contract/index.ts'
import type { IdentityTables } from '../tables.ts'
import type { Device } from './device.rules.ts'
import { SESSION_SECONDS } from './sessions.rules.ts'

type Db = Kysely<IdentityTables>
type PortalName = Static<typeof Portal>

/** A session that has not ended, with what decides over its powers. */
export interface LiveSession {
  session_id: string
  user_id: string
  portal: PortalName
  locale: Locale
  operator: boolean
  demo: boolean
  store_id: string | null
  store_role: 'owner' | 'staff' | null
  /** Opened with two factors. */
  strong: boolean
  /** Not seen for five minutes. */
  unseen: boolean
}

const LIVE = sql`s.id as session_id, s.user_id, s.portal, u.locale, u.operator, u.demo, m.store_id, m.role as store_role,
    s.strong, s.last_seen_at < now() - interval '5 minutes' as unseen
  from identity.sessions s
  join identity.users u on u.id = s.user_id
  left join lateral (
    select store_id, role from identity.store_members
    where user_id = s.user_id order by granted_at, store_id limit 1
  ) m on s.portal = 'merchant'
  where s.ended_at is null and s.expires_at > now()`

export async function findSessionByToken(db: Db, tokenHash: string): Promise<LiveSession | undefined> {
  const { rows } = await sql<LiveSession>`select ${LIVE} and s.id = (
    select session_id from identity.refresh_tokens where token_hash = ${tokenHash} and spent_at is null)`.execute(
    db,
  )
  return rows[0]
}

export async function findSessionById(db: Db, sessionId: string): Promise<LiveSession | undefined> {
  const { rows } = await sql<LiveSession>`select ${LIVE} and s.id = ${sessionId}`.execute(db)
  return rows[0]
}

export interface NewSession extends Device {
  sessionId: string
  userId: string
  portal: PortalName
  strong: boolean
  tokenHash: string
}

export async function insertSession(db: Db, session: NewSession): Promise<void> {
  const { sessionId, userId, portal, browser, system, strong, tokenHash } = session
  await sql`
    with opened as (
      insert into identity.sessions (id, user_id, portal, browser, system, strong, expires_at)
      values (${sessionId}, ${userId}, ${portal}, ${browser}, ${system}, ${strong},
        now() + make_interval(secs => ${SESSION_SECONDS[portal]}))
      returning id
    )
    insert into identity.refresh_tokens (token_hash, session_id) select ${tokenHash}, id from opened`.execute(
    db,
  )
}

/** Locks the token's row, so that of two who bring it at once the second finds it spent. */
export async function lockRefreshToken(
  db: Db,
  tokenHash: string,
): Promise<{ session_id: string; spent: boolean } | undefined> {
  const { rows } = await sql<{ session_id: string; spent: boolean }>`
    select session_id, spent_at is not null as spent from identity.refresh_tokens
    where token_hash = ${tokenHash} for update`.execute(db)
  return rows[0]
}

export async function replaceRefreshToken(
  db: Db,
  sessionId: string,
  { spent, fresh }: { spent: string; fresh: string },
): Promise<void> {
  await sql`update identity.refresh_tokens set spent_at = now() where token_hash = ${spent}`.execute(db)
  await sql`insert into identity.refresh_tokens (token_hash, session_id) values (${fresh}, ${sessionId})`.execute(
    db,
  )
}

export async function touchSession(db: Db, sessionId: string): Promise<void> {
  await sql`update identity.sessions set last_seen_at = now() where id = ${sessionId}`.execute(db)
}

/** Ends one session of a person; false when they have no such session in force. */
export async function endSession(db: Db, userId: string, sessionId: string): Promise<boolean> {
  const { rows } = await sql`
    update identity.sessions set ended_at = now()
    where id = ${sessionId} and user_id = ${userId} and ended_at is null and expires_at > now() returning 1`.execute(
    db,
  )
  return rows.length === 1
}

/** Ends all sessions of a person, or all but one. */
export async function endSessionsOf(db: Db, userId: string, butSessionId = ''): Promise<void> {
  await sql`update identity.sessions set ended_at = now()
    where user_id = ${userId} and ended_at is null and id <> ${butSessionId}`.execute(db)
}

/** Keeps a session from being ended until the transaction ends; false when it is over. What adds a way in begins so. */
export async function holdSession(db: Db, sessionId: string): Promise<boolean> {
  const { rows } = await sql`select from identity.sessions
    where id = ${sessionId} and ended_at is null and expires_at > now() for share`.execute(db)
  return rows.length === 1
}

/** Notes that the person has just proven who they are. */
export async function confirmSession(db: Db, sessionId: string): Promise<void> {
  await sql`update identity.sessions set confirmed_at = now() where id = ${sessionId}`.execute(db)
}

/** Whether the person has proven who they are in this session within ten minutes. */
export async function isConfirmed(db: Db, sessionId: string): Promise<boolean> {
  const { rows } = await sql`select from identity.sessions
    where id = ${sessionId} and ended_at is null and confirmed_at > now() - interval '10 minutes'`.execute(db)
  return rows.length === 1
}

export async function listLiveSessions(
  db: Db,
  userId: string,
): Promise<({ id: string; portal: PortalName; created_at: Date; last_seen_at: Date } & Device)[]> {
  return db
    .selectFrom('identity.sessions')
    .select(['id', 'portal', 'browser', 'system', 'created_at', 'last_seen_at'])
    .where('user_id', '=', userId)
    .where('ended_at', 'is', null)
    .where(sql<boolean>`expires_at > now()`)
    .orderBy('created_at', 'desc')
    .limit(sql.lit(100))
    .execute()
}

/** Removes what has been over for a month, with the tokens of it. */
export async function removeOldSessions(db: Db): Promise<void> {
  await sql`delete from identity.sessions where least(ended_at, expires_at) < now() - interval '30 days'`.execute(
    db,
  )
  await sql`delete from identity.one_time_tokens where expires_at < now() - interval '1 day'`.execute(db)
}
