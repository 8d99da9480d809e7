import { Type } from 'typebox'
import { Exact, LocalizedTextSchema, Slug, Version, route, textRoutes } from '@tradewind/platform/contract'
import { brandOperations } from './brand.ts'
import { legalOperations } from './legal.ts'

export { LEGAL_KINDS } from './legal.ts'

/** A block of a page as an editor keeps it. `source` of a product row is a category key, a tag or `new`. */
export const Block = Type.Union([
  Exact({
    kind: Type.Literal('hero'),
    title: LocalizedTextSchema(120),
    text: LocalizedTextSchema(400),
    action: LocalizedTextSchema(60),
    href: Type.String({ pattern: '^/([^/\\\\].*)?$', maxLength: 200 }),
    picture: Type.String({ maxLength: 300 }),
  }),
  Exact({
    kind: Type.Literal('categories'),
    title: LocalizedTextSchema(120),
    keys: Type.Array(Type.String({ maxLength: 64 }), { maxItems: 12 }),
  }),
  Exact({
    kind: Type.Literal('products'),
    title: LocalizedTextSchema(120),
    source: Type.String({ pattern: '^(category:|tag:|new|popular)', maxLength: 80 }),
    limit: Type.Integer({ minimum: 2, maximum: 24 }),
  }),
  Exact({ kind: Type.Literal('stores'), title: LocalizedTextSchema(120) }),
  Exact({ kind: Type.Literal('text'), title: LocalizedTextSchema(120), body: LocalizedTextSchema(4000) }),
])
const read = {
  title: Type.String(),
  locale: Type.String({ description: 'of its title' }),
}
/** A block in one language. */
export const BlockView = Type.Union([
  Type.Object({
    kind: Type.Literal('hero'),
    ...read,
    text: Type.String(),
    action: Type.String(),
    href: Type.String(),
    picture: Type.String(),
  }),
  Type.Object({ kind: Type.Literal('categories'), ...read, keys: Type.Array(Type.String()) }),
  Type.Object({ kind: Type.Literal('products'), ...read, source: Type.String(), limit: Type.Integer() }),
  Type.Object({ kind: Type.Literal('stores'), ...read }),
  Type.Object({ kind: Type.Literal('text'), ...read, body: Type.String() }),
])

export const content = {
  ...textRoutes('content'),
  ...brandOperations,
  ...legalOperations,
  getPage: route({
    method: 'GET',
    path: '/pages/{slug}',
    capability: 'page.get',
    role: 'anonymous',
    summary: 'A page in the caller’s language',
    cacheSeconds: 60,
    input: Exact({ slug: Slug }),
    output: Type.Object({ slug: Slug, locale: Type.String(), blocks: Type.Array(BlockView) }),
  }),
  getPageForEdit: route({
    method: 'GET',
    path: '/admin/pages/{slug}',
    capability: 'admin.content.get',
    role: 'operator',
    permission: 'content.write',
    summary: 'A page with all languages',
    input: Exact({ slug: Slug }),
    output: Type.Object({ slug: Slug, blocks: Type.Array(Block), version: Version }),
  }),
  savePage: route({
    method: 'PUT',
    path: '/admin/pages/{slug}',
    capability: 'admin.content.save',
    role: 'operator',
    permission: 'content.write',
    ifMatch: true,
    summary: 'Replace a page’s blocks',
    input: Exact({ slug: Slug, blocks: Type.Array(Block, { maxItems: 40 }) }),
    output: Type.Object({ slug: Slug, blocks: Type.Array(Block), version: Version }),
  }),
  importPages: route({
    method: 'POST',
    path: '/internal/pages/import',
    capability: 'content.pages.import',
    role: 'system',
    summary: 'First version of pages; an existing page stays as it is',
    input: Exact({ pages: Type.Array(Exact({ slug: Slug, blocks: Type.Array(Block) })) }),
    output: Type.Object({ created: Type.Integer() }),
  }),
}
