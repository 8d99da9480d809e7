import { onMounted, shallowRef, watch, type ShallowRef } from 'vue'
import { useMall } from '../mall/mall.ts'
import type { Comparison } from './comparison.ts'
import type { Offer } from './product.ts'

/** How offers compare in all they cost here, best first; undefined until the page stands and that is known. */
export function useComparison(offers: () => readonly Offer[]): ShallowRef<Comparison[] | undefined> {
  const mall = useMall()
  const compared = shallowRef<Comparison[]>()
  const load = async () => {
    const offerIds = offers().map(({ offerId }) => offerId)
    const { loadComparison } = await import('./comparison.ts')
    // Without it, the table says what the page itself knows.
    const found = await loadComparison(mall, offerIds).catch(() => [])
    if (
      offerIds.join() ===
      offers()
        .map(({ offerId }) => offerId)
        .join()
    )
      compared.value = found
  }
  onMounted(() => {
    void load()
    watch(offers, () => {
      compared.value = undefined
      void load()
    })
  })
  return compared
}
