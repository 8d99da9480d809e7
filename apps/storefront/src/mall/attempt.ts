import { ApiError } from '@tradewind/api-client'
import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'

/** Something a reader does that may be refused: one at a time, and the refusal is kept to be shown. */
export interface Attempt {
  busy: Ref<boolean>
  problem: ShallowRef<ApiError | undefined>
  /** Runs it unless one is running; answers whether it succeeded. */
  run(action: () => Promise<unknown>): Promise<boolean>
  /** The fault of one field, such as `address.postcode`, as code and params. */
  faultOf(path: string): { code: string; params: Readonly<Record<string, unknown>> } | undefined
}

export function useAttempt(): Attempt {
  const busy = ref(false)
  const problem = shallowRef<ApiError>()
  return {
    busy,
    problem,
    async run(action) {
      if (busy.value) return false
      busy.value = true
      problem.value = undefined
      try {
        await action()
        return true
      } catch (thrown) {
        problem.value = thrown instanceof ApiError ? thrown : new ApiError(500)
        if (!(thrown instanceof ApiError)) console.error(thrown)
        return false
      } finally {
        busy.value = false
      }
    },
    faultOf: (path) => problem.value?.fields.find((field) => field.path === path),
  }
}
