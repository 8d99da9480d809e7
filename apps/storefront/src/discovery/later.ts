import { defineAsyncComponent, type Component } from 'vue'
import { useMall } from '../mall/mall.ts'

/** A part that comes with the texts of discovery when it is shown; without them it does not come at all. */
export function useLater(load: () => Promise<{ default: Component }>): Component {
  const { locale } = useMall()
  return defineAsyncComponent(async () => {
    const loading = load()
    const { withDiscoveryTexts } = await import('./texts.ts')
    return withDiscoveryTexts(locale, loading)
  })
}
