import type { Brand } from './brand.ts'

interface Icon {
  src: string
  sizes: string
  type: string
  purpose: 'any' | 'maskable'
}

/** What stands for the mall on screens of devices: in the tab, on the home screen, as an app. */
export interface Icons {
  tab: { href: string; type: string }
  touch: string
  app: Icon[]
  /** Beside links that people share; none where ours would bear another name. */
  shared: { url: string; width: number; height: number } | undefined
}

/** The operator's mark, at addresses of what it holds, else ours. */
export function iconsOf({ mark, own }: Pick<Brand, 'mark' | 'own'>): Icons {
  const [, kept] = /^(\/files\/[0-9a-f]{40})\/\d+\.webp$/.exec(mark?.url ?? '') ?? []
  const at = kept ?? ''
  const png = (size: number, purpose: Icon['purpose'] = 'any'): Icon => ({
    src: `${at}/icon-${purpose === 'any' ? size : purpose}.png`,
    sizes: `${size}x${size}`,
    type: 'image/png',
    purpose,
  })
  const app = [png(192), png(512), png(512, 'maskable')]
  const shared = { width: 1200, height: 630 }
  if (kept !== undefined)
    return {
      tab: { href: `${at}/icon-64.png`, type: 'image/png' },
      touch: `${at}/icon-180.png`,
      app,
      shared: { url: `${at}/card.png`, ...shared },
    }
  const drawn = { href: '/favicon.svg', type: 'image/svg+xml' }
  return {
    tab: drawn,
    touch: '/apple-touch-icon.png',
    app: [{ src: drawn.href, sizes: 'any', type: drawn.type, purpose: 'any' }, ...app],
    shared: own ? { url: '/social.png', ...shared } : undefined,
  }
}
