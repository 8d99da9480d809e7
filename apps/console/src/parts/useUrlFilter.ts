import { computed, type WritableComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { useLeaving } from './useLeaving.ts'

/** A filter that stands in the page's address, so that it can be kept, sent and gone back to. */
export function useUrlFilter<Value extends string>(
  name: string,
): WritableComputedRef<Value | undefined, string | undefined> {
  const route = useRoute()
  const router = useRouter()
  const { isLeaving } = useLeaving()
  return computed({
    get: () => {
      const value = route.query[name]
      return typeof value === 'string' && value !== '' ? (value as Value) : undefined
    },
    set(value) {
      if (!isLeaving()) void router.replace({ query: { ...route.query, [name]: value || undefined } })
    },
  })
}
