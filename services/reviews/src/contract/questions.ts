import { Type } from 'typebox'
import { Exact, Id, LocaleSchema, PageInput, PageOf, route } from '@tradewind/platform/contract'
import { AuthorName, Post, PostId, PostKind, Question } from './posts.ts'

export const questionOperations = {
  listQuestions: route({
    method: 'GET',
    path: '/products/{productId}/questions',
    capability: 'question.list',
    role: 'anonymous',
    summary: 'Questions with their answers, newest first',
    cacheSeconds: 30,
    input: Exact({ productId: Id('prd'), ...PageInput }),
    output: PageOf(Question),
  }),
  askQuestion: route({
    method: 'POST',
    path: '/products/{productId}/questions',
    capability: 'question.create',
    role: 'buyer',
    idempotent: true,
    summary: 'Ask the stores that sell a product',
    input: Exact({
      productId: Id('prd'),
      author: AuthorName,
      body: Type.String({ minLength: 1, maxLength: 1000, pattern: '\\S' }),
      locale: Type.Optional(LocaleSchema),
    }),
    output: Post,
    errors: ['reviews.not-on-sale', 'reviews.too-many-questions'],
  }),
  listStorePosts: route({
    method: 'GET',
    path: '/merchant/posts',
    capability: 'merchant.review.list',
    role: 'merchant',
    permission: 'orders.read',
    summary: 'Reviews and questions that the store may answer, newest first',
    input: Exact({
      kind: Type.Optional(PostKind),
      unanswered: Type.Optional(Type.Boolean()),
      ...PageInput,
    }),
    output: PageOf(Post),
  }),
  answerPost: route({
    method: 'PUT',
    path: '/merchant/posts/{postId}/answer',
    capability: 'merchant.review.answer',
    role: 'merchant',
    permission: 'orders.write',
    owner: 'postId',
    summary: 'Answer a review or a question, or change the store’s own answer',
    input: Exact({
      postId: PostId,
      body: Type.String({ minLength: 1, maxLength: 2000, pattern: '\\S' }),
      locale: Type.Optional(LocaleSchema),
    }),
    output: Post,
    errors: ['reviews.already-answered', 'reviews.no-contacts'],
  }),
}
