import { sql, type RawBuilder } from 'kysely'
import type { Scope } from './scope.ts'

type Sql = RawBuilder<unknown>

export type HitOrder = 'relevance' | 'popular' | 'new' | 'price-up' | 'price-down' | 'rating'

/** What others think of the product of listing `l`: a factor from 1 to 1.5. */
export const POPULARITY: Sql = sql`(1 + least(l.popularity, 3000) / float8 '6000')`

/** Whether it can be had: a factor. */
export const AVAILABILITY: Sql = sql`case when l.available then float8 '1' else float8 '0.3' end`

/** What is said of a product weighs most; then whether it can be had, then what others think of it. */
const SCORE: Sql = sql`(h.rank * ${POPULARITY} * ${AVAILABILITY} * float8 '1000000')::bigint`

/** More than any price, date or score. */
const WHOLE_FIRST: Sql = sql`h.whole * bigint '10000000000000000'`

/** Whole numbers, of which the greatest comes first; in every order, hits that hold every word come before all others. */
export const sortKeyOf = (order: HitOrder, { price }: Scope): Sql =>
  sql`${keyOf(order, price)} + ${WHOLE_FIRST}`

const keyOf = (order: HitOrder, price: Sql): Sql =>
  ({
    relevance: SCORE,
    popular: sql`l.popularity::bigint`,
    new: sql`(extract(epoch from p.published_at) * 1000)::bigint`,
    'price-up': sql`- ${price}`,
    'price-down': price,
    rating: sql`(coalesce(p.rating, 0) * 100)::bigint`,
  })[order]
