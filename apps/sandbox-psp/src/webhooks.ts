import type { Control } from './control.ts'
import type { EventEntry } from './entries.ts'
import { disputeView, intentView, refundView, type Intent } from './intents.ts'
import { webhookHeaders } from './signature.ts'

const TIMEOUT_MS = 5_000
const MAX_AT_ONCE = 32
const MAX_WAIT_SECONDS = 300

export interface WebhookOptions {
  url: string
  secret: string
  publicUrl(): string
  control: Control
  delivered(eventId: string): void
  withheld(eventId: string): void
}

interface Delivery {
  eventId: string
  body: string
  attempt: number
}

/** Tells the shop what happened: at least once, signed, repeated with growing pauses until it answers 2xx. */
export function createWebhooks({ url, secret, publicUrl, control, delivered, withheld }: WebhookOptions) {
  const timers = new Set<NodeJS.Timeout>()
  const heard = new Set<string>()
  const queue: Delivery[] = []
  const stopping = new AbortController()
  let running = 0

  const after = (seconds: number, delivery: Delivery): void => {
    const timer = setTimeout(() => {
      timers.delete(timer)
      queue.push(delivery)
      work()
    }, seconds * 1000)
    timers.add(timer)
  }

  const work = (): void => {
    while (running < MAX_AT_ONCE) {
      const delivery = queue.shift()
      if (!delivery) return
      running += 1
      void attempt(delivery).finally(() => {
        running -= 1
        work()
      })
    }
  }

  const attempt = async (delivery: Delivery): Promise<void> => {
    const accepted = await post(delivery)
    if (stopping.signal.aborted) return
    if (!accepted) after(pauseSeconds(delivery.attempt), { ...delivery, attempt: delivery.attempt + 1 })
    else if (!heard.has(delivery.eventId)) {
      heard.add(delivery.eventId)
      delivered(delivery.eventId)
    }
  }

  const post = async ({ eventId, body }: Delivery): Promise<boolean> => {
    try {
      const answer = await fetch(url, {
        method: 'POST',
        headers: webhookHeaders(secret, eventId, body, new Date()),
        body,
        redirect: 'manual',
        signal: AbortSignal.any([stopping.signal, AbortSignal.timeout(TIMEOUT_MS)]),
      })
      await answer.body?.cancel()
      return answer.ok
    } catch {
      return false // unreachable or too slow: the next attempt will tell
    }
  }

  return {
    announce(entry: EventEntry, intent: Intent): void {
      const faults = control.of([intent.id, intent.order, intent.reference]).webhooks ?? {}
      if (faults.never) return withheld(entry.eventId)
      const body = JSON.stringify({
        type: entry.type,
        timestamp: entry.at,
        data: {
          intent: intentView(intent, publicUrl()),
          refund: refundIn(entry, intent),
          dispute: disputeIn(entry, intent),
        },
      })
      for (let copy = 0; copy < (faults.times ?? 1); copy += 1) {
        const seconds = faults.outOfOrder
          ? Math.random() * (faults.delaySeconds ?? 3)
          : (faults.delaySeconds ?? 0)
        after(seconds, { eventId: entry.eventId, body, attempt: 1 })
      }
    },
    stop(): void {
      stopping.abort()
      for (const timer of timers) clearTimeout(timer)
    },
  }
}

const refundIn = (entry: EventEntry, intent: Intent) => {
  const refund = 'refundId' in entry ? intent.refunds.find(({ id }) => id === entry.refundId) : undefined
  return refund ? refundView(intent, refund) : null
}

const disputeIn = (entry: EventEntry, intent: Intent) => {
  const dispute = 'disputeId' in entry ? intent.disputes.find(({ id }) => id === entry.disputeId) : undefined
  return dispute ? disputeView(intent, dispute) : null
}

/** About 1, 2, 4, 8 … 300 seconds, a quarter more or less so that retries do not march in step. */
const pauseSeconds = (attempt: number): number =>
  Math.min(2 ** (attempt - 1), MAX_WAIT_SECONDS) * (0.75 + Math.random() / 2)
