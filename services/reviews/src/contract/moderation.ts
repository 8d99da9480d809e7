import { Type } from 'typebox'
import { Exact, Nullable, PageInput, PageOf, route } from '@tradewind/platform/contract'
import { Post, PostId, PostStatus, ReportReason } from './posts.ts'

export const moderationOperations = {
  reportPost: route({
    method: 'POST',
    path: '/posts/{postId}/report',
    capability: 'review.report',
    role: 'anonymous',
    makesGuest: true,
    summary: 'Say that a review or a question is wrong; each person once',
    input: Exact({ postId: PostId, reason: ReportReason }),
    output: Type.Object({ reported: Type.Boolean() }),
  }),
  listToModerate: route({
    method: 'GET',
    path: '/admin/posts',
    capability: 'admin.review.list',
    role: 'operator',
    permission: 'products.review',
    summary: 'Posts that wait for an operator or were reported, or those of one status; oldest first',
    input: Exact({ status: Type.Optional(PostStatus), ...PageInput }),
    output: PageOf(
      Type.Object({
        ...Post.properties,
        reports: Type.Array(Type.Object({ reason: ReportReason, count: Type.Integer() })),
        suspicion: Nullable(Type.Enum(['link', 'address', 'number'])),
      }),
    ),
  }),
  moderatePost: route({
    method: 'POST',
    path: '/admin/posts/{postId}',
    capability: 'admin.review.decide',
    role: 'operator',
    permission: 'products.review',
    summary: 'Show a post or hide it; its reports are settled by that',
    input: Exact({ postId: PostId, decision: Type.Enum(['publish', 'hide']) }),
    output: Post,
  }),
}
