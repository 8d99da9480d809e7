import type { Static } from 'typebox'
import { pickText, type Locale } from '@tradewind/kernel'
import type { Post, Question, Review } from '../contract/index.ts'
import type { PostRow } from './posts.queries.ts'

const said = ({ id, productId, author, body, locale, answer, createdAt }: PostRow) => ({
  id,
  productId,
  author,
  body,
  locale,
  answer,
  createdAt: createdAt.toISOString(),
})

export const questionView = (row: PostRow): Static<typeof Question> => said(row)

export const reviewView = (row: PostRow): Static<typeof Review> => ({
  ...said(row),
  rating: row.rating ?? 1,
  title: row.title,
  pictures: row.pictures,
  verified: row.verified,
})

/** A post for its author, its store or an operator, the product named in their language. */
export const postView = (row: PostRow, locale: Locale): Static<typeof Post> => ({
  ...said(row),
  kind: row.kind,
  rating: row.rating,
  title: row.title,
  pictures: row.pictures,
  verified: row.verified,
  status: row.status,
  product: { ...row.about, name: pickText(row.about.name, locale)?.text ?? '' },
  version: row.version,
})
