import type { Locale } from '@tradewind/kernel'
import { createHead, renderSSRHead } from '@unhead/vue/server'
import { createMemoryHistory, createRouter } from 'vue-router'
import { renderToString } from 'vue/server-renderer'
import { createMallApp } from './app.ts'
import { manifestFor } from './manifest.ts'
import { mallForRequest } from './mall/create-mall.ts'
import { iconsOf } from './mall/icons.ts'
import type { Mall, MallState } from './mall/mall.ts'
import type { RenderedPage, Renderer, RenderRequest } from './renderer.ts'
import { routesIn } from './routes.ts'

/** The texts that every page of a language begins with, and its formats if the build has some. */
const textModules = (locale: Locale): string[] =>
  ['messages/common', 'messages/storefront', 'formats'].map((set) => `virtual:${set}/${locale}`)

/** Renders a page with everything it shows. */
export async function render(request: RenderRequest): Promise<RenderedPage> {
  const mall = await mallForRequest(request)
  const head = createHead({ disableDefaults: true })
  const { colour } = mall.brand
  const { tab, touch } = iconsOf(mall.brand)
  head.push({
    link: [
      ...(colour === null ? [] : [{ rel: 'stylesheet', href: `/brand/${colour.slice(1)}.css` } as const]),
      { rel: 'icon', ...tab },
      { rel: 'apple-touch-icon', href: touch },
      { rel: 'manifest', href: `/${request.locale}/mall.webmanifest` },
    ],
  })
  const { app, router } = createMallApp(mall, createMemoryHistory(), head)
  await router.push(request.url)
  await router.isReady()
  const { fullPath } = router.currentRoute.value
  if (fullPath !== router.resolve(request.url).fullPath) mall.answer.redirect = fullPath
  const context: { modules?: Set<string> } = {}
  const body = await renderToString(app, context)
  const { headTags, htmlAttrs } = renderSSRHead(head)
  return {
    ...mall.answer,
    htmlAttrs,
    head: headTags,
    body,
    state: stateOf(mall),
    modules: [...(context.modules ?? []), ...textModules(request.locale)],
  }
}

const anyLanguage = createRouter({ history: createMemoryHistory(), routes: routesIn('en') })

/** Whether the page is its reader's own; every language has the same pages. */
export const isPrivate = (url: string): boolean =>
  anyLanguage.resolve(url.replace(/^\/[^/?#]*/, '/en')).meta.private === true

function stateOf({ locale, place, brand, markets, categories, kept }: Mall): string {
  const brief = categories.map(({ alternates: _elsewhere, formerly: _before, ...category }) => category)
  const state: MallState = { locale, place, brand, markets, categories: brief, kept: [...kept] }
  return JSON.stringify(state).replaceAll('<', '\\u003c')
}

const renderer: Renderer = { render, isPrivate, manifest: manifestFor }
export default renderer
