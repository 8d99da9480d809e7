import { defineAsyncComponent, type Component } from 'vue'
import { useMall } from '../mall/mall.ts'

type Loaded = Promise<{ default: Component }>

/** A part that comes with the texts of discovery when it is shown; without them it does not come at all. */
export function useLater(load: () => Loaded): Component {
  const { locale } = useMall()
  return defineAsyncComponent(async () => {
    const [part] = await Promise.all([
      load(),
      import('./texts.ts').then(({ loadDiscoveryTexts }) => loadDiscoveryTexts(locale)),
    ])
    return part.default
  })
}
