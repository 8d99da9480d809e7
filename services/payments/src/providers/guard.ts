import {
  bulkhead,
  circuitBreaker,
  ConsecutiveBreaker,
  ExponentialBackoff,
  handleType,
  isBrokenCircuitError,
  isBulkheadRejectedError,
  isTaskCancelledError,
  retry,
  wrap,
} from 'cockatiel'
import { withDeadline } from '@tradewind/platform/service'
import {
  ProviderUnavailable,
  type DisputeAnswer,
  type DisputeState,
  type IntentRequest,
  type IntentState,
  type PaymentProvider,
  type RefundRequest,
  type RefundState,
} from './provider.types.ts'

/** Calls at a time, and how many may wait for their turn: a hanging provider ties up no more than that. */
const AT_ONCE = 64
const WAITING = 512
/** Failures in a row after which the provider is left alone for a while. */
const FAILURES = 12
const LEFT_ALONE_MS = 3_000

/** A provider behind deadline, retry, breaker and bulkhead; every failure to answer is ProviderUnavailable. */
export interface GuardedProvider extends Pick<
  PaymentProvider,
  'name' | 'capabilities' | 'verifyWebhook' | 'parseWebhook'
> {
  createIntent(request: IntentRequest, withinMs: number): Promise<IntentState>
  fetchStatus(reference: string, withinMs: number): Promise<IntentState>
  cancel(reference: string, withinMs: number): Promise<IntentState>
  refund(request: RefundRequest, withinMs: number): Promise<RefundState>
  answerDispute(answer: DisputeAnswer, withinMs: number): Promise<DisputeState>
}

export function guardProvider(provider: PaymentProvider): GuardedProvider {
  const unavailable = handleType(ProviderUnavailable)
  const policy = wrap(
    bulkhead(AT_ONCE, WAITING),
    // Every call is idempotent by its key, so that all may be repeated; the delays are jittered.
    retry(unavailable, {
      maxAttempts: 2,
      backoff: new ExponentialBackoff({ initialDelay: 100, maxDelay: 1_000 }),
    }),
    circuitBreaker(unavailable, { halfOpenAfter: LEFT_ALONE_MS, breaker: new ConsecutiveBreaker(FAILURES) }),
  )

  const guarded = async <T>(withinMs: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> => {
    try {
      // The queue of the bulkhead does not watch the clock: the deadline runs beside it.
      return await withDeadline(
        withinMs,
        (signal) => policy.execute(() => work(signal), signal),
        () => new ProviderUnavailable('the deadline has passed'),
      )
    } catch (error) {
      if (isBrokenCircuitError(error) || isBulkheadRejectedError(error) || isTaskCancelledError(error)) {
        throw new ProviderUnavailable('the provider is left alone for now', { cause: error })
      }
      throw error
    }
  }

  return {
    name: provider.name,
    capabilities: provider.capabilities,
    verifyWebhook: (headers, body) => provider.verifyWebhook(headers, body),
    parseWebhook: (body) => provider.parseWebhook(body),
    createIntent: (request, withinMs) =>
      guarded(withinMs, (signal) => provider.createIntent(request, signal)),
    fetchStatus: (reference, withinMs) =>
      guarded(withinMs, (signal) => provider.fetchStatus(reference, signal)),
    cancel: (reference, withinMs) => guarded(withinMs, (signal) => provider.cancel(reference, signal)),
    refund: (request, withinMs) => guarded(withinMs, (signal) => provider.refund(request, signal)),
    answerDispute: (answer, withinMs) =>
      guarded(withinMs, (signal) => provider.answerDispute(answer, signal)),
  }
}
