import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import type { Furniture } from './furnish.ts'
import { isTextKey, mallUrl } from './mall.ts'

type Where = 'mall' | 'merchant' | 'admin'

/** The addresses of all screens, those of the mall below a language. */
export const screensWith = (ids: Furniture): Record<Where, string[]> => ({
  mall: [
    '',
    '/c/tableware',
    '/goods?sort=new',
    '/search?q=tea',
    '/search?q=zzzqqqxxx',
    '/s/kiri-and-rain',
    '/stores',
    '/brands',
    '/b/kiri-kiln',
    '/help',
    '/legal/terms',
    `/p/${ids.slug}`,
    `/compare?p=${ids.comparedIds.join()}`,
    `/review/${ids.comparedIds[0]}`,
    '/suggestions',
    '/favourites',
    '/cart',
    '/checkout',
    `/order/${ids.orderId}`,
    `/order/${ids.orderId}/paid`,
    `/order/${ids.orderId}/return/${ids.subOrderId}`,
    '/account',
    '/account/orders',
    '/account/reviews',
    '/account/addresses',
    '/account/security',
    '/account/privacy',
    '/unsubscribe?token=none',
    '/log-in',
    '/log-in/return',
    '/register',
    '/reset',
    '/place',
    '/offline',
    '/nothing/is/here',
  ],
  merchant: [
    '/',
    '/orders',
    `/orders/${ids.subOrderId}`,
    '/returns',
    `/returns/${ids.returnId}`,
    '/products',
    '/products/new',
    `/products/${ids.productId}`,
    '/products/sell-existing',
    '/posts',
    '/texts',
    '/stock',
    `/stock/${ids.offerId}`,
    '/statements',
    `/statements/${ids.statementId}`,
    '/members',
    '/help',
    '/settings',
    '/settings/shipping/new',
    `/settings/shipping/${ids.methodId}`,
    '/security',
    '/apply',
    '/register',
    '/log-in',
    '/nothing/is/here',
  ],
  admin: [
    '/',
    '/applications',
    `/applications/${ids.applicationId}`,
    '/stores',
    `/stores/${ids.storeId}`,
    '/products',
    `/products/${ids.productId}`,
    '/orders',
    `/orders/${ids.orderId}`,
    '/settlement',
    `/settlement/${ids.statementId}`,
    '/ledger',
    '/posts',
    '/disputes',
    '/texts',
    '/languages',
    '/markets',
    '/markets/DE',
    '/markets/new',
    '/tax-rates',
    '/borders',
    '/exchange-rates',
    '/brand',
    '/content',
    '/legal-texts',
    '/legal-texts/new',
    '/erasures',
    '/audit',
    '/security',
    '/setup',
  ],
})

/** Whether a screen is one that everybody passes: all of the mall, and those that a portal's menu leads to. */
export const isMain = (where: Where, path: string): boolean => where === 'mall' || /^\/[a-z-]*$/.test(path)

/** Opens a screen and waits until it shows what it has to show. */
export async function openScreen(page: Page, where: Where, path: string, locale: string): Promise<void> {
  await page.goto(`${mallUrl()}/${where === 'mall' ? locale : where}${path}`, { waitUntil: 'commit' })
  await untilShown(page, locale)
  // What is answered there is hidden at first.
  if (path === '/help')
    await page.locator('details').evaluateAll((all) => all.forEach((one) => one.setAttribute('open', '')))
}

/** Waits until a screen shows what it has to show, in a language. */
export async function untilShown(page: Page, locale: string): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('lang', locale)
  await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible()
  await expect(page.locator('.shimmer, .skeleton, [aria-busy="true"]')).toHaveCount(0)
  // Words may stand there before their styles do; scripts, which this waits for, come after those.
  await page.waitForLoadState('domcontentloaded')
}

/** What a reader would call a fault of the screen: it scrolls sideways, shows texts as programs write them, or lines that touch. */
export async function faultsOn(page: Page): Promise<string[]> {
  const { overflow, wide, texts, cramped, low } = await page.evaluate<Screen>(readScreen)
  const raw = texts.flatMap((text) => [
    ...(text.match(/[a-z]+(?:[.-][a-z0-9]+)+/g) ?? []).filter((word) => isTextKey(word)),
    ...(text.match(/\{[a-z][\w-]*(?:, ?[^{}]*)?\}/gi) ?? []),
  ])
  return [
    ...(overflow > 0 ? [`scrolls ${overflow} px sideways: ${wide.join(' ')}`] : []),
    ...cramped.map((text) => `lines too close: ${text}`),
    ...low.map((target) => `too low for a finger: ${target}`),
    ...new Set(raw),
  ]
}

