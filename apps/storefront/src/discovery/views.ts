import type { Mall } from '../mall/mall.ts'

interface View {
  productId: string
  kind: 'view' | 'cart'
}

const PAUSE_MS = 4_000
const MOST = 20
const waiting = new Map<string, View>()
let timer: ReturnType<typeof setTimeout> | undefined
let last: Mall | undefined

/** Several go together; what is left goes when the page is left. */
export function addView(mall: Mall, view: View): void {
  if (!last) document.addEventListener('visibilitychange', () => void (document.hidden && send()))
  last = mall
  waiting.set(`${view.kind} ${view.productId}`, view)
  clearTimeout(timer)
  timer = setTimeout(send, PAUSE_MS)
}

function send(): void {
  clearTimeout(timer)
  const views = [...waiting.values()].slice(-MOST)
  waiting.clear()
  if (!last || views.length === 0) return
  const { api, place } = last
  // What cannot be sent is lost: no page waits for it.
  api
    .POST('/api/recommend/views', {
      body: { views, ...(place.country && { country: place.country }) },
      keepalive: true,
    })
    .catch(() => undefined)
}
