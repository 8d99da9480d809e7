import { sql, type Kysely } from 'kysely'
import type { Static } from 'typebox'
import { fallbackChain, type Locale } from '@tradewind/kernel'
import type { LegalKind, LegalVersion } from '../contract/legal.ts'
import type { ContentTables } from '../tables.ts'
import { insertWords } from './legal-words.queries.ts'
import type { KeptWords } from './legal-words.ts'
import type { LegalWords } from './legal.rules.ts'

type Db = Kysely<ContentTables>
type Kind = Static<typeof LegalKind>

export interface NewLegalText {
  id: string
  kind: Kind
  market: string | null
  words: readonly KeptWords[]
  validFrom: Date
  createdBy: string
}

export interface LegalRow {
  id: string
  kind: Kind
  market: string | null
  title: LegalWords['title']
  locales: Locale[]
  waiting: Locale[]
  validFrom: Date
  createdAt: Date
  version: number
  state: Static<typeof LegalVersion>['state']
}

export interface ReadText {
  market: string | null
  validFrom: Date
  locale: Locale
  title: string
  body: string
  readableSince: Date
  original: Locale
  locales: Locale[]
}

/** What holds in a market at a moment, the newest begun of its own, else of those for all, as its readers could read it then. */
export async function findLegalText(
  db: Db,
  {
    kind,
    market = null,
    at,
    locale,
  }: { kind: Kind; market: string | null | undefined; at: Date; locale: Locale },
): Promise<ReadText | undefined> {
  const { rows } = await sql<ReadText>`
    select t.market, t.valid_from as "validFrom", w.locale, w.title, w.body, w.readable_since as "readableSince",
      (select s.locale from content.legal_words s where s.legal_id = t.id and s.status = 'source') as original,
      array(select r.locale from content.legal_words r where r.legal_id = t.id and r.readable_since <= ${at}) as locales
    from (select id, market, valid_from from content.legal_texts
      where kind = ${kind} and (market is null or market = ${market}::text) and valid_from <= ${at}
      order by market is null, valid_from desc limit 1) t
    join content.legal_words w on w.legal_id = t.id and w.readable_since <= ${at}
    order by coalesce(array_position(${[...fallbackChain(locale)]}::text[], w.locale), 99), w.status <> 'source' limit 1`.execute(
    db,
  )
  return rows[0]
}

/** Adds a version; false where another one begins at that very moment. */
export async function insertLegalText(db: Db, text: NewLegalText): Promise<boolean> {
  const added = await db
    .insertInto('content.legal_texts')
    .values({
      id: text.id,
      kind: text.kind,
      market: text.market,
      valid_from: text.validFrom,
      created_by: text.createdBy,
    })
    .onConflict((conflict) => conflict.columns(['kind', 'market', 'valid_from']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!added) return false
  await insertWords(db, text.id, text.words)
  return true
}

/** Changes a version that is to come, all its languages at once. */
export async function updatePlanned(
  db: Db,
  id: string,
  { words, validFrom }: Pick<NewLegalText, 'words' | 'validFrom'>,
): Promise<void> {
  await db.deleteFrom('content.legal_words').where('legal_id', '=', id).execute()
  await insertWords(db, id, words)
  await db
    .updateTable('content.legal_texts')
    .set((row) => ({ version: row('version', '+', 1), valid_from: validFrom }))
    .where('id', '=', id)
    .execute()
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

/** Locks a version until the transaction ends, against translators and editors beside. */
export async function lockVersion(
  db: Db,
  id: string,
): Promise<{ kind: Kind; market: string | null; validFrom: Date; version: number } | undefined> {
  return db
    .selectFrom('content.legal_texts')
    .select(['kind', 'market', 'valid_from as validFrom', 'version'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

const versions = (
  now: Date,
) => sql`select id, kind, market, valid_from as "validFrom", created_at as "createdAt", version,
    case when valid_from > ${now} then 'planned'
      when valid_from = max(valid_from) filter (where valid_from <= ${now}) over (partition by kind, market) then 'in-force'
      else 'past' end as state
  from content.legal_texts`

const inLanguages = sql`
  (select jsonb_object_agg(w.locale, w.title) from content.legal_words w where w.legal_id = v.id) as title,
  array(select w.locale from content.legal_words w where w.legal_id = v.id and w.readable_since is not null) as locales,
  array(select w.locale from content.legal_words w where w.legal_id = v.id and w.readable_since is null) as waiting`

export async function findVersion(
  db: Db,
  id: string,
  now: Date,
): Promise<(LegalRow & Pick<LegalWords, 'body'>) | undefined> {
  const { rows } = await sql<LegalRow & Pick<LegalWords, 'body'>>`
    select v.*, ${inLanguages},
      (select jsonb_object_agg(w.locale, w.body) from content.legal_words w where w.legal_id = v.id) as body
    from (${versions(now)}) v where id = ${id}`.execute(db)
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
    select v.*, ${inLanguages} from (${versions(now)}) v
    where (${kind}::text is null or kind = ${kind})
      and (${market}::text is null or market is null or market = ${market})
      and (${begun}::timestamptz is null or ("validFrom", id) < (${begun}::timestamptz, ${id}::text))
    order by "validFrom" desc, id desc limit ${sql.lit(limit)}`.execute(db)
  return rows
}
