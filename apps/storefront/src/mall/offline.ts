import type { Locale } from '@tradewind/kernel'

/** Has the service worker keep the page that says there is no connection, in the reader's language. */
export async function keepOfflinePage(locale: Locale): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  await navigator.serviceWorker.register('/sw.js')
  const { active } = await navigator.serviceWorker.ready
  active?.postMessage(`/${locale}/offline`)
}