interface Screen {
  overflow: number
  wide: string[]
  texts: string[]
  /** Burmese of several lines that leave no room for the marks above and below its letters. */
  cramped: string[]
  /** Buttons and fields of the mall that a thumb misses on a phone. */
  low: string[]
}

/** Of 44 px, a frame around may take two. */
const LEAST_TARGET = 42

/** Runs in the page. */
const readScreen = `(() => {
  const root = document.documentElement
  const overflow = root.scrollWidth - window.innerWidth
  const outside = (element) => {
    const { left, right, width } = element.getBoundingClientRect()
    return width > 0 && (left < -1 || right > window.innerWidth + 1)
  }
  const wide = overflow > 0 ? [...document.querySelectorAll('body *')].filter(outside).slice(0, 6) : []
  const attributes = [...document.querySelectorAll('[aria-label], [title], [placeholder], [alt]')].flatMap(
    (element) => ['aria-label', 'title', 'placeholder', 'alt'].map((name) => element.getAttribute(name) ?? ''),
  )
  const isCramped = (element) => {
    const { lineHeight, fontSize } = getComputedStyle(element)
    if (!(parseFloat(lineHeight) < 1.6 * parseFloat(fontSize))) return false
    const written = [...element.childNodes].filter(
      (node) => node.nodeType === Node.TEXT_NODE && /[\u1000-\u109f]/.test(node.data),
    )
    const range = document.createRange()
    return written.some((node) => {
      range.selectNodeContents(node)
      return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1
    })
  }
  const cramped = root.lang === 'my' ? [...document.querySelectorAll('body *')].filter(isCramped) : []
  const heightOf = (element) => {
    const { top, bottom, content } = getComputedStyle(element, '::after')
    const beyond = content === 'none' ? 0 : -(parseFloat(top) + parseFloat(bottom)) || 0
    return Math.max(
      element.getBoundingClientRect().height + Math.max(0, beyond),
      element.closest('label')?.getBoundingClientRect().height ?? 0,
    )
  }
  const isPressed = (element) =>
    element.checkVisibility({ visibilityProperty: true }) && element.getBoundingClientRect().width > 2
  const low = [...document.querySelectorAll(window.innerWidth < 768 ? '#mall :is(button, .btn, select, input)' : '#none')]
    .filter((element) => isPressed(element) && heightOf(element) < ${LEAST_TARGET})
  return {
    overflow,
    low: low.slice(0, 6).map((element) => (element.textContent.trim() || element.outerHTML).slice(0, 60)),
    cramped: cramped.map((element) => element.textContent.trim().slice(0, 40)),
    wide: wide.map((element) => element.tagName.toLowerCase() + '.' + String(element.className).replace(/\\s+/g, '.')),
    texts: [document.title, document.body.innerText, ...attributes].filter(Boolean),
  }
})()`

/**
 * Runs in the page: to its end, where the bar of what is compared covers nothing, however late a part of the page came;
 * and until colours that fade in or out have done so.
 */
const atRest = `scrollTo(0, document.documentElement.scrollHeight); Promise.allSettled(document.getAnimations()
  .filter(({ effect }) => effect.getComputedTiming().endTime !== Infinity)
  .map(({ finished }) => finished))`

/**
 * Faults against WCAG 2.2 A and AA that keep people out, as axe finds them. Contrast takes as long as all else and
 * is the same in every language: once is enough.
 */
export async function barriersOn(page: Page, contrast = true): Promise<string[]> {
  await page.evaluate(atRest)
  const stays = await page.evaluate<boolean>(`'axe' in window`)
  const builder = new AxeBuilder({ page, ...(stays && { axeSource: ';' }) })
    // Nothing here comes from another site; gathering findings in a page of their own costs three times as much.
    .setLegacyMode(true)
    .options({ resultTypes: ['violations'], rules: { 'color-contrast': { enabled: contrast } } })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
  const { violations } = await builder.analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .map(({ target }) => target.join(' '))
          .slice(0, 3)
          .join(' | ')}`,
    )
}
