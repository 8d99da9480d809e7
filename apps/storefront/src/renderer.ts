import type { Locale } from '@tradewind/kernel'

/** Where the reader buys: three choices beside the language, remembered in the cookie `tw-place`. */
export interface Place {
  market: string
  country: string
  currency: string
  /** The country that the reader named, where no market serves it; all else is of a place that is served. */
  unserved?: string
}

/** A request for a page. */
export interface RenderRequest {
  locale: Locale
  /** Path with query, such as `/de/c/tea?sort=new`. */
  url: string
  /** Address of the mall, such as `https://mall.example`. */
  origin: string
  place: Place
  /** Asks the API; carries the reader's cookies on private pages, and nothing on public ones. */
  fetch: (request: Request) => Promise<Response>
}

/** A page ready to be put into the shell; `redirect` wins over everything else, for good where the status is 301. */
export interface RenderedPage {
  status: number
  redirect?: string
  htmlAttrs: string
  head: string
  body: string
  /** JSON for the script that takes over, safe within a script element. */
  state: string
  /** Source files whose scripts the page needs, as the build's manifest names them. */
  modules: readonly string[]
}

/** What the built `entry-server.js` exports. */
export interface Renderer {
  render(request: RenderRequest): Promise<RenderedPage>
  /** The web app manifest of the request's language, as JSON. */
  manifest(request: RenderRequest): Promise<string>
  /** Whether the page shows what only its reader may see; such a page is never kept. */
  isPrivate(url: string): boolean
}
