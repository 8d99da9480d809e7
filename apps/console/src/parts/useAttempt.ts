import { ApiError, type FieldFault } from '@tradewind/api-client'
import { ref, shallowRef } from 'vue'

/** Something a person does that may be refused: one at a time, and the refusal is kept to be shown. */
export function useAttempt() {
  const busy = ref(false)
  const problem = shallowRef<ApiError>()
  return {
    busy,
    problem,
    /** Runs it unless one is running; answers whether it succeeded. */
    async run(action: () => Promise<unknown>): Promise<boolean> {
      if (busy.value) return false
      busy.value = true
      problem.value = undefined
      try {
        await action()
        return true
      } catch (thrown) {
        problem.value = asApiError(thrown)
        return false
      } finally {
        busy.value = false
      }
    },
    /** The fault of one field, such as `address.postcode`. */
    faultOf: (path: string): FieldFault | undefined =>
      problem.value?.fields.find((field) => field.path === path),
    /** The faults of everything within a field, such as the languages of `name`. */
    faultsBelow: (path: string): readonly FieldFault[] =>
      problem.value?.fields.filter((field) => field.path === path || field.path.startsWith(`${path}.`)) ?? [],
  }
}

/** A refusal as it is; anything else is a defect, reported and shown as an inner error. */
export function asApiError(thrown: unknown): ApiError {
  if (thrown instanceof ApiError) return thrown
  console.error(thrown)
  return new ApiError(500)
}
