import type { Operation } from '@tradewind/platform/contract'
import {
  HOSTILE_CURSORS,
  HOSTILE_FORMS,
  HOSTILE_JSON,
  HOSTILE_TEXTS,
  HOSTILE_WHOLES,
  PLAIN_JSON,
} from './hostile-values.testing.ts'
import { sampleOf, type Known, type Schema } from './sample-input.testing.ts'

/** A request with one hostile value in it, beside what the operation takes. */
export interface Attempt {
  told: string
  address: string
  body: string | undefined
}

type Input = Readonly<Record<string, unknown>>

/**
 * Ways to write one hostile value into an operation's input; `known` are things that are there. Of operations that
 * strangers may call, every one; of the others, those that a schema lets through to the service.
 */
export function attemptsAt(service: string, operation: Operation, known: Known): Attempt[] {
  const all = operation.role === 'anonymous'
  const schemas = Object.entries(operation.input.properties as unknown as Record<string, Schema>)
  const sample = Object.fromEntries(
    schemas
      // Whoever names no place in a list sees where it begins.
      .filter(([name]) => name !== 'cursor')
      .map(([name, schema]) => [name, known.properties[name] ?? sampleOf(schema, known)]),
  ) as Input
  const attempt = (told: string, input: Input, { query = '', body = undefined as string | undefined } = {}) =>
    requestOf(`/api/${service}${operation.path}`, operation, input, { told, query, body })

  const inBody = (name: string) => takesBody(operation) && !operation.path.includes(`{${name}}`)
  const found = schemas.flatMap(([name, schema]) => [
    ...textsFor(name, schema, all).map((text) => attempt(`${name}: ${text}`, { ...sample, [name]: text })),
    ...(inBody(name) ? (all ? HOSTILE_JSON : PLAIN_JSON) : []).map((value) =>
      attempt(`${name}: ${JSON.stringify(value)}`, { ...sample, [name]: value }),
    ),
    ...(all && !inBody(name) && name === schemas[0]?.[0]
      ? queriesFor(name).map((query) => attempt(query, sample, { query }))
      : []),
  ])
  if (all && takesBody(operation))
    found.push(...HOSTILE_WHOLES.map((body) => attempt(`body ${body}`, sample, { body })))
  return found
}

/** Text where text is expected tries the service; elsewhere a few show that it is not let in. */
function textsFor(name: string, schema: Schema, all: boolean): readonly string[] {
  const { type, anyOf, pattern, format, enum: only } = schema
  if (name === 'cursor') return HOSTILE_CURSORS
  const isFree = type === 'string' && (pattern === undefined || format !== undefined) && !only
  if (isFree || (all && anyOf)) return HOSTILE_TEXTS
  return all ? HOSTILE_FORMS : []
}

const queriesFor = (name: string): string[] => [
  `${name}=a&${name}=b`,
  `${name}[$ne]=1&${name}[]=2&${name}[__proto__][hit]=1&__proto__[hit]=1&constructor[prototype][hit]=1`,
  `${name}=1&`.repeat(500),
  `${name}=%ed%a0%80`,
  `${name}=%c3%`,
]

function requestOf(
  path: string,
  operation: Operation,
  input: Input,
  { told, query, body }: { told: string; query: string; body: string | undefined },
): Attempt {
  const inPath = new Set<string>()
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    inPath.add(name)
    return encodeURIComponent(wellFormed(input[name]))
  })
  const rest = Object.entries(input).filter(([name]) => !inPath.has(name))
  const short = told.slice(0, 60)
  if (takesBody(operation))
    return {
      told: short,
      address: `${filled}?market=DE`,
      body: body ?? JSON.stringify(Object.fromEntries(rest)),
    }
  const pairs = rest
    .filter(([name]) => !query.startsWith(name))
    .flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, wellFormed(one)]))
  return {
    told: short,
    address: `${filled}?market=DE&${new URLSearchParams(pairs)}&${query}`,
    body: undefined,
  }
}

const takesBody = ({ method }: Operation): boolean => method !== 'GET' && method !== 'DELETE'

const wellFormed = (value: unknown): string => String(value).toWellFormed()
