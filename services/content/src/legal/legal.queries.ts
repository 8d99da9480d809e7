import { sql, type Kysely } from 'kysely'
import type { Static } from 'typebox'
import type { Locale } from '@tradewind/kernel'
import type { LegalKind, LegalVersion } from '../contract/legal.ts'
import type { ContentTables } from '../tables.ts'
import type { LegalWords } from './legal.rules.ts'

type Db = Kysely<ContentTables>
type Kind = Static<typeof LegalKind>

export interface NewLegalText extends LegalWords {
  id: string
  kind: Kind
  market: string | null
  validFrom: Date
  createdBy: string
}

export interface LegalRow {
  id: string
  kind: Kind
  market: string | null
  title: LegalWords['title']
  locales: Locale[]
  validFrom: Date
  createdAt: Date
  state: Static<typeof LegalVersion>['state']
}

/** What holds in a market at a moment: the newest begun of its own, else of those for all. */
export async function findLegalText(
  db: Db,
  { kind, market, at }: { kind: Kind; market: string | undefined; at: Date },
): Promise<(LegalWords & Pick<LegalRow, 'market' | 'validFrom'>) | undefined> {
  return db
    .selectFrom('content.legal_texts')
    .select(['market', 'title', 'body', 'valid_from as validFrom'])
    .where('kind', '=', kind)
    .where((eb) =>
      market === undefined
        ? eb('market', 'is', null)
        : eb.or([eb('market', '=', market), eb('market', 'is', null)]),
    )
    .where('valid_from', '<=', at)
    .orderBy(sql`market is null`)
    .orderBy('valid_from', 'desc')
    .limit(sql.lit(1))
    .executeTakeFirst()
}

/** Adds a version; false where another one begins at that very moment. */
export async function insertLegalText(db: Db, text: NewLegalText): Promise<boolean> {
  const added = await db
    .insertInto('content.legal_texts')
    .values({
      id: text.id,
      kind: text.kind,
      market: text.market,
      title: JSON.stringify(text.title),
      body: JSON.stringify(text.body),
      valid_from: text.validFrom,
      created_by: text.createdBy,
    })
    .onConflict((conflict) => conflict.columns(['kind', 'market', 'valid_from']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return added !== undefined
}

/** Whether there is any text of the kind for all markets. */
export async function hasLegalText(db: Db, kind: Kind): Promise<boolean> {
  const found = await db
    .selectFrom('content.legal_texts')
    .select('id')
    .where('kind', '=', kind)
    .where('market', 'is', null)
    .limit(sql.lit(1))
    .executeTakeFirst()
  return found !== undefined
}

/** Deletes a version that has not begun; answers which it was. */
export async function deletePlanned(
  db: Db,
  id: string,
  now: Date,
): Promise<Pick<LegalRow, 'kind' | 'market' | 'validFrom'> | undefined> {
  return db
    .deleteFrom('content.legal_texts')
    .where('id', '=', id)
    .where('valid_from', '>', now)
    .returning(['kind', 'market', 'valid_from as validFrom'])
    .executeTakeFirst()
}

const versions = (now: Date) => sql`select id, kind, market, title, valid_from as "validFrom",
    created_at as "createdAt", array(select jsonb_object_keys(body)) as locales,
    case when valid_from > ${now} then 'planned'
      when valid_from = max(valid_from) filter (where valid_from <= ${now}) over (partition by kind, market) then 'in-force'
      else 'past' end as state
  from content.legal_texts`

export async function findVersion(
  db: Db,
  id: string,
  now: Date,
): Promise<(LegalRow & Pick<LegalWords, 'body'>) | undefined> {
  const { rows } = await sql<LegalRow & Pick<LegalWords, 'body'>>`
    select v.*, t.body from (${versions(now)}) v join content.legal_texts t using (id) where id = ${id}`.execute(
    db,
  )
  return rows[0]
}

/** Versions of a kind, or of all; of a market and those for all, or of all markets; newest first. */
export async function readVersions(
  db: Db,
  asked: {
    kind: Kind | undefined
    market: string | undefined
    now: Date
    after: readonly [string, string] | undefined
    limit: number
  },
): Promise<LegalRow[]> {
  const { kind = null, market = null, now, after, limit } = asked
  const [begun, id] = after ?? [null, null]
  const { rows } = await sql<LegalRow>`
    select * from (${versions(now)}) v
    where (${kind}::text is null or kind = ${kind})
      and (${market}::text is null or market is null or market = ${market})
      and (${begun}::timestamptz is null or ("validFrom", id) < (${begun}::timestamptz, ${id}::text))
    order by "validFrom" desc, id desc limit ${sql.lit(limit)}`.execute(db)
  return rows
}
