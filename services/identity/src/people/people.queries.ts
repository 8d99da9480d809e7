import { sql, type Kysely, type QueryExecutorProvider } from 'kysely'
import type { Locale } from '@tradewind/kernel'
import type { Entrant } from '../sessions/sessions.rules.ts'
import type { IdentityTables } from '../tables.ts'

type Db = Kysely<IdentityTables>

export interface NewPerson {
  id: string
  email: string
  name: string
  locale: Locale
  /** Who logs in by other means has none. */
  passwordHash?: string
  operator?: boolean
  demo?: boolean
  /** That somebody vouches for the address being theirs. */
  addressProven?: boolean
}

/** Adds a person, with a password if they have one; false when the address is known, which changes nothing. */
export async function insertPerson(db: Db, person: NewPerson): Promise<boolean> {
  const { rows } = await sql`
    with person as (
      insert into identity.users (id, email, name, locale, operator, demo, address_proven_at)
      values (${person.id}, ${person.email}, ${person.name}, ${person.locale}, ${person.operator ?? false}, ${person.demo ?? false},
        case when ${person.addressProven ?? false}::boolean then now() end)
      on conflict (email) do nothing returning id
    ), credential as (
      insert into identity.credentials (user_id, password_hash)
      select id, ${person.passwordHash ?? null} from person where ${person.passwordHash ?? null}::text is not null
    )
    select from person`.execute(db)
  return rows.length === 1
}

/** A person who has a password, with it. */
export async function findCredentials(
  db: Db,
  email: string,
): Promise<(Entrant & { passwordHash: string }) | undefined> {
  const { rows } = await sql<Entrant & { passwordHash: string }>`
    select u.id, u.operator, u.demo, c.password_hash as "passwordHash",
      exists (select from identity.authenticators where user_id = u.id and on_since is not null) as "codesOn"
    from identity.users u join identity.credentials c on c.user_id = u.id
    where u.email = ${email}`.execute(db)
  return rows[0]
}

/** A person as they may be let in. */
export async function findEntrant(db: Db, userId: string): Promise<Entrant | undefined> {
  const { rows } = await sql<Entrant>`
    select u.id, u.operator, u.demo,
      exists (select from identity.authenticators where user_id = u.id and on_since is not null) as "codesOn"
    from identity.users u where u.id = ${userId}`.execute(db)
  return rows[0]
}

/** Keeps the password from being replaced until the transaction ends; false when it was already. */
export async function holdPassword(db: Db, userId: string, passwordHash: string): Promise<boolean> {
  const { rows } = await sql`select from identity.credentials
    where user_id = ${userId} and password_hash = ${passwordHash} for share`.execute(db)
  return rows.length === 1
}

/** Sets a password, also for a person who had none. */
export async function setPassword(db: Db, userId: string, passwordHash: string): Promise<void> {
  await sql`insert into identity.credentials as c (user_id, password_hash) values (${userId}, ${passwordHash})
    on conflict (user_id) do update set password_hash = excluded.password_hash, changed_at = now()`.execute(
    db,
  )
}

export async function findPersonByEmail(
  db: Db,
  email: string,
): Promise<{ id: string; name: string; locale: Locale } | undefined> {
  return db
    .selectFrom('identity.users')
    .select(['id', 'name', 'locale'])
    .where('email', '=', email)
    .executeTakeFirst()
}

export async function listPeople(
  db: Db,
  userIds: readonly string[],
): Promise<{ id: string; email: string; name: string; locale: Locale }[]> {
  if (userIds.length === 0) return []
  return db
    .selectFrom('identity.users')
    .select(['id', 'email', 'name', 'locale'])
    .where('id', '=', sql<string>`any(${[...userIds]})`)
    .execute()
}

export interface Profile {
  id: string
  email: string
  name: string
  locale: Locale
  operator: boolean
  version: number
  stores: { storeId: string; role: 'owner' | 'staff' }[]
}

/** The person with the stores they work for, the one they have worked for longest first. */
export async function findProfile(db: Db, userId: string): Promise<Profile | undefined> {
  const { rows } = await sql<Profile>`
    select u.id, u.email, u.name, u.locale, u.operator, u.version, coalesce((
      select jsonb_agg(jsonb_build_object('storeId', store_id, 'role', role) order by granted_at, store_id)
      from identity.store_members where user_id = u.id), '[]') as stores
    from identity.users u where u.id = ${userId}`.execute(db)
  return rows[0]
}

/** False when the version is no longer the given one. */
export async function updateProfile(
  db: Db,
  userId: string,
  version: number,
  change: { name?: string; locale?: Locale },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('identity.users')
    .set((eb) => ({ ...change, version: eb('version', '+', 1) }))
    .where('id', '=', userId)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Makes the person a member of the store where the person exists; an owner never becomes less by it. */
export async function upsertStoreMember(
  db: QueryExecutorProvider,
  member: { userId: string; storeId: string; role: 'owner' | 'staff' },
): Promise<void> {
  await sql`insert into identity.store_members as m (store_id, user_id, role)
    select ${member.storeId}, id, ${member.role} from identity.users where id = ${member.userId}
    on conflict (store_id, user_id) do update set role = 'owner'
    where excluded.role = 'owner' and m.role <> 'owner'`.execute(db)
}

export async function operatorExists(db: Db): Promise<boolean> {
  const { rows } = await sql`select from identity.users where operator limit 1`.execute(db)
  return rows.length > 0
}

/** Makes a person an operator, whose address the house vouches for. */
export async function makeOperator(db: Db, userId: string): Promise<void> {
  await sql`update identity.users set operator = true, address_proven_at = coalesce(address_proven_at, now())
    where id = ${userId}`.execute(db)
}
