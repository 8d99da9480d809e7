import { Type, type TObject, type TSchema } from 'typebox'
import type { Operation } from '../contract/index.ts'

/** Where each property of an operation's input travels: in the path, in the query or in the body. */
export interface RequestParts {
  params: TObject
  querystring?: TObject
  body?: TObject
}

/** Context that every operation takes in the query, see `requestContext`. */
const CONTEXT = {
  locale: Type.Optional(Type.String({ maxLength: 20 })),
  market: Type.Optional(Type.String({ maxLength: 20 })),
  currency: Type.Optional(Type.String({ maxLength: 3 })),
}

export function pathNames(path: string): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')
}

export function requestParts(operation: Operation): RequestParts {
  const inPath = new Set(pathNames(operation.path))
  const properties = operation.input.properties as Record<string, TSchema>
  const required = new Set((operation.input.required as string[] | undefined) ?? [])
  const pick = (wanted: (name: string) => boolean) =>
    Object.fromEntries(Object.entries(properties).filter(([name]) => wanted(name)))
  const object = (part: Record<string, TSchema>, closed: boolean, needed = required): TObject =>
    ({
      type: 'object',
      properties: part,
      required: Object.keys(part).filter((name) => needed.has(name)),
      ...(closed && { additionalProperties: false }),
    }) as unknown as TObject

  const params = object(
    pick((name) => inPath.has(name)),
    true,
  )
  const rest = pick((name) => !inPath.has(name))
  // A body may need a `market` of its own; the context beside it never does.
  if (takesBody(operation))
    return { params, body: object(rest, true), querystring: object(CONTEXT, false, new Set()) }
  return { params, querystring: object({ ...rest, ...withoutTaken(CONTEXT, rest) }, false) }
}

// An operation may have a `currency` of its own.
const withoutTaken = (context: Record<string, TSchema>, own: Record<string, TSchema>) =>
  Object.fromEntries(Object.entries(context).filter(([name]) => !(name in own)))

export function takesBody(operation: Operation): boolean {
  return operation.method === 'POST' || operation.method === 'PUT' || operation.method === 'PATCH'
}

/** The flat input of an operation from the parts of a request; unknown query names are left out. */
export function gatherInput(
  operation: Operation,
  parts: { params: unknown; query: unknown; body: unknown },
): Record<string, unknown> {
  const input: Record<string, unknown> = {}
  const source = {
    ...(takesBody(operation) ? asRecord(parts.body) : asRecord(parts.query)),
    ...asRecord(parts.params),
  }
  for (const name of Object.keys(operation.input.properties))
    if (source[name] !== undefined) input[name] = source[name]
  return input
}

const asRecord = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
