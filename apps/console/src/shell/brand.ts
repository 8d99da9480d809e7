import { answerOf } from '@tradewind/api-client'
import { useQuery } from '@tanstack/vue-query'
import { computed, type ComputedRef } from 'vue'
import { api } from './api.ts'
import { t } from './texts.ts'

/** Every page asks for it; a new one is shown from the next page on. */
const A_WHILE_MS = 10_000

/** What the mall is called in the reader's language: the operator's name for it, else the one it came with. */
export function useMallName(): ComputedRef<string> {
  const { data } = useQuery({
    queryKey: ['brand'],
    queryFn: () => answerOf(api.GET('/api/content/brand')),
    staleTime: A_WHILE_MS,
    placeholderData: (before) => before,
  })
  return computed(() => data.value?.name ?? t('mall.name'))
}
