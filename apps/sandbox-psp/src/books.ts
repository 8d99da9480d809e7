import type { Entry, EventEntry, Happening } from './entries.ts'
import { advance, newIntent, type Intent } from './intents.ts'
import { openJournal } from './journal.ts'
import { Refusal } from './refusal.ts'

/** What an idempotency key led to the first time. */
export interface Earlier {
  fingerprint: string
  intentId: string
  refundId?: string
}

/** Hears an entry that the shop is to be told, once it is on disk, with the intent as it stood then. */
export type EventListener = (entry: EventEntry, intent: Intent) => void

export type Books = Awaited<ReturnType<typeof openBooks>>

/** The log, and the intents as the log makes them: nothing is true here that is not a line of it. */
export async function openBooks(journalFile: string, onEvent: EventListener) {
  const intents = new Map<string, Intent>()
  const keys = new Map<string, Earlier>()
  const files = new Set<string>()
  const untold = new Map<string, Parameters<EventListener>>()
  let lastSeq = 0

  const get = (intentId: string): Intent => {
    const intent = intents.get(intentId)
    if (!intent) throw new Refusal(404, 'no_such_intent')
    return intent
  }

  /** Brings the books up to an entry; answers the intent it concerns. */
  const apply = (entry: Entry): Intent | undefined => {
    lastSeq = entry.seq
    if (entry.type === 'file.received') files.add(entry.fileId)
    if (!('intentId' in entry)) return undefined
    const { intentId } = entry
    if (entry.type === 'intent.created') intents.set(intentId, newIntent(intentId, entry.request, entry.at))
    if ('key' in entry) {
      const { fingerprint } = entry
      keys.set(entry.key, { fingerprint, intentId, ...('refundId' in entry && { refundId: entry.refundId }) })
    }
    const intent = get(intentId)
    advance(intent, entry)
    return intent
  }

  const journal = await openJournal<Entry>(journalFile, (entry) => {
    const intent = apply(entry)
    if (intent && isEvent(entry)) untold.set(entry.eventId, [entry, structuredClone(intent)])
    else if ('eventId' in entry) untold.delete(entry.eventId)
  })

  return {
    get,
    all: () => intents.values(),
    hasFile: (fileId: string): boolean => files.has(fileId),
    /** Takes a thing down; whoever answers for it waits for `settled` first. */
    record(happening: Happening): void {
      const entry: Entry = { ...happening, seq: lastSeq + 1, at: new Date().toISOString() }
      journal.append(entry)
      const intent = apply(entry)
      if (!intent || !isEvent(entry)) return
      const then = structuredClone(intent)
      journal.settled().then(
        () => onEvent(entry, then),
        () => undefined, // the command that recorded it answers that the disk is gone
      )
    },
    /** What an earlier request of this key made; the same key with another body is refused. */
    earlier(key: string, fingerprint: string): Earlier | undefined {
      const earlier = keys.get(key)
      if (earlier && earlier.fingerprint !== fingerprint) throw new Refusal(422, 'idempotency_key_reused')
      return earlier
    },
    /** Tells again what the shop had not acknowledged when the program last ended. */
    tellUntold(): void {
      for (const [entry, intent] of untold.values()) onEvent(entry, intent)
      untold.clear()
    },
    settled: () => journal.settled(),
    readLog: () => journal.read(),
    close: () => journal.close(),
  }
}

const isEvent = (entry: Entry): entry is EventEntry => 'intentId' in entry && 'eventId' in entry
