import type { PoolClient, QueryConfig, QueryResult } from 'pg'
import { asUnavailable } from './failures.ts'
import { noteQuery } from './query-count.ts'
import type { StatementNames } from './statement-names.ts'

type Send = (query: string | QueryConfig, ...rest: unknown[]) => Promise<QueryResult> | undefined

const NAMEABLE = /^\s*(?:select|insert|update|delete|with|merge)\b/i

/** Makes a new connection name its statements, count them, and answer 503 when it is lost. */
export function prepareClient(
  client: PoolClient,
  names: StatementNames,
  onConnectionError: (error: Error) => void,
): void {
  // Between two statements nobody else listens, and an unheard error would end the process.
  client.on('error', onConnectionError)
  const send: Send = client.query.bind(client)
  const query: Send = (question, ...rest) => {
    noteQuery(typeof question === 'string' ? question : question.text)
    const answer = send(named(question, rest[0], names), ...rest.map(patient))
    return answer?.catch?.((error: unknown) => {
      throw asUnavailable(error)
    })
  }
  // The driver's eight overloads are one function.
  client.query = query as typeof client.query
}

/** The pool's own `query` asks with a callback, which takes the error first. */
function patient(argument: unknown): unknown {
  if (typeof argument !== 'function') return argument
  return (error: unknown, ...rest: unknown[]) => argument(asUnavailable(error), ...rest)
}

/** Only statements that come with a list of values: a bare text may hold several statements. */
function named(query: string | QueryConfig, values: unknown, names: StatementNames): string | QueryConfig {
  if (typeof query !== 'string' || !Array.isArray(values) || !NAMEABLE.test(query)) return query
  const name = names.nameOf(query)
  return name === undefined ? query : { name, text: query }
}
