import type { Locale } from '@tradewind/kernel'
import type { Router } from 'vue-router'

/**
 * Makes plain links of the reader's language change the page without loading it anew, and fetches a page's script
 * while the pointer is on its link. Pages stay plain HTML this way, and cheap to render.
 */
export function followLinks(router: Router, locale: Locale): void {
  document.addEventListener('click', (event) => {
    const { button, metaKey, ctrlKey, shiftKey, altKey } = event
    if (event.defaultPrevented || button !== 0 || metaKey || ctrlKey || shiftKey || altKey) return
    const path = pathOf(event, locale)
    if (path === undefined) return
    event.preventDefault()
    void router.push(path)
  })
  const warm = (event: Event) => {
    const path = pathOf(event, locale)
    if (path === undefined) return
    for (const { components } of router.resolve(path).matched)
      for (const component of Object.values(components ?? {}))
        if (typeof component === 'function') void (component as () => Promise<unknown>)()
  }
  document.addEventListener('pointerover', warm, { passive: true })
  document.addEventListener('focusin', warm)
}

/** Where a link within the reader's language leads. */
function pathOf(event: Event, locale: Locale): string | undefined {
  const link = event.target instanceof Element ? event.target.closest('a') : null
  if (!link || link.target || link.hasAttribute('download') || link.dataset['reload'] !== undefined) return
  const { origin, pathname, search, hash } = new URL(link.href, location.href)
  const ours = pathname === `/${locale}` || pathname.startsWith(`/${locale}/`)
  return origin === location.origin && ours ? pathname + search + hash : undefined
}
