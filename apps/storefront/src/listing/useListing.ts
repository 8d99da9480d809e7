import { computed, ref, type ComputedRef, type Ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { useMall } from '../mall/mall.ts'
import { fresh, usePageData, type PageData } from '../mall/page-data.ts'
import { queryText } from '../paths.ts'
import { queryOf, readFilters, STEP, type Filters } from './filters.ts'
import { loadListing, loadMore, type Listing, type Scope } from './listing.ts'

export interface ListingState extends Omit<PageData<Listing>, 'data'> {
  data: Readonly<Ref<Listing | undefined>>
  filters: ComputedRef<Filters>
  /** The address that shows something else of the same goods. */
  pathTo(filters: Filters): string
  /** The same listing with more goods, undefined at the end. */
  more: ComputedRef<Filters | undefined>
  /** Adds the next goods below, and says so in the address. */
  showMore(): Promise<void>
  loadingMore: Ref<boolean>
}

const NOTHING: Listing = {
  items: [],
  nextCursor: null,
  total: 0,
  more: false,
  groups: [],
  price: null,
  correctedTo: null,
  rescued: null,
}

/** A listing whose whole state is its address: shared, reloaded and gone back to as it was. */
export function useListing(scope: (filters: Filters) => Scope | undefined): ListingState {
  const mall = useMall()
  const route = useRoute()
  const router = useRouter()
  const { currency } = mall.place
  const filters = computed(() => readFilters(route.query, currency))
  const loadingMore = ref(false)

  const pathTo = (wanted: Filters) => route.path + queryText(queryOf(wanted, currency))
  const keyOf = (wanted: Filters) => `listing ${route.path} ${JSON.stringify(wanted)}`
  const page = usePageData(
    () => keyOf(filters.value),
    async () => {
      const wanted = scope(filters.value)
      return wanted ? loadListing(mall, wanted, filters.value) : NOTHING
    },
  )
  const more = computed(() =>
    page.data.value?.nextCursor ? { ...filters.value, count: filters.value.count + STEP } : undefined,
  )

  async function showMore(): Promise<void> {
    const before = page.data.value
    const wanted = scope(filters.value)
    const after = more.value
    if (!before?.nextCursor || !wanted || !after || loadingMore.value) return
    loadingMore.value = true
    try {
      const next = await loadMore(mall, wanted, filters.value, before.nextCursor)
      mall.kept.set(keyOf(after), { data: { ...before, ...next, items: [...before.items, ...next.items] } })
      fresh.add(keyOf(after))
      await router.replace(pathTo(after))
    } finally {
      loadingMore.value = false
    }
  }

  return { ...page, filters, pathTo, more, showMore, loadingMore }
}
