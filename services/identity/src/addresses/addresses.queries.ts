import { sql, type Kysely } from 'kysely'
import type { Static } from 'typebox'
import type { AddressSchema } from '@tradewind/platform/contract'
import type { IdentityTables } from '../tables.ts'

type Db = Kysely<IdentityTables>
type Address = Static<typeof AddressSchema>

export interface AddressRow {
  id: string
  address: Address
  is_default: boolean
}

/** Changes to one person's address book wait for each other. */
export async function lockAddressBook(db: Db, userId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('identity.addresses'), hashtext(${userId}))`.execute(db)
}

/** The default first, then the newest. */
export async function listAddresses(db: Db, userId: string): Promise<AddressRow[]> {
  return db
    .selectFrom('identity.addresses')
    .select(['id', 'address', 'is_default'])
    .where('user_id', '=', userId)
    .orderBy('is_default', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

export async function insertAddress(db: Db, userId: string, row: AddressRow): Promise<void> {
  const { id, is_default } = row
  await db
    .insertInto('identity.addresses')
    .values({ id, user_id: userId, address: JSON.stringify(row.address), is_default })
    .execute()
}

/** False when the person has no such address. */
export async function updateAddress(
  db: Db,
  userId: string,
  addressId: string,
  address: Address,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('identity.addresses')
    .set({ address: JSON.stringify(address) })
    .where('id', '=', addressId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** False when the person has no such address. */
export async function deleteAddress(db: Db, userId: string, addressId: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('identity.addresses')
    .where('id', '=', addressId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return numDeletedRows === 1n
}

/** Takes the mark from the old default first: there is never more than one. */
export async function setDefaultAddress(db: Db, userId: string, addressId: string): Promise<void> {
  await sql`update identity.addresses set is_default = false
    where user_id = ${userId} and is_default and id <> ${addressId}`.execute(db)
  await sql`update identity.addresses set is_default = true where user_id = ${userId} and id = ${addressId}`.execute(
    db,
  )
}
