import { ref } from 'vue'
import { useAttempt } from '../mall/attempt.ts'
import { NotConfirmed } from './passkey.ts'

/** Something that the reader's device has to confirm; when it does not, that is no fault of anybody's. */
export function useDevice() {
  const { busy, problem, run } = useAttempt()
  const cancelled = ref(false)
  return {
    busy,
    problem,
    cancelled,
    /** Answers whether it was confirmed and taken. */
    async run(action: () => Promise<void>): Promise<boolean> {
      cancelled.value = false
      const done = await run(async () => {
        try {
          await action()
        } catch (thrown) {
          if (!(thrown instanceof NotConfirmed)) throw thrown
          cancelled.value = true
        }
      })
      return done && !cancelled.value
    },
  }
}
