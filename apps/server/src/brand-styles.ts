import { notFound } from '@tradewind/kernel'
import type { FastifyInstance } from 'fastify'
import { KEPT_FOR_EVER } from './built-files.ts'

/** Serves the mall's styles in any colour: `/brand/0c5a52.css` never changes. */
export function mountBrandStyles(app: FastifyInstance): void {
  const config = { operation: 'mall.file', unlimited: true }
  app.get<{ Params: { file: string } }>('/brand/:file', { config }, async (request, reply) => {
    const [, colour] = /^([0-9a-f]{6})\.css$/.exec(request.params.file) ?? []
    if (colour === undefined) throw notFound()
    // Most malls keep their colour: what reckons others is loaded when somebody asks.
    const { brandStyles } = await import('@tradewind/colours')
    return reply
      .type('text/css; charset=utf-8')
      .header('cache-control', KEPT_FOR_EVER)
      .send(brandStyles(`#${colour}`))
  })
}
