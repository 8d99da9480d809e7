import type { Operation } from '@tradewind/platform/contract'
import {
  HOSTILE_CURSORS,
  HOSTILE_FORMS,
  HOSTILE_JSON,
  HOSTILE_TEXTS,
  HOSTILE_WHOLES,
} from './hostile-values.testing.ts'
import { admits, sampleOf, type Known, type Schema } from './sample-input.testing.ts'

/** A request with one hostile value in it, beside what the operation takes. */
export interface Attempt {
  told: string
  address: string
  body: string | undefined
  /** Where the hostile value stands, if in a field. */
  field?: string
}

type Input = Readonly<Record<string, unknown>>

/**
 * Ways to write one hostile value into an operation's input, each beside the next of the things that are there. Most
 * are values that its schema lets through to the service: what a schema refuses is refused by the same code everywhere.
 */
export function attemptsAt(service: string, operation: Operation, known: readonly Known[]): Attempt[] {
  const fitting = known.filter((things) => fits(operation, things))
  const around = fitting.length > 0 ? fitting : known
  let turn = operation.capability.length
  const attempt = (
    told: string,
    hostile: Input,
    { query = '', body = undefined as string | undefined } = {},
  ) => {
    const things = around[(turn += 1) % around.length] ?? NOTHING
    const input = { ...plainInput(operation, things), ...hostile }
    return requestOf(`/api/${service}${operation.path}`, operation, input, { told, query, body })
  }

  const found = schemasOf(operation).flatMap(([name, schema], nth) => {
    const inBody = takesBody(operation) && !operation.path.includes(`{${name}}`)
    const values = [
      ...textsFor(operation, name, schema, nth),
      ...(inBody ? jsonFor(operation, schema, nth) : []),
    ]
    const queries = isOpen(operation) && !inBody && nth === 0 ? queriesFor(name) : []
    return [
      ...values.map((value) => ({
        ...attempt(`${name}: ${JSON.stringify(value)}`, { [name]: value }),
        field: name,
      })),
      ...queries.map((query) => attempt(query, {}, { query })),
    ]
  })
  if (isOpen(operation) && takesBody(operation))
    found.push(...HOSTILE_WHOLES.map((body) => attempt(`body ${body}`, {}, { body })))
  return found
}

/** What an operation takes, without anything hostile in it, once for each of the things that are there. */
export function plainAttempts(service: string, operation: Operation, known: readonly Known[]): Attempt[] {
  const attempts = known
    .filter((things) => fits(operation, things))
    .map((things) =>
      requestOf(`/api/${service}${operation.path}`, operation, plainInput(operation, things), {
        told: things.told,
        query: '',
        body: undefined,
      }),
    )
  return [...new Map(attempts.map((one) => [`${one.address} ${one.body}`, one])).values()]
}

const NOTHING: Known = { told: 'nothing', texts: [], properties: {} }
const isOpen = ({ role }: Operation): boolean => role === 'anonymous'
const schemasOf = ({ input }: Operation) =>
  Object.entries(input.properties as unknown as Record<string, Schema>)

const plainInput = (operation: Operation, known: Known): Input =>
  Object.fromEntries(
    schemasOf(operation)
      // Whoever names no place in a list sees where it begins.
      .filter(([name]) => name !== 'cursor')
      .map(([name, schema]) => [name, known.properties[name] ?? sampleOf(schema, known)]),
  )

/** Whether what the path names is among these things. */
function fits(operation: Operation, { texts }: Known): boolean {
  const named = schemasOf(operation).filter(([name]) => operation.path.includes(`{${name}}`))
  return named.every(
    ([, { pattern }]) => pattern === undefined || texts.some((text) => new RegExp(pattern).test(text)),
  )
}

/** Of what a schema refuses so many are sent to each field, in turn. */
const REFUSED = 1

function textsFor(operation: Operation, name: string, schema: Schema, nth: number): readonly string[] {
  if (name === 'cursor') return HOSTILE_CURSORS
  // Hashed, slowly on purpose, and never read.
  if (name === 'password') return inTurn(HOSTILE_TEXTS, nth + operation.capability.length)
  const admitted = HOSTILE_TEXTS.filter((text) => admits(schema, text) || schema.format !== undefined)
  // Words are taken apart where they are searched for; elsewhere each field has half of them, the next one the others.
  const isRead = operation.capability.startsWith('search.')
  const sent = isRead
    ? admitted
    : admitted.filter((_, index) => (index + nth + operation.capability.length) % 2 === 0)
  const asForm = schema.type === 'string' ? HOSTILE_TEXTS : HOSTILE_FORMS
  return [
    ...sent,
    ...inTurn(
      asForm.filter((text) => !admitted.includes(text)),
      nth,
    ),
  ]
}

function jsonFor(operation: Operation, schema: Schema, nth: number): readonly unknown[] {
  const admitted = HOSTILE_JSON.filter((value) => admits(schema, value))
  const refused = HOSTILE_JSON.filter((value) => !admitted.includes(value))
  return [...admitted, ...inTurn(refused, nth + operation.capability.length)]
}

function inTurn<T>(values: readonly T[], nth: number): T[] {
  const from = (nth * REFUSED) % Math.max(values.length, 1)
  return [...values, ...values].slice(from, from + Math.min(REFUSED, values.length))
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
