import { sql, type QueryExecutorProvider } from 'kysely'

type Db = QueryExecutorProvider

const CEREMONY_SECONDS = 5 * 60

/** A passkey as its owner sees it. */
export interface PasskeyRow {
  id: string
  name: string
  createdAt: Date
  lastUsedAt: Date | null
}
const SHOWN = sql`id, name, created_at as "createdAt", last_used_at as "lastUsedAt"`

/** A passkey as its signatures are checked. */
export interface KeptPasskey {
  id: string
  userId: string
  publicKey: Uint8Array<ArrayBuffer>
  counter: number
}

export async function insertCeremony(db: Db, challengeHash: string, userId: string | null): Promise<void> {
  await sql`insert into identity.ceremonies (challenge_hash, user_id, expires_at)
    values (${challengeHash}, ${userId}, now() + make_interval(secs => ${sql.lit(CEREMONY_SECONDS)}))`.execute(
    db,
  )
}

/** Uses a challenge up; false when it is over, or another's. */
export async function takeCeremony(db: Db, challengeHash: string, userId: string | null): Promise<boolean> {
  const { rows } = await sql`delete from identity.ceremonies
    where challenge_hash = ${challengeHash} and user_id is not distinct from ${userId} and expires_at > now()
    returning 1`.execute(db)
  return rows.length === 1
}

export async function forgetOldCeremonies(db: Db): Promise<void> {
  await sql`delete from identity.ceremonies where expires_at < now()`.execute(db)
}

/** The person's passkeys, first made first. */
export async function listPasskeys(
  db: Db,
  userId: string,
): Promise<(PasskeyRow & { credentialId: string })[]> {
  const { rows } = await sql<PasskeyRow & { credentialId: string }>`
    select ${SHOWN}, credential_id as "credentialId" from identity.passkeys
    where user_id = ${userId} order by created_at limit 50`.execute(db)
  return rows
}

/** Undefined where the device's credential is kept already. */
export async function insertPasskey(
  db: Db,
  passkey: {
    id: string
    userId: string
    credentialId: string
    publicKey: Uint8Array
    counter: number
    transports: readonly string[]
    name: string
  },
): Promise<PasskeyRow | undefined> {
  const { id, userId, credentialId, publicKey, counter, transports, name } = passkey
  const { rows } = await sql<PasskeyRow>`
    insert into identity.passkeys (id, user_id, credential_id, public_key, counter, transports, name)
    values (${id}, ${userId}, ${credentialId}, ${Buffer.from(publicKey)}, ${counter}, ${[...transports]}, ${name})
    on conflict (credential_id) do nothing returning ${SHOWN}`.execute(db)
  return rows[0]
}

export async function findPasskey(db: Db, credentialId: string): Promise<KeptPasskey | undefined> {
  const { rows } = await sql<{ id: string; userId: string; publicKey: Buffer; counter: string }>`
    select id, user_id as "userId", public_key as "publicKey", counter::text from identity.passkeys
    where credential_id = ${credentialId}`.execute(db)
  const [row] = rows
  return row && { ...row, publicKey: new Uint8Array(row.publicKey), counter: Number(row.counter) }
}

/** False when it was used or removed meanwhile: then the counter was compared with an older one. */
export async function noteUse(
  db: Db,
  { id, counter: before }: KeptPasskey,
  counter: number,
): Promise<boolean> {
  const { rows } = await sql`update identity.passkeys set counter = ${counter}, last_used_at = now()
    where id = ${id} and counter = ${before} returning 1`.execute(db)
  return rows.length === 1
}

export async function renamePasskey(
  db: Db,
  userId: string,
  passkeyId: string,
  name: string,
): Promise<PasskeyRow | undefined> {
  const { rows } = await sql<PasskeyRow>`update identity.passkeys set name = ${name}
    where id = ${passkeyId} and user_id = ${userId} returning ${SHOWN}`.execute(db)
  return rows[0]
}

/** Answers what it was called; undefined when it is not the person's. */
export async function deletePasskey(db: Db, userId: string, passkeyId: string): Promise<string | undefined> {
  const { rows } = await sql<{ name: string }>`delete from identity.passkeys
    where id = ${passkeyId} and user_id = ${userId} returning name`.execute(db)
  return rows[0]?.name
}
