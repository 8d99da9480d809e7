import { isConfirmed } from '@tradewind/api-client/passkeys'
import { ref } from 'vue'
import { useAttempt } from '../mall/attempt.ts'

/** Something that the reader's device has to confirm. */
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
        cancelled.value = !(await isConfirmed(action))
      })
      return done && !cancelled.value
    },
  }
}
