import { pickText, type Locale } from '@tradewind/kernel'
import { translate } from '@tradewind/locales/node'
import { brandChanged } from '@tradewind/content/events'
import type { Fact } from '@tradewind/platform/contract'
import type { Consumer } from '@tradewind/platform/service'
import { sql, type Kysely } from 'kysely'
import type { IdentityTables } from './tables.ts'

/** Keeps the mall's name as content tells it. */
export const mallNameConsumer: Consumer = {
  name: 'mall-name',
  events: [brandChanged],
  async handle(facts, tx) {
    for (const { payload } of facts as Fact<typeof brandChanged>[])
      await sql`update identity.mall set name = ${JSON.stringify(payload.name)}::jsonb`.execute(tx)
  },
}

/** What apps and devices of who reads this language are told that the mall is called. */
export async function mallNameIn(db: Kysely<IdentityTables>, locale: Locale): Promise<string> {
  const { name } = await db.selectFrom('identity.mall').select('name').executeTakeFirstOrThrow()
  return pickText(name, locale)?.text ?? translate(locale, 'mall.name')
}
