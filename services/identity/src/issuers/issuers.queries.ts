import { sql, type QueryExecutorProvider } from 'kysely'
import type { Static } from 'typebox'
import type { Portal } from '../contract/index.ts'

type Db = QueryExecutorProvider

const FLOW_SECONDS = 10 * 60
const OFFER_SECONDS = 5 * 60

/** A log-in that went to an issuer. */
export interface Flow {
  issuerId: string
  browserId: string
  portal: Static<typeof Portal>
  to: string | null
  /** Who wants to connect the account, and where they are logged in; null for a log-in. */
  linking: { userId: string; sessionId: string } | null
}

/** An account elsewhere. */
export interface Linked {
  issuer: string
  subject: string
}

export async function insertFlow(db: Db, stateHash: string, flow: Flow): Promise<void> {
  const { issuerId, browserId, portal, to, linking } = flow
  await sql`insert into identity.issuer_flows (state_hash, issuer_id, browser_id, portal, return_to, user_id, session_id, expires_at)
    values (${stateHash}, ${issuerId}, ${browserId}, ${portal}, ${to}, ${linking?.userId ?? null}, ${linking?.sessionId ?? null},
      now() + make_interval(secs => ${sql.lit(FLOW_SECONDS)}))`.execute(db)
}

/** Takes the flow of a state, once. */
export async function takeFlow(db: Db, stateHash: string): Promise<Flow | undefined> {
  const { rows } = await sql<Flow>`delete from identity.issuer_flows
    where state_hash = ${stateHash} and expires_at > now()
    returning issuer_id as "issuerId", browser_id as "browserId", portal, return_to as "to",
      case when user_id is not null then jsonb_build_object('userId', user_id, 'sessionId', session_id) end as linking`.execute(
    db,
  )
  return rows[0]
}

/** Whose it is; inside a transaction it stays connected until that ends. */
export async function findLinkOwner(db: Db, { issuer, subject }: Linked): Promise<string | undefined> {
  const { rows } = await sql<{ user_id: string }>`select user_id from identity.issuer_links
    where issuer = ${issuer} and subject = ${subject} for key share`.execute(db)
  return rows[0]?.user_id
}

/** Connects an account; false where it is connected to somebody, or the person to another one there. */
export async function insertLink(db: Db, userId: string, { issuer, subject }: Linked): Promise<boolean> {
  const { rows } = await sql`insert into identity.issuer_links (issuer, subject, user_id)
    values (${issuer}, ${subject}, ${userId}) on conflict do nothing returning 1`.execute(db)
  return rows.length === 1
}

/** Answers the name there; undefined where the person has none connected. */
export async function deleteLink(db: Db, userId: string, issuer: string): Promise<string | undefined> {
  const { rows } = await sql<{ subject: string }>`delete from identity.issuer_links
    where user_id = ${userId} and issuer = ${issuer} returning subject`.execute(db)
  return rows[0]?.subject
}

/** Addresses of the issuers where the person has an account connected. */
export async function listLinkedIssuers(db: Db, userId: string): Promise<string[]> {
  const { rows } = await sql<{ issuer: string }>`select issuer from identity.issuer_links
    where user_id = ${userId} order by linked_at`.execute(db)
  return rows.map(({ issuer }) => issuer)
}

export async function insertOffer(
  db: Db,
  tokenHash: string,
  userId: string,
  { issuer, subject }: Linked,
): Promise<void> {
  await sql`insert into identity.link_offers (token_hash, user_id, issuer, subject, expires_at)
    values (${tokenHash}, ${userId}, ${issuer}, ${subject},
      now() + make_interval(secs => ${sql.lit(OFFER_SECONDS)}))`.execute(db)
}

export async function findOffer(
  db: Db,
  tokenHash: string,
): Promise<({ email: string } & Linked) | undefined> {
  const { rows } = await sql<{ email: string } & Linked>`
    select u.email, o.issuer, o.subject from identity.link_offers o join identity.users u on u.id = o.user_id
    where o.token_hash = ${tokenHash} and o.expires_at > now()`.execute(db)
  return rows[0]
}

export async function spendOffer(db: Db, tokenHash: string): Promise<boolean> {
  const { rows } = await sql`delete from identity.link_offers
    where token_hash = ${tokenHash} and expires_at > now() returning 1`.execute(db)
  return rows.length === 1
}

export async function forgetOldFlows(db: Db): Promise<void> {
  await sql`delete from identity.issuer_flows where expires_at < now()`.execute(db)
  await sql`delete from identity.link_offers where expires_at < now()`.execute(db)
}
