import { loadFormats } from '@tradewind/locales/browser'
import { createWebHistory } from 'vue-router'
import { createMallApp } from './app.ts'
import { mallFromState } from './mall/create-mall.ts'
import { followLinks } from './mall/links.ts'
import type { MallState } from './mall/mall.ts'
import { keepOfflinePage } from './mall/offline.ts'
import { fresh } from './mall/page-data.ts'
import { loadCodeTexts } from './mall/texts.ts'
import './styles/main.css'

const TRAY_MS = 1_000
const LATER_MS = 3_000

const state: MallState = JSON.parse(document.querySelector('#state')?.textContent ?? '')
for (const [key] of state.kept) fresh.add(key)

const [mall] = await Promise.all([mallFromState(state), loadFormats(state.locale)])
const { app, router } = createMallApp(mall, createWebHistory())
await router.isReady()
// Pages that tell of codes were rendered with their texts, and are taken over with them.
if (router.currentRoute.value.meta.private || state.kept.some(([, kept]) => 'problem' in kept))
  await loadCodeTexts(state.locale)
app.mount('#mall')
followLinks(router, state.locale)

// A page whose script is gone belongs to an older build: the server has the new one.
router.onError((_error, to) => location.assign(to.fullPath))
// Hearts come to what is there; so does the tray. Links to compare lead to a page of their own until then.
setTimeout(() => {
  void import('./compare/start-tray.ts')
    .then(({ startTray }) => startTray(mall, router))
    .catch(() => undefined)
  void import('./favourites/start-hearts.ts')
    .then(({ startHearts }) => startHearts(mall))
    .catch(() => undefined)
}, TRAY_MS)
// Without it the browser says itself that there is no connection.
setTimeout(() => void keepOfflinePage(state.locale).catch(() => undefined), LATER_MS)
