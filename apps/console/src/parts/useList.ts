import { keepPreviousData, useInfiniteQuery } from '@tanstack/vue-query'
import type { ApiError } from '@tradewind/api-client'
import { computed, reactive, type MaybeRefOrGetter, toValue } from 'vue'
import { asApiError } from './useAttempt.ts'

/** A list as far as it has been read. */
export interface LoadedList<Row> {
  rows: readonly Row[]
  loading: boolean
  problem: ApiError | undefined
  hasMore: boolean
  loadingMore: boolean
  loadMore(): void
  reload(): void
}

interface Page<Row> {
  items: readonly Row[]
  nextCursor?: string | null
}

/** Reads a list page by page; `key` names it with its filters, and another key reads it anew. */
export function useList<Row>(
  key: MaybeRefOrGetter<readonly unknown[]>,
  fetchPage: (cursor: string | undefined) => Promise<Page<Row>>,
): LoadedList<Row> {
  const query = useInfiniteQuery({
    queryKey: computed(() => toValue(key)),
    queryFn: ({ pageParam }) => fetchPage(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  })
  return reactive({
    rows: computed(() => query.data.value?.pages.flatMap((page) => page.items) ?? []),
    loading: computed(() => query.isPending.value),
    problem: computed(() => (query.error.value ? asApiError(query.error.value) : undefined)),
    hasMore: computed(() => query.hasNextPage.value),
    loadingMore: computed(() => query.isFetchingNextPage.value),
    loadMore: () => void query.fetchNextPage(),
    reload: () => void query.refetch(),
  }) as LoadedList<Row>
}

/** A list that is there already, whole. */
export const wholeList = <Row>(rows: readonly Row[]): LoadedList<Row> => ({
  rows,
  loading: false,
  problem: undefined,
  hasMore: false,
  loadingMore: false,
  loadMore: () => undefined,
  reload: () => undefined,
})
