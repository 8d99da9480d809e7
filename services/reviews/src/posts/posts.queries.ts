import { sql, type Kysely, type RawBuilder } from 'kysely'
import type { Static } from 'typebox'
import type { Locale, LocalizedText } from '@tradewind/kernel'
import type { PictureSchema } from '@tradewind/platform/contract'
import type { PostAnswer, PostKind, PostStatus } from '../contract/index.ts'

type Db = Kysely<unknown>

/** What a product is called, in all languages, when a post is written. */
export interface About {
  name: LocalizedText
  slug: string
  picture: Static<typeof PictureSchema> | null
}

export interface PostRow {
  id: string
  kind: Static<typeof PostKind>
  productId: string
  authorId: string | null
  author: string
  rating: number | null
  title: string
  body: string
  locale: Locale
  pictures: Static<typeof PictureSchema>[]
  verified: boolean
  status: Static<typeof PostStatus>
  answer: Static<typeof PostAnswer> | null
  about: About
  version: number
  createdAt: Date
  /** `createdAt` to the microsecond, for cursors. */
  at: string
}

/** A place in a list that is sorted by time. */
export interface Position {
  at: string
  id: string
}

const COLUMNS = sql`id, kind, product_id as "productId", author_id as "authorId", author, rating, title, body, locale, pictures,
  verified, status, answer, about, version, created_at as "createdAt", created_at::text as at`

/** Posts that meet a condition, newest or oldest first, one more than asked for. */
export async function listPosts(
  db: Db,
  condition: RawBuilder<unknown>,
  limit: number,
  after: Position | undefined,
  first: 'newest' | 'oldest' = 'newest',
): Promise<PostRow[]> {
  const [before, order] = first === 'newest' ? [sql`<`, sql`desc`] : [sql`>`, sql`asc`]
  const from = after ? sql`and (created_at, id) ${before} (${after.at}::timestamptz, ${after.id})` : sql``
  const { rows } =
    await sql<PostRow>`select ${COLUMNS} from reviews.posts where removed_at is null and ${condition} ${from}
    order by created_at ${order}, id ${order} limit ${sql.lit(limit + 1)}`.execute(db)
  return rows
}

export const ofProduct = (kind: PostRow['kind'], productId: string, rating?: number) =>
  sql`product_id = ${productId} and kind = ${sql.lit(kind)} and status = 'published'
    ${rating === undefined ? sql`` : sql`and rating = ${rating}`}`

/** What these wrote, or wrote about what they bought: a guest who logs in is one author under two keys. */
const byOwners = (owners: readonly string[]) =>
  sql`(author_id = any(${[...owners]}) or bought_by = any(${[...owners]}))`

export const ofAuthors = (owners: readonly string[], productId?: string) =>
  sql`${byOwners(owners)} ${productId === undefined ? sql`` : sql`and product_id = ${productId}`}`

export const ofStore = (storeId: string, kind: PostRow['kind'] | undefined, unanswered: boolean) =>
  sql`store_ids @> array[${storeId}]::text[] and status = 'published'
    ${kind === undefined ? sql`` : sql`and kind = ${kind}`} ${unanswered ? sql`and answer is null` : sql``}`

export async function findPost(db: Db, id: string, condition = sql`true`): Promise<PostRow | undefined> {
  const { rows } =
    await sql<PostRow>`select ${COLUMNS} from reviews.posts where id = ${id} and removed_at is null and ${condition}`.execute(
      db,
    )
  return rows[0]
}

export interface NewPost extends Pick<
  PostRow,
  | 'id'
  | 'kind'
  | 'productId'
  | 'author'
  | 'rating'
  | 'title'
  | 'body'
  | 'locale'
  | 'pictures'
  | 'verified'
  | 'status'
  | 'about'
> {
  authorId: string | null
  boughtBy?: string
  storeIds: readonly string[]
  importKey?: string
  createdAt?: string
}

