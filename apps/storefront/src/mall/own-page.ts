import { ApiError } from '@tradewind/api-client'
import { watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { useMall } from './mall.ts'
import { usePageData, type PageData } from './page-data.ts'

/** Data of a page that only one person sees: who is not logged in is asked to, and comes back. */
export function useOwnPageData<T>(key: () => string, load: () => Promise<T>): PageData<T> {
  const { paths, answer } = useMall()
  const route = useRoute()
  const router = useRouter()
  const page = usePageData(key, async () => {
    try {
      return await load()
    } catch (thrown) {
      if (thrown instanceof ApiError && thrown.status === 401) answer.redirect = paths.logIn(route.fullPath)
      throw thrown
    }
  })
  watch(
    page.problem,
    (found) => {
      if (found?.status === 401) void router.replace(paths.logIn(route.fullPath))
    },
    { immediate: true },
  )
  return page
}
