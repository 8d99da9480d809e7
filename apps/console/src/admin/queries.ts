import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { allPages } from '../parts/allPages.ts'
import { api, ask } from '../shell/api.ts'

/** Every store with its contract. */
export const useStores = () =>
  useQuery({
    queryKey: ['stores'],
    queryFn: () =>
      allPages((cursor) =>
        ask(api.GET('/api/merchants/admin/stores', { params: { query: { cursor, limit: 100 } } })),
      ),
    staleTime: 60_000,
  })

/** The slug of each store by its id, which is how operators know them. */
export function useStoreNames() {
  const { data } = useStores()
  return computed(() => new Map(data.value?.map((store) => [store.id, store.slug])))
}

/** Categories in the reader's language. */
export const useCategories = () =>
  useQuery({
    queryKey: ['categories'],
    queryFn: async () => (await ask(api.GET('/api/catalog/categories'))).items,
    staleTime: 60_000,
  })
