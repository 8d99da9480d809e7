import { watch } from 'vue'
import { discoveryTexts, loadDiscoveryTexts } from '../discovery/texts.ts'
import type { Mall } from '../mall/mall.ts'
import { keep, loadMarks, marks } from './marks.ts'

const HEART = 'M12 20.500 4.500 13A4.700 4.700 0 0 1 12 7.300 4.700 4.700 0 0 1 19.500 13L12 20.500Z'

/**
 * Puts hearts on cards and beside a product once the page stands, and counts them in the header: the pages themselves
 * grow neither in what is rendered nor in what is loaded first. Hearts lie over pictures, so that nothing moves.
 */
export async function startHearts(mall: Mall): Promise<void> {
  await loadDiscoveryTexts(mall.locale)
  // What cannot be asked for now is asked for with the next page; hearts work without.
  await loadMarks(mall).catch(() => undefined)
  const show = () => showHearts(mall)
  document.addEventListener('click', (event) => press(mall, event), { capture: true })
  watch(marks, show)
  show()
  // Cards come with the next page of a list, with suggestions, with another page.
  new MutationObserver(show).observe(document.body, { childList: true, subtree: true })
}

function press(mall: Mall, event: Event): void {
  const heart =
    event.target instanceof Element ? event.target.closest<HTMLElement>('button[data-keep]') : null
  const id = heart?.dataset['keep']
  if (!heart || id === undefined) return
  event.preventDefault()
  event.stopPropagation()
  // A refusal, such as for more than may be kept, shows by the heart that is empty again.
  void keep(mall, id, heart.getAttribute('aria-pressed') !== 'true').catch(() => undefined)
}

function showHearts({ locale }: Mall): void {
  const t = discoveryTexts(locale)
  for (const link of document.querySelectorAll<HTMLElement>('a[data-compare]')) {
    const id = link.dataset['compare'] ?? ''
    const card = link.closest('article')
    const heart = heartBeside(link, card)
    const pressed = String(marks.value.productIds.has(id))
    if (heart.dataset['keep'] !== id) {
      heart.dataset['keep'] = id
      const name = (card?.querySelector('h3') ?? document.querySelector('h1'))?.textContent?.trim() ?? ''
      if (card) heart.setAttribute('aria-label', t('favourites.keep', { name }))
      else heart.lastChild?.replaceWith(t('favourites.keep-this'))
    }
    if (heart.getAttribute('aria-pressed') !== pressed) heart.setAttribute('aria-pressed', pressed)
  }
  showCount(t)
}

/** The heart of a card, or of a product's own page; made where there is none. */
function heartBeside(link: HTMLElement, card: Element | null): HTMLElement {
  const place = card ?? link.parentElement ?? document.body
  const known = place.querySelector<HTMLElement>(':scope > button[data-keep]')
  if (known) return known
  const heart = document.createElement('button')
  heart.type = 'button'
  heart.className = card ? 'heart' : 'heart heart-named'
  heart.dataset['keep'] = ''
  heart.innerHTML = `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${HEART}"/></svg>`
  heart.append('')
  place.append(heart)
  return heart
}

function showCount(t: ReturnType<typeof discoveryTexts>): void {
  const badge = document.querySelector<HTMLElement>('[data-favourites]')
  const count = marks.value.productIds.size
  if (!badge || badge.textContent === (count > 0 ? String(count) : '')) return
  badge.textContent = count > 0 ? String(count) : ''
  const name = document.querySelector('[data-favourites-name]')
  if (name) name.textContent = t('favourites.count', { count })
}
