/** What is wrong with one field of the input; `path` is dotted, such as `address.postcode`. */
export interface FieldFault {
  path: string
  code: string
  params: Readonly<Record<string, unknown>>
}

/** A refusal: `code` is a text key of the namespace `errors`, with `params`; status 0 means that nobody answered. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number
  readonly code: string
  readonly params: Readonly<Record<string, unknown>>
  readonly fields: readonly FieldFault[]
  readonly traceId: string | undefined

  constructor(status: number, problem: Problem = {}) {
    const code = problem.code ?? (status === 0 ? 'platform.unavailable' : 'platform.internal')
    super(code)
    this.status = status
    this.code = code
    this.params = problem.params ?? {}
    this.fields = (problem.errors ?? []).map(({ path = '', code: fault = '', params = {} }) => ({
      path,
      code: fault,
      params,
    }))
    this.traceId = problem.traceId
  }
}

/** The body of a refusal as it arrives, any part of which may be missing. */
interface Problem {
  code?: string
  params?: Record<string, unknown>
  errors?: { path?: string; code?: string; params?: Record<string, unknown> }[]
  traceId?: string
}

interface Result<T> {
  data?: T
  error?: unknown
  response: Response
}

/** The data of a call; throws ApiError for a refusal, and with status 0 when nobody answered. */
export async function answerOf<T>(call: Promise<Result<T>>): Promise<T> {
  const result = await call.catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
    throw Object.assign(new ApiError(0), { cause })
  })
  const { data, error, response } = result
  if (!response.ok) throw new ApiError(response.status, isProblem(error) ? error : {})
  return data as T
}

const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string'
