import { createSSRApp, type App, type Plugin } from 'vue'
import { createRouter, type Router, type RouterHistory } from 'vue-router'
import { cartKey, createCart } from './cart/cart.ts'
import { mallKey, type Mall } from './mall/mall.ts'
import { routesIn } from './routes.ts'
import MallShell from './shell/MallShell.vue'

/** The mall's pages around one reader's surroundings; the same on the server and in the browser. */
export function createMallApp(
  mall: Mall,
  history: RouterHistory,
  head?: Plugin,
): { app: App; router: Router } {
  const router = createRouter({
    history,
    routes: routesIn(mall.locale),
    scrollBehavior: (to, from, saved) =>
      saved ?? (to.hash ? { el: to.hash } : to.path === from.path ? false : { top: 0 }),
  })
  const app = createSSRApp(MallShell)
  app.use(router)
  if (head) app.use(head)
  app.provide(mallKey, mall)
  app.provide(cartKey, createCart(mall))
  return { app, router }
}
