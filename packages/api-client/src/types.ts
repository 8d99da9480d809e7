import type { operations } from './schema.gen.ts'

/** The answer of an operation: `Answer<'catalog.getProduct'>`. */
export type Answer<Name extends keyof operations> = operations[Name] extends {
  responses: { 200: { content: { 'application/json': infer Body } } }
}
  ? Body
  : never

/** One entry of a list's answer: `Item<'search.listProducts'>`. */
export type Item<Name extends keyof operations> =
  Answer<Name> extends { items: readonly (infer Entry)[] } ? Entry : never

/** The body that an operation takes. */
export type Body<Name extends keyof operations> = operations[Name] extends {
  requestBody: { content: { 'application/json': infer Content } }
}
  ? Content
  : never
