import type { Locale } from '@tradewind/kernel'

/** Keeps the page that says there is no connection, with what it is made of, once the reader's own page is done. */
export async function keepOfflinePage(locale: Locale): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  const { active } = await navigator.serviceWorker
    .register('/sw.js')
    .then(() => navigator.serviceWorker.ready)
  const files = performance
    .getEntriesByType('resource')
    .map(({ name }) => name)
    .filter((name) => name.includes('/assets/mall/'))
  active?.postMessage({ offlinePage: `/${locale}/offline`, files })
}
