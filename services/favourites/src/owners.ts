import { unauthorized } from '@tradewind/kernel'
import { ownerKey, type CallContext } from '@tradewind/platform/contract'
import { sql } from 'kysely'
import type { Db } from './favourites.deps.ts'

/** Whose things a call is about; undefined for who has never kept anything. What the browser kept joins the person. */
export async function findOwner(db: Db, { actor, guestId }: CallContext): Promise<string | undefined> {
  const owner = ownerKey(actor)
  if (owner === undefined || guestId === undefined || owner === guestId) return owner ?? guestId
  await adopt(db, guestId, owner)
  return owner
}

/** The same for who is about to keep something. */
export async function ownerOf(db: Db, ctx: CallContext): Promise<string> {
  const owner = await findOwner(db, ctx)
  if (owner === undefined) throw unauthorized()
  return owner
}

async function adopt(db: Db, guest: string, person: string): Promise<void> {
  await sql`with goods as (delete from favourites.kept where owner = ${guest} returning *),
      stores as (delete from favourites.follows where owner = ${guest} returning *),
      moved as (insert into favourites.kept (owner, product_id, market, currency, price_minor, kept_at)
        select ${person}, product_id, market, currency, price_minor, kept_at from goods on conflict do nothing)
    insert into favourites.follows (owner, store_id, followed_at)
    select ${person}, store_id, followed_at from stores on conflict do nothing`.execute(db)
}
