import type { Kysely } from 'kysely'
import type { Logger } from 'pino'
import type { Pulse } from './pulse.ts'
import { openCursors, readOn, setAside, waiting, type Subscription } from './subscription.ts'

const ATTEMPTS_ALONE = 5
const LONGEST_PAUSE_MS = 10_000

interface Trouble {
  failures: number
  notBefore: number
}

/** Hands facts to the consumers of this process until it is stopped. */
export class Relay {
  readonly #db: Kysely<unknown>
  readonly #subscriptions: readonly Subscription[]
  readonly #pulse: Pulse
  readonly #log: Logger
  readonly #trouble = new Map<string, Trouble>()
  readonly #busy = new Map<string, Promise<void>>()
  #running = false
  #loop: Promise<void> = Promise.resolve()

  constructor(db: Kysely<unknown>, subscriptions: readonly Subscription[], pulse: Pulse, log: Logger) {
    this.#db = db
    this.#subscriptions = subscriptions
    this.#pulse = pulse
    this.#log = log
  }

  async start(): Promise<void> {
    await openCursors(this.#db, this.#subscriptions)
    this.#running = true
    this.#loop = this.#run()
  }

  async stop(): Promise<void> {
    this.#running = false
    this.#pulse.quicken()
    await this.#loop
    await Promise.all(this.#busy.values())
  }

  /** Subscriptions of this process that have facts waiting. */
  async behind(): Promise<number> {
    return (await waiting(this.#db, this.#subscriptions)).size
  }

  async #run(): Promise<void> {
    while (this.#running) {
      await this.#look().catch((error: unknown) => this.#log.warn({ err: error }, 'outboxes cannot be read'))
      if (this.#running) await this.#pulse.next()
    }
  }

  async #look(): Promise<void> {
    const names = await waiting(this.#db, this.#subscriptions)
    this.#pulse.note(names.size > 0)
    for (const subscription of this.#subscriptions) {
      if (!names.has(subscription.name) || this.#busy.has(subscription.name)) continue
      if ((this.#trouble.get(subscription.name)?.notBefore ?? 0) > Date.now()) continue
      this.#busy.set(
        subscription.name,
        this.#drain(subscription).finally(() => this.#busy.delete(subscription.name)),
      )
    }
  }

  async #drain(subscription: Subscription): Promise<void> {
    const alone = this.#trouble.has(subscription.name)
    try {
      while (this.#running && (await readOn(this.#db, subscription, alone ? 1 : undefined)).read > 0) {
        this.#trouble.delete(subscription.name)
        this.#pulse.quicken()
        if (alone) return
      }
    } catch (error) {
      await this.#stumble(subscription, error)
    }
  }

  async #stumble(subscription: Subscription, error: unknown): Promise<void> {
    const failures = (this.#trouble.get(subscription.name)?.failures ?? 0) + 1
    this.#log.warn({ err: error, subscription: subscription.name, failures }, 'a consumer failed')
    if (failures > ATTEMPTS_ALONE && !isPassing(error)) {
      await setAside(this.#db, subscription, String(error))
      this.#log.error({ subscription: subscription.name }, 'a fact was set aside')
      this.#trouble.delete(subscription.name)
      return
    }
    const pause = Math.min(LONGEST_PAUSE_MS, 50 * 2 ** failures)
    this.#trouble.set(subscription.name, { failures, notBefore: Date.now() + pause })
  }
}

/** A fault of the surroundings, not of the fact: the database or another service is away. */
function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if ('status' in error && error.status === 503) return true
  return 'code' in error && /^(ECONN|57P|08|53|40|25P)/.test(String(error.code))
}
