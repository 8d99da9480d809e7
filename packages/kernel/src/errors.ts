import type { Money } from './amount.ts'

/** A value that may stand in a text; Money is shown in the reader's own notation. */
export type TextParam = string | number | boolean | Date | Money

/** Named values of a text key, such as `{ left: 3 }`. */
export type TextParams = Readonly<Record<string, TextParam>>

/** What is wrong with one input field; `path` is dotted with indexes, such as `lines.0.quantity`. */
export interface FieldError {
  readonly path: string
  readonly code: string
  readonly params?: TextParams
}

/** The parts of an AppError besides its status and code; `state` is the thing as it stands now (409, 412). */
export interface AppErrorOptions {
  params?: TextParams
  fields?: readonly FieldError[]
  state?: unknown
  cause?: unknown
}

/**
 * A refusal that the caller is meant to understand, as opposed to a defect.
 * `code` is a dotted text key of the namespace `errors`, such as `orders.sold-out`; front ends translate it.
 * `status` is the HTTP status of RFC 9110 it leaves as. `message` is the code: prose never travels.
 */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly status: number
  readonly code: string
  readonly params: TextParams
  readonly fields: readonly FieldError[]
  readonly state: unknown

  constructor(status: number, code: string, options: AppErrorOptions = {}) {
    super(code, options.cause === undefined ? undefined : { cause: options.cause })
    this.status = status
    this.code = code
    this.params = options.params ?? {}
    this.fields = options.fields ?? []
    this.state = options.state
  }
}

/** 404: there is no such thing, or it is another's. */
export const notFound = (code = 'platform.not-found', params?: TextParams): AppError =>
  new AppError(404, code, { params })

/** 409: the thing has moved on; `state` shows it as it stands now. */
export const conflict = (code = 'platform.conflict', params?: TextParams, state?: unknown): AppError =>
  new AppError(409, code, { params, state })

/**
 * 400: the input is malformed; one entry for each field, such as `{ path: 'email', code: 'platform.required' }`. A code
 * of the whole is told with the params of the first field that has it too.
 */
export const invalid = (fields: readonly FieldError[], code = 'platform.bad-request'): AppError =>
  new AppError(400, code, { fields, params: fields.find((field) => field.code === code)?.params })

/** 422: well-formed, and refused by a rule of the shop. */
export const refused = (code: string, params?: TextParams): AppError => new AppError(422, code, { params })

/** 403: known to us, and not allowed to do this. */
export const forbidden = (code = 'platform.forbidden'): AppError => new AppError(403, code)

/** 401: we do not know who is asking. */
export const unauthorized = (code = 'platform.unauthorized'): AppError => new AppError(401, code)

/** 412: `If-Match` names an older version; `state` shows the current one. */
export const stale = (state?: unknown): AppError => new AppError(412, 'platform.stale', { state })

/** 503: a part we need does not answer; `retryAfterSeconds` becomes the header `Retry-After`. */
export const unavailable = (retryAfterSeconds = 5, code = 'platform.unavailable'): AppError =>
  new AppError(503, code, { params: { retryAfterSeconds } })

/** 429: over the rate allowed; `retryAfterSeconds` becomes the header `Retry-After`. */
export const tooMany = (retryAfterSeconds = 60, code = 'platform.too-many'): AppError =>
  new AppError(429, code, { params: { retryAfterSeconds } })

/** Whether a thrown value is an AppError, also across realms and duplicated module instances. */
export const isAppError = (thrown: unknown): thrown is AppError =>
  thrown instanceof Error && thrown.name === 'AppError' && 'status' in thrown && 'code' in thrown

/** The codes that kernel itself throws: a closed list, each with a text in every language. */
export const KERNEL_ERROR_CODES = [
  'money.bad-amount',
  'money.bad-decimal',
  'money.bad-rate',
  'money.bad-weights',
  'money.currency-mismatch',
  'money.out-of-range',
  'money.unknown-currency',
  'platform.bad-cursor',
  'platform.bad-id',
] as const

/** One of the codes that kernel itself throws. */
export type KernelErrorCode = (typeof KERNEL_ERROR_CODES)[number]

/** An AppError whose code is checked by the compiler against kernel's closed list. */
export const kernelError = (status: number, code: KernelErrorCode, params?: TextParams): AppError =>
  new AppError(status, code, { params })
