import type { FastifyReply } from 'fastify'
import { AppError, isAppError, type FieldError, type Locale } from '@tradewind/kernel'
import { translatorFor } from '@tradewind/locales/node'
import { requestLocale } from './request-context.ts'

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
export function problemOf(thrown: unknown, context: { locale: Locale; traceId: string }): Problem {
  const { status, code, params, fields, state } = refusalOf(thrown)
  const t = translatorFor(context.locale)
  return {
    type: `urn:tradewind:error:${code}`,
    title: t.has(code) ? t(code, params) : code,
    status,
    code,
    ...(Object.keys(params).length > 0 && { params }),
    ...(fields.length > 0 && { errors: fields }),
    ...(state !== undefined && { state }),
    traceId: context.traceId,
  }
}

/** Answers with the problem, its status and its headers, such as `Retry-After`; logs what is unforeseen. */
export function sendProblem(reply: FastifyReply, thrown: unknown): FastifyReply {
  const { request } = reply
  const locale = requestLocale(request)
  const problem = problemOf(thrown, { locale, traceId: request.id })
  if (problem.status >= 500) {
    const level = problem.code === 'platform.internal' ? 'error' : 'warn'
    request.log[level]({ err: thrown, operation: request.routeOptions.config.operation }, problem.code)
  }
  const retryAfter = problem.params?.['retryAfterSeconds']
  if (typeof retryAfter === 'number') void reply.header('retry-after', String(retryAfter))
  return reply
    .code(problem.status)
    .header('content-language', locale)
    .header('cache-control', 'private, no-store')
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem))
}

function refusalOf(thrown: unknown): AppError {
  if (isAppError(thrown)) return thrown.status === 500 ? INTERNAL : thrown
  const status = statusOf(thrown)
  const code = status === undefined ? undefined : CODES[status]
  return status === undefined || code === undefined ? INTERNAL : new AppError(status, code)
}

const INTERNAL = new AppError(500, 'platform.internal')

/** Codes for what the HTTP framework refuses by itself. */
const CODES: Readonly<Record<number, string>> = {
  400: 'platform.bad-request',
  401: 'platform.unauthorized',
  403: 'platform.forbidden',
  404: 'platform.not-found',
  405: 'platform.method-not-allowed',
  408: 'platform.timeout',
  413: 'platform.too-large',
  414: 'platform.too-large',
  415: 'platform.unsupported-type',
  429: 'platform.too-many',
  431: 'platform.too-large',
  503: 'platform.unavailable',
}

function statusOf(thrown: unknown): number | undefined {
  if (!(thrown instanceof Error) || !('statusCode' in thrown)) return undefined
  const { statusCode } = thrown
  if (typeof statusCode !== 'number') return undefined
  return statusCode >= 400 && statusCode < 500 && !(statusCode in CODES) ? 400 : statusCode
}
