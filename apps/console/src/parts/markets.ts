import { useQuery } from '@tanstack/vue-query'
import { api, ask } from '../shell/api.ts'

/** Open markets by name, with their currencies. */
export const useMarkets = () =>
  useQuery({
    queryKey: ['open-markets'],
    queryFn: async () => (await ask(api.GET('/api/pricing/markets'))).items,
    staleTime: 60_000,
  })
