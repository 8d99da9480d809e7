import type { FastifyInstance, InjectOptions } from 'fastify'

interface Caller {
  /** The reader's address, whose limits the page's own questions count towards. */
  remoteAddress: string
  /** The reader's cookies, on private pages only. */
  cookie?: string
}

/** Asks the API without leaving the process: the gateway answers from local services and from those elsewhere. */
export function fetchWithin(
  app: FastifyInstance,
  { remoteAddress, cookie }: Caller,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const { pathname, search } = new URL(request.url)
    const headers = Object.fromEntries(request.headers)
    if (cookie !== undefined) headers['cookie'] = cookie
    const payload = request.body === null ? undefined : await request.text()
    const answer = await app.inject({
      method: request.method as InjectOptions['method'],
      url: pathname + search,
      headers,
      payload,
      remoteAddress,
    })
    const type = String(answer.headers['content-type'] ?? 'application/json')
    const body = answer.statusCode === 204 ? null : new Uint8Array(answer.rawPayload)
    return new Response(body, { status: answer.statusCode, headers: { 'content-type': type } })
  }
}
