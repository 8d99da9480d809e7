import { Type } from 'typebox'
import { Id, LocaleSchema, Nullable, PictureSchema, Timestamp, Version } from '@tradewind/platform/contract'

export const PostId = Type.String({ pattern: '^(rev|qst)_[0-9a-hjkmnp-tv-z]{26}$', maxLength: 40 })
export const PostKind = Type.Enum(['review', 'question'])
export const PostStatus = Type.Enum(['published', 'waiting', 'hidden'])
export const ReportReason = Type.Enum(['offensive', 'advertising', 'not-about-it', 'private', 'other'])

export const AuthorName = Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' })
export const Body = Type.String({ minLength: 1, maxLength: 4000, pattern: '\\S' })

/** What a store says to a post. */
export const PostAnswer = Type.Object({
  storeId: Id('sto'),
  storeName: Type.String(),
  body: Type.String(),
  locale: LocaleSchema,
  at: Timestamp,
})

const said = {
  id: PostId,
  productId: Id('prd'),
  author: Type.String(),
  body: Type.String(),
  locale: LocaleSchema,
  answer: Nullable(PostAnswer),
  createdAt: Timestamp,
}

export const Review = Type.Object({
  ...said,
  rating: Type.Integer({ minimum: 1, maximum: 5 }),
  title: Type.String(),
  pictures: Type.Array(PictureSchema),
  verified: Type.Boolean(),
})
export const Question = Type.Object(said)

/** A post with all that those who may act on it need. */
export const Post = Type.Object({
  ...said,
  kind: PostKind,
  rating: Nullable(Type.Integer()),
  title: Type.String(),
  pictures: Type.Array(PictureSchema),
  verified: Type.Boolean(),
  status: PostStatus,
  product: Type.Object({ name: Type.String(), slug: Type.String(), picture: Nullable(PictureSchema) }),
  version: Version,
})
