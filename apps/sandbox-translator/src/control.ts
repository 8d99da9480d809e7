import { Type, type Static } from 'typebox'

/**
 * Body of `POST /control`: how the provider misbehaves, for so many calls or until told otherwise. fail: 503; quota: the
 * month's characters are used up; slow: answers after `seconds`; drop and repeat: loses or doubles what is not to be
 * translated; short: answers one text too few.
 */
export const ControlRequest = Type.Object(
  {
    mode: Type.Enum(['none', 'fail', 'quota', 'slow', 'drop', 'repeat', 'short']),
    seconds: Type.Optional(Type.Number({ minimum: 0, maximum: 3_600 })),
    calls: Type.Optional(Type.Integer({ minimum: 1 })),
  },
  { additionalProperties: false },
)
export type ControlRequest = Static<typeof ControlRequest>

/** What this provider has been told to do wrong; forgotten at restart. */
export function createControl() {
  let faults: ControlRequest = { mode: 'none' }
  let left = Number.POSITIVE_INFINITY
  return {
    set(request: ControlRequest) {
      faults = request
      left = request.calls ?? Number.POSITIVE_INFINITY
    },
    /** What holds for the call that has just come. */
    next(): ControlRequest {
      if (left <= 0) return { mode: 'none' }
      left -= 1
      return faults
    },
  }
}
