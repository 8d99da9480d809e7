import { directionOf } from '@tradewind/kernel'
import { mallForRequest } from './mall/create-mall.ts'
import { iconsOf } from './mall/icons.ts'
import type { RenderRequest } from './renderer.ts'

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
    icons: iconsOf(brand).app,
    shortcuts: [
      { name: t('cart.title'), url: cart },
      { name: t('nav.orders'), url: orders },
    ],
  })
}
