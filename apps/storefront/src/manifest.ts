import { directionOf } from '@tradewind/kernel'
import { mallForRequest } from './mall/create-mall.ts'
import type { RenderRequest } from './renderer.ts'

const icon = (file: string, sizes: string, purpose: 'any' | 'maskable' = 'any') => ({
  src: `/${file}`,
  sizes,
  type: file.endsWith('.svg') ? 'image/svg+xml' : 'image/png',
  purpose,
})

/** What a device needs to keep the mall as an app, in one language: a web app manifest, as JSON. */
export async function manifestFor(request: RenderRequest): Promise<string> {
  const { locale, t, brand, paths } = await mallForRequest(request)
  const { home, cart, orders } = paths
  return JSON.stringify({
    id: '/',
    lang: locale,
    dir: directionOf(locale),
    name: brand.name,
    short_name: brand.name,
    description: brand.about,
    start_url: home,
    scope: '/',
    display: 'standalone',
    background_color: '#ffffff',
    theme_color: brand.colour ?? '#0c5a52',
    categories: ['shopping'],
    icons: [
      icon('favicon.svg', 'any'),
      icon('icon-192.png', '192x192'),
      icon('icon-512.png', '512x512'),
      icon('icon-maskable.png', '512x512', 'maskable'),
    ],
    shortcuts: [
      { name: t('cart.title'), url: cart },
      { name: t('nav.orders'), url: orders },
    ],
  })
}
