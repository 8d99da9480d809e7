import { ApiError } from '@tradewind/api-client'
import { onServerPrefetch, shallowRef, watch, type ShallowRef } from 'vue'
import { useMall, type Kept, type Mall } from './mall.ts'

/** Data of a page: as it was rendered, as it was kept from before, or on its way. */
export interface PageData<T> {
  data: ShallowRef<T | undefined>
  problem: ShallowRef<ApiError | undefined>
  pending: ShallowRef<boolean>
  refresh(): Promise<void>
}

/**
 * Loads what a page shows, under a key that changes with what is asked for. On the server the page waits for it and
 * takes on the status of a refusal; in the browser the page shows a skeleton meanwhile, and going back shows at once
 * what was there before.
 */
export function usePageData<T>(key: () => string, load: () => Promise<T>): PageData<T> {
  const mall = useMall()
  const data = shallowRef<T>()
  const problem = shallowRef<ApiError>()
  const pending = shallowRef(true)

  const show = (kept: Kept) => {
    data.value = 'data' in kept ? (kept.data as T) : undefined
    problem.value = 'problem' in kept ? new ApiError(kept.problem.status, kept.problem as object) : undefined
    pending.value = false
  }
  const refresh = async () => {
    const asked = key()
    const found = await attempt(load)
    keep(mall, asked, found)
    if (asked === key()) show(found)
  }

  // Said in the browser too, where it never runs: components count their ids by it.
  onServerPrefetch(async () => {
    await refresh()
    if (problem.value) mall.answer.status = problem.value.status || 503
  })
  if (!import.meta.env.SSR) {
    watch(
      key,
      (asked) => {
        const kept = mall.kept.get(asked)
        pending.value = kept === undefined
        if (kept) show(kept)
        if (!kept || !fresh.delete(asked)) void refresh()
      },
      { immediate: true },
    )
  }
  return { data, problem, pending, refresh }
}

/** Keys whose data came with the page itself and need not be asked for again. */
export const fresh = new Set<string>()

const MOST_KEPT = 30

function keep({ kept }: Mall, key: string, found: Kept): void {
  kept.delete(key)
  kept.set(key, found)
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST_KEPT) break
    kept.delete(oldest)
  }
}

async function attempt(load: () => Promise<unknown>): Promise<Kept> {
  try {
    return { data: await load() }
  } catch (thrown) {
    const { status, code, params } = thrown instanceof ApiError ? thrown : unforeseen(thrown)
    return { problem: { status, code, params } }
  }
}

function unforeseen(thrown: unknown): ApiError {
  console.error(thrown)
  return new ApiError(500)
}
