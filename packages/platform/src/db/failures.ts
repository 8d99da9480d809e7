import { isAppError, unavailable } from '@tradewind/kernel'

/** Lost connections, a server that starts or stops, and the two time-outs (cancelled, transaction cut). */
const PASSING_CODES = /^(?:08...|57P0[123]|53300|57014|25P0[34]|ECONNRESET|EPIPE|ETIMEDOUT)$/
const PASSING_MESSAGES =
  /timeout exceeded when trying to connect|Connection terminated|not queryable|after calling end on the pool/

/** Whether a failure is the database's state of the moment, and not our statement's fault. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  // Nobody listens, at a port or at a socket, or too many wait there already.
  if ('syscall' in error && error.syscall === 'connect') return true
  const code = 'code' in error ? error.code : undefined
  return (typeof code === 'string' && PASSING_CODES.test(code)) || PASSING_MESSAGES.test(error.message)
}

/** The same error, or AppError 503 `platform.unavailable` with it as cause when it will pass. */
export function asUnavailable<E>(error: E): E | Error {
  if (isAppError(error) || !isPassing(error)) return error
  const answer = unavailable(1)
  answer.cause = error
  return answer
}

/** The unique constraint that a statement ran against, if that is why it failed. */
export function violated(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || error.code !== '23505') return undefined
  return 'constraint' in error && typeof error.constraint === 'string' ? error.constraint : undefined
}