/** Writes posts; left out are those whose key is known, and second reviews of one author or buyer and product. */
export async function insertPosts(tx: Db, posts: readonly NewPost[]): Promise<PostRow[]> {
  const { rows } =
    await sql<PostRow>`insert into reviews.posts (id, kind, product_id, store_ids, author_id, bought_by, author, rating, title,
      body, locale, pictures, verified, status, about, import_key, created_at)
    select p.id, p.kind, p."productId", array(select jsonb_array_elements_text(p."storeIds")), p."authorId", p."boughtBy", p.author, p.rating, p.title,
      p.body, p.locale, p.pictures, p.verified, p.status, p.about, p."importKey", coalesce(p."createdAt", now())
    from jsonb_to_recordset(${JSON.stringify(posts)}::jsonb) as p(id text, kind text, "productId" text, "storeIds" jsonb, "authorId" text, "boughtBy" text,
      author text, rating int, title text, body text, locale text, pictures jsonb, verified boolean, status text, about jsonb,
      "importKey" text, "createdAt" timestamptz)
    on conflict do nothing returning ${COLUMNS}`.execute(tx)
  return rows
}

/** Undefined when it is not this author's, or not this version any more. */
export async function updatePost(
  tx: Db,
  { id, version }: { id: string; version: number },
  owners: readonly string[],
  change: Pick<PostRow, 'rating' | 'title' | 'body' | 'pictures' | 'status'>,
): Promise<PostRow | undefined> {
  const { rows } =
    await sql<PostRow>`update reviews.posts set rating = ${change.rating}, title = ${change.title}, body = ${change.body},
      pictures = ${JSON.stringify(change.pictures)}::jsonb, status = ${change.status}, version = version + 1
    where id = ${id} and version = ${version} and ${byOwners(owners)} and removed_at is null returning ${COLUMNS}`.execute(
      tx,
    )
  return rows[0]
}

/**
 * Takes a post back: what others saw is gone, what they were not to see leaves its place taken, so that it is not
 * written anew past whoever hid it.
 */
export async function takeBack(
  tx: Db,
  id: string,
  owners: readonly string[],
): Promise<Pick<PostRow, 'kind' | 'productId'> | undefined> {
  const { rows } = await sql<Pick<PostRow, 'kind' | 'productId'>>`with mine as (
      select id, kind, product_id, status from reviews.posts
      where id = ${id} and ${byOwners(owners)} and removed_at is null for update),
    gone as (delete from reviews.posts p using mine where p.id = mine.id and mine.status = 'published'),
    emptied as (update reviews.posts p set removed_at = now(), title = '', body = '', pictures = '[]', answer = null, version = version + 1
      from mine where p.id = mine.id and mine.status <> 'published')
    select kind, product_id as "productId" from mine`.execute(tx)
  return rows[0]
}

/** The first answer stands; the store that gave it may change it. Undefined when another store was first. */
export async function setAnswer(
  tx: Db,
  id: string,
  answer: Static<typeof PostAnswer>,
): Promise<PostRow | undefined> {
  const { rows } =
    await sql<PostRow>`update reviews.posts set answer = ${JSON.stringify(answer)}::jsonb, version = version + 1
    where id = ${id} and (answer is null or answer ->> 'storeId' = ${answer.storeId}) returning ${COLUMNS}`.execute(
      tx,
    )
  return rows[0]
}

export async function countQuestionsToday(db: Db, owner: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from reviews.posts
    where author_id = ${owner} and kind = 'question' and created_at > now() - interval '1 day'`.execute(db)
  return rows[0]?.count ?? 0
}

/** Products that the owners have reviewed, also where they took it back while it was hidden. */
export async function listReviewed(db: Db, owners: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ productId: string }>`select product_id as "productId" from reviews.posts
    where ${byOwners(owners)} and kind = 'review'`.execute(db)
  return new Set(rows.map((row) => row.productId))
}
