import { Type, type Static } from 'typebox'

const OPERATIONS = ['create', 'status', 'capture', 'cancel', 'refund', 'dispute'] as const
const Seconds = Type.Number({ minimum: 0, maximum: 604_800 })

/** How webhooks misbehave. Several hold at once; `outOfOrder` delays each by chance, by up to `delaySeconds` or 3. */
const WebhookFaults = Type.Object(
  {
    delaySeconds: Type.Optional(Seconds),
    times: Type.Optional(Type.Integer({ minimum: 1, maximum: 10 })),
    outOfOrder: Type.Optional(Type.Boolean()),
    never: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)
/** How the API misbehaves: for `operations` (all), in `share` of the calls (all), before or after it took effect. */
const ApiFaults = Type.Object(
  {
    mode: Type.Enum(['fail', 'hang', 'slow']),
    operations: Type.Optional(Type.Array(Type.Enum(OPERATIONS))),
    share: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
    seconds: Type.Optional(Seconds),
    afterEffect: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)
export const Faults = Type.Object(
  {
    webhooks: Type.Optional(WebhookFaults),
    api: Type.Optional(ApiFaults),
    /** How long "settles later" is. */
    settleSeconds: Type.Optional(Seconds),
    /** What becomes of refunds: done at once (default), later, or refused for good. */
    refunds: Type.Optional(Type.Enum(['at-once', 'later', 'refused'])),
    /** Answers to disputes are not taken. */
    disputeAnswers: Type.Optional(Type.Enum(['taken', 'refused'])),
  },
  { additionalProperties: false },
)
/** Body of `POST /control`: for one intent, order or reference, or for everything without `for`. Replaces what held. */
export const ControlRequest = Type.Object(
  { ...Faults.properties, for: Type.Optional(Type.String({ minLength: 1, maxLength: 120 })) },
  { additionalProperties: false },
)

export type Faults = Static<typeof Faults>
export type ControlRequest = Static<typeof ControlRequest>
export type ApiOperation = (typeof OPERATIONS)[number]

/** What this provider has been told to do wrong; forgotten at restart. */
export interface Control {
  set(request: ControlRequest): void
  clear(): void
  /** The faults for whatever goes by one of these names, or those that hold for everything. */
  of(names: readonly (string | undefined)[]): Faults
  all(): { everything: Faults; particular: Readonly<Record<string, Faults>> }
}

export function createControl(): Control {
  let everything: Faults = {}
  const particular = new Map<string, Faults>()
  return {
    set({ for: name, ...faults }) {
      if (name === undefined) everything = faults
      else particular.set(name, faults)
    },
    clear() {
      everything = {}
      particular.clear()
    },
    of(names) {
      const name = names.find((candidate) => candidate !== undefined && particular.has(candidate))
      return (name === undefined ? undefined : particular.get(name)) ?? everything
    },
    all: () => ({ everything, particular: Object.fromEntries(particular) }),
  }
}
