/**
 * Runs `work` under a signal that is aborted after so many milliseconds, or when `within` is; late work rejects with
 * what `late` makes. Work that ended leaves neither timer nor listener, as `AbortSignal.timeout` would until its time.
 */
export async function withDeadline<T>(
  milliseconds: number,
  work: (signal: AbortSignal) => Promise<T>,
  late: () => Error,
  within?: AbortSignal,
): Promise<T> {
  const controller = new AbortController()
  const { promise: tooLate, reject } = Promise.withResolvers<never>()
  const expire = () => {
    const error = late()
    reject(error)
    controller.abort(error)
  }
  const timer = setTimeout(expire, milliseconds)
  within?.addEventListener('abort', expire)
  if (within?.aborted) expire()
  try {
    return await Promise.race([work(controller.signal), tooLate])
  } finally {
    clearTimeout(timer)
    within?.removeEventListener('abort', expire)
  }
}
