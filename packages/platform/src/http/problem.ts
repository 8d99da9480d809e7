import type { FastifyReply } from 'fastify'
import type { FieldError, Locale } from '@tradewind/kernel'

/** The body of every refusal, `application/problem+json`. Source: RFC 9457. */
export interface Problem {
  /** `urn:tradewind:error:<code>`. */
  type: string
  /** For people, in the caller's language. */
  title: string
  status: number
  code: string
  params?: Readonly<Record<string, unknown>>
  errors?: readonly FieldError[]
  /** The thing as it stands now, with 409 and 412. */
  state?: unknown
  traceId: string
}

/** What the caller may know of a thrown value; anything unforeseen becomes 500 `platform.internal`. */
export function problemOf(_thrown: unknown, _context: { locale: Locale; traceId: string }): Problem {
  throw new Error('not built yet')
}

/** Answers with the problem, its status and its headers, such as `Retry-After`; logs what is unforeseen. */
export function sendProblem(_reply: FastifyReply, _thrown: unknown): FastifyReply {
  throw new Error('not built yet')
}
