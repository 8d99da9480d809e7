import createClient, { type Client, type Middleware } from 'openapi-fetch'
import type { paths } from './schema.gen.ts'

/** All public operations by path, typed: `api.GET('/api/catalog/products/{idOrSlug}', { params: … })`. */
export type Api = Client<paths>

export interface ApiOptions {
  /** Instead of the browser's own, such as one that asks a server in the same process. */
  fetch?: (request: Request) => Promise<Response>
  /** Origin of the API, such as `https://mall.example`; the page's own in browsers. */
  baseUrl?: string
  /** Sent with every call, such as `{ 'X-Portal': 'mall' }` or `{ Authorization: 'Bearer …' }`. */
  headers?: Record<string, string>
  /** Context of every call that its query does not name itself: `locale`, `market`, `currency`. */
  context?: () => Readonly<Record<string, string | undefined>>
}

/** A client of the API; it answers `{ data, error, response }`, see `answerOf`. */
export function createApi({ fetch, baseUrl, headers, context }: ApiOptions = {}): Api {
  const api = createClient<paths>({ fetch, baseUrl, headers })
  if (context) api.use(withContext(context))
  return api
}

const withContext = (context: NonNullable<ApiOptions['context']>): Middleware => ({
  async onRequest({ request }) {
    const url = new URL(request.url)
    for (const [name, value] of Object.entries(context()))
      if (value !== undefined && !url.searchParams.has(name)) url.searchParams.set(name, value)
    const { method, headers, signal } = request
    // Read whole: a request made of another streams its body, which browsers refuse to do over HTTP/1.1.
    const body = request.body === null ? undefined : await request.text()
    return new Request(url, { method, headers, signal, body })
  },
})
