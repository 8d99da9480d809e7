import { createHash } from 'node:crypto'
import { sql, type QueryExecutorProvider } from 'kysely'
import type { CallContext } from '@tradewind/platform/contract'
import { deviceName, type Device } from './device.rules.ts'

/** What the browser is remembered by for this person; a program that holds no cookies by what it calls itself. */
export const browserHashOf = (userId: string, { browserId }: CallContext, device: Device): string =>
  createHash('sha256')
    .update(`${userId} ${browserId ?? deviceName(device)}`)
    .digest('base64url')

/** Remembers a browser; true where the person is known from others and was not seen in this one. */
export async function noteBrowser(
  db: QueryExecutorProvider,
  userId: string,
  browserHash: string,
): Promise<boolean> {
  const { rows } = await sql<{ strange: boolean }>`
    with noted as (
      insert into identity.known_browsers (user_id, browser_hash) values (${userId}, ${browserHash})
      on conflict (user_id, browser_hash) do update set last_seen_at = now() returning xmax = 0 as fresh
    )
    select fresh and exists (select from identity.known_browsers where user_id = ${userId}) as strange from noted`.execute(
    db,
  )
  return rows[0]?.strange ?? false
}

export async function forgetOldBrowsers(db: QueryExecutorProvider): Promise<void> {
  await sql`delete from identity.known_browsers where last_seen_at < now() - interval '1 year'`.execute(db)
}
