import type { Socket } from 'node:net'
import type { ConnectionError, FastifyInstance } from 'fastify'
import { AppError, notFound } from '@tradewind/kernel'
import { problemOf, sendProblem } from './problem.ts'

/** Answers every error and every unknown address with a problem. */
export function handleErrors(app: FastifyInstance): void {
  const routes: { method: string | string[]; pattern: RegExp }[] = []
  app.addHook('onRoute', ({ method, url }) => {
    if (!url.includes('*')) routes.push({ method, pattern: patternOf(url) })
  })
  app.setErrorHandler((error, _request, reply) => sendProblem(reply, error))
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?', 1)[0] ?? ''
    const allowed = routes.filter(({ pattern }) => pattern.test(path)).flatMap(({ method }) => method)
    if (allowed.length === 0) return sendProblem(reply, notFound())
    void reply.header('allow', [...new Set(allowed)].join(', '))
    return sendProblem(reply, new AppError(405, 'platform.method-not-allowed'))
  })
}

/** `/orders/:id` as a pattern over whole paths; each part ends at a slash, so that matching is linear. */
const patternOf = (url: string): RegExp =>
  new RegExp(`^${url.replaceAll(/[.+?^$()[\]{}|\\]/g, '\\$&').replaceAll(/:\w+/g, '[^/]+')}$`)

/** What broke the protocol or took too long gets a short answer and a closed connection: there is no request to speak of. */
export function answerBadConnection(error: Pick<ConnectionError, 'code'>, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return void socket.destroy()
  const [status, reason, code] =
    error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
      ? ([408, 'Request Timeout', 'platform.timeout'] as const)
      : error.code === 'HPE_HEADER_OVERFLOW'
        ? ([431, 'Request Header Fields Too Large', 'platform.too-large'] as const)
        : ([400, 'Bad Request', 'platform.bad-request'] as const)
  const problem = problemOf(new AppError(status, code), { locale: 'en', traceId: '' })
  const body = JSON.stringify(problem)
  socket.end(
    `HTTP/1.1 ${status} ${reason}\r\nContent-Type: application/problem+json; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n${body}`,
    () => socket.destroy(),
  )
}
