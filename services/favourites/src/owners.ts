import { unauthorized } from '@tradewind/kernel'
import { ownerKey, type CallContext } from '@tradewind/platform/contract'
import { sql } from 'kysely'
import type { Db } from './favourites.deps.ts'
import { MOST_FOLLOWED } from './following/following.queries.ts'
import { MOST_KEPT } from './keeping/keeping.queries.ts'

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

/** What one kept already stays as it was; of the rest comes the newest, as far as there is room. */
async function adopt(db: Db, guest: string, person: string): Promise<void> {
  await sql`with goods as (delete from favourites.kept where owner = ${guest} returning *),
      stores as (delete from favourites.follows where owner = ${guest} returning *),
      moved as (insert into favourites.kept (owner, product_id, market, currency, price_minor, kept_at)
        select ${person}, product_id, market, currency, price_minor, kept_at from goods
        where product_id not in (select product_id from favourites.kept where owner = ${person})
        order by kept_at desc
        limit (select greatest(0, ${sql.lit(MOST_KEPT)} - count(*)) from favourites.kept where owner = ${person})
        on conflict do nothing)
    insert into favourites.follows (owner, store_id, followed_at)
    select ${person}, store_id, followed_at from stores
    where store_id not in (select store_id from favourites.follows where owner = ${person})
    order by followed_at desc
    limit (select greatest(0, ${sql.lit(MOST_FOLLOWED)} - count(*)) from favourites.follows where owner = ${person})
    on conflict do nothing`.execute(db)
}
