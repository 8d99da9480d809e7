import { createApp } from 'vue'
import type { Router } from 'vue-router'
import { loadDiscoveryTexts } from '../discovery/texts.ts'
import { mallKey, type Mall } from '../mall/mall.ts'
import CompareTray from './CompareTray.vue'

/** Puts the tray beside the page, once the page stands: a small app of its own, so that no page waits for its script. */
export async function startTray(mall: Mall, router: Router): Promise<void> {
  await loadDiscoveryTexts(mall.locale)
  const place = document.createElement('div')
  place.className = 'contents'
  document.body.append(place)
  createApp(CompareTray).use(router).provide(mallKey, mall).mount(place)
}
