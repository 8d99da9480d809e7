import type { ApiError } from '@tradewind/api-client'
import { computed, ref, watch, type Ref } from 'vue'
import { useAttempt } from './useAttempt.ts'

/** What a form page needs to know of its form. */
export interface FormState {
  dirty: boolean
  busy: boolean
  problem: ApiError | undefined
}

/**
 * A copy of something to be changed: `initial` gives it once it is known, `save` sends it with a key that stays
 * the same until it succeeds. What the reader has changed is not replaced by a newer reading.
 */
export function useForm<Fields extends object>(
  initial: () => Fields | undefined,
  save: (fields: Fields, key: string) => Promise<unknown>,
) {
  const { busy, problem, run, faultOf, faultsBelow } = useAttempt()
  const fields = ref() as Ref<Fields | undefined>
  const saved = ref('')
  let key = crypto.randomUUID()
  const dirty = computed(() => fields.value !== undefined && JSON.stringify(fields.value) !== saved.value)

  const take = (given: Fields) => {
    saved.value = JSON.stringify(given)
    fields.value = JSON.parse(saved.value) as Fields
  }
  watch(
    initial,
    (given) => {
      if (given && !dirty.value) take(given)
    },
    { immediate: true },
  )

  return {
    fields,
    faultOf,
    faultsBelow,
    state: computed((): FormState => ({ dirty: dirty.value, busy: busy.value, problem: problem.value })),
    /** Sends the form; answers whether it was taken. */
    async submit(): Promise<boolean> {
      const sent = fields.value
      if (!sent) return false
      const done = await run(() => save(sent, key))
      if (done) {
        key = crypto.randomUUID()
        saved.value = JSON.stringify(sent)
      }
      return done
    },
    /** Forgets what was changed. */
    reset(): void {
      const given = initial()
      if (given) take(given)
    },
  }
}
