import type { FastifyInstance } from 'fastify'
import { notFound } from '@tradewind/kernel'
import { translatorFor } from '@tradewind/locales/node'
import { requestLocale } from '../http/index.ts'
import { listPage, mailPage } from './mailbox.page.ts'
import { createSink, type KeptMail } from './sink.ts'

const MAX_LISTED = 200

/** Mails are foreign text: they run nothing, send nothing, and links open outside. */
const MAIL_POLICY =
  "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; form-action 'none'; " +
  "frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox"

/**
 * Shows the sink's mails at `/mailbox`, and to programs at `/mailbox/api?to=&limit=` (`{ items }`, newest first, with
 * text and html) and `/mailbox/api/<key>`. Register it in demo and development only.
 */
export function mailboxRoutes(app: FastifyInstance, { folder }: { folder: string }): void {
  const sink = createSink(folder)
  const config = { operation: 'mailbox.read', unlimited: true }

  const get = async (key: string): Promise<KeptMail> => {
    const mail = await sink.find(key)
    if (!mail) throw notFound()
    return mail
  }

  app.get<{ Querystring: Query }>('/mailbox/api', { config }, async ({ query }) => ({
    items: await sink.list({ to: query.to, limit: limitOf(query) }),
  }))

  app.get<{ Params: { key: string } }>('/mailbox/api/:key', { config }, ({ params }) => get(params.key))

  app.get<{ Querystring: Query }>('/mailbox', { config }, async (request, reply) => {
    const mails = await sink.list({ to: request.query.to, limit: limitOf(request.query) })
    const html = listPage(mails, translatorFor(requestLocale(request)), reply.cspNonce)
    return reply.type('text/html; charset=utf-8').send(html)
  })

  app.get<{ Params: { key: string } }>('/mailbox/:key', { config }, async (request, reply) => {
    const mail = await get(request.params.key)
    const t = translatorFor(requestLocale(request))
    return reply.type('text/html; charset=utf-8').send(mailPage(mail, t, reply.cspNonce))
  })

  app.get<{ Params: { key: string } }>('/mailbox/:key/html', { config }, async (request, reply) => {
    const { html } = await get(request.params.key)
    return reply
      .headers({ 'content-security-policy': MAIL_POLICY, 'x-frame-options': 'SAMEORIGIN' })
      .type('text/html; charset=utf-8')
      .send(`<base target="_blank">${html}`)
  })
}

interface Query {
  to?: string
  limit?: string
}

const limitOf = ({ limit }: Query): number => Math.min(MAX_LISTED, Math.max(1, Number(limit) || 50))
