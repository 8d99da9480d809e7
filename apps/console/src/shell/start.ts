import { VueQueryPlugin } from '@tanstack/vue-query'
import { createApp } from 'vue'
import { createRouter, createWebHistory, type RouteLocationNormalized } from 'vue-router'
import { queryClient } from './api.ts'
import type { Portal } from './portal.ts'
import { shellPaths } from './paths.ts'
import PortalShell from './PortalShell.vue'
import { findPerson, may, person } from './session.ts'
import { startTexts } from './texts.ts'
import './styles/main.css'

/** Shows a portal: texts first, then the page of the address, behind the log-in. */
export async function startPortal(portal: Portal): Promise<void> {
  const router = createRouter({
    history: createWebHistory(`/${portal.name}/`),
    routes: [
      {
        path: '/log-in',
        component: () => import('./LogInPage.vue'),
        props: { portal },
        meta: { open: true },
      },
      { path: shellPaths.security, component: () => import('./security/SecurityPage.vue') },
      { path: shellPaths.notAllowed, component: () => import('./NotAllowedPage.vue') },
      ...portal.routes,
      { path: '/:rest(.*)*', component: () => import('./NotFoundPage.vue') },
    ],
    scrollBehavior: (_to, _from, kept) => kept ?? { top: 0 },
  })
  router.beforeEach((to) => admit(to, portal))
  await startTexts()
  createApp(PortalShell, { portal }).use(router).use(VueQueryPlugin, { queryClient }).mount('#app')
}

async function admit(to: RouteLocationNormalized, portal: Portal) {
  if (to.meta.open && !to.meta.framed) return true
  const known = person.value ?? (await findPerson())
  if (to.meta.open) return true
  if (!known) return (await portal.insteadOfLogIn?.()) ?? shellPaths.logIn(to.fullPath)
  if (!may(to.meta.permission)) return { path: shellPaths.notAllowed, replace: true }
  return true
}
