import { onScopeDispose } from 'vue'
import {
  isNavigationFailure,
  NavigationFailureType,
  onBeforeRouteLeave,
  useRouter,
  type RouteLocationRaw,
} from 'vue-router'

/** Knows when the reader is on the way to another page: what comes late then must not bring them back. */
export function useLeaving() {
  const router = useRouter()
  let leaving = false
  onBeforeRouteLeave(() => {
    leaving = true
  })
  onScopeDispose(
    router.afterEach((_to, _from, failure) => {
      if (isNavigationFailure(failure, NavigationFailureType.aborted)) leaving = false
    }),
  )
  return {
    isLeaving: () => leaving,
    /** Goes on to another page, unless the reader already does. */
    async goOn(to: RouteLocationRaw): Promise<void> {
      if (!leaving) await router.push(to)
    },
  }
}
