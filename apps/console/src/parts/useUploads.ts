import { sendEach, type FileFault } from '@tradewind/api-client'
import { shallowRef } from 'vue'
import { useAttempt } from './useAttempt.ts'

/** Files that a person adds, at most so many: what was kept is handed on by `send`, what was not stands in `faults`. */
export function useUploads(most: number, send: (file: File) => Promise<void>) {
  const { busy, problem, run } = useAttempt()
  const faults = shallowRef<readonly FileFault[]>([])
  return {
    busy,
    problem,
    faults,
    /** Sends them beside the `present` ones. */
    add: (files: readonly File[], present: number): Promise<boolean> =>
      run(async () => {
        faults.value = []
        faults.value = await sendEach(files, { most, room: most - present }, send)
      }),
  }
}
