import { cachedBy, negotiateLocale, type Locale } from '@tradewind/kernel'
import { createTranslator } from '@tradewind/locales'
import { loadMessages } from '@tradewind/locales/node'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Books } from './books.ts'
import { readCard } from './cards.ts'
import type { Intent } from './intents.ts'
import { challengePage, notFoundPage, payPage, statePage, timeOutPage } from './pages.ts'
import type { Provider } from './provider.ts'
import { Refusal } from './refusal.ts'
import { contentSecurityPolicy } from './style.ts'

const messages = loadMessages(['psp'])
const translator = cachedBy((locale: Locale) => createTranslator(locale, messages))

type Form = Readonly<Record<string, string>>
interface PageRequest {
  Params: { id: string }
  Querystring: { step?: string }
  Body: Form
}

/** The hosted payment page: plain HTML, forms, no scripts; its addresses are relative, so that a shop may pass it on. */
export function pageRoutes(app: FastifyInstance, books: Books, provider: Provider): void {
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  )

  const send = (reply: FastifyReply, status: number, page: string, intent?: Intent) =>
    reply
      .code(status)
      .headers({
        'content-security-policy': contentSecurityPolicy(intent && new URL(intent.returnUrl).origin),
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
      })
      .type('text/html; charset=utf-8')
      .send(page)

  /** Runs a page for the intent in the address; one that cannot be paid any more shows how it stands. */
  const onIntent =
    (page: (intent: Intent, request: FastifyRequest<PageRequest>, reply: FastifyReply) => Promise<unknown>) =>
    async (request: FastifyRequest<PageRequest>, reply: FastifyReply) => {
      const locale = negotiateLocale(request.headers['accept-language'])
      const intent = found(request.params.id)
      if (!intent) return send(reply, 404, notFoundPage(translator(locale)))
      if (intent.status !== 'requires_action') {
        return send(reply, 200, statePage(translator(intent.locale), intent), intent)
      }
      return page(intent, request, reply)
    }

  const found = (id: string): Intent | undefined => {
    try {
      return books.get(id)
    } catch (thrown) {
      if (thrown instanceof Refusal) return undefined
      throw thrown
    }
  }

  const toShop = async (intent: Intent, reply: FastifyReply) => {
    await books.settled()
    return reply.redirect(intent.returnUrl, 303)
  }

  /** A refused attempt: the buyer may try again, unless that was the last time. */
  const refuse = async (intent: Intent, refusal: 'declined' | 'challenge', reply: FastifyReply) => {
    provider.decline(intent, refusal === 'declined' ? 'card_declined' : 'challenge_failed')
    await books.settled()
    const t = translator(intent.locale)
    const page = intent.status === 'failed' ? statePage(t, intent) : payPage(t, intent, { refusal })
    return send(reply, 402, page, intent)
  }

  const payByCard = async (intent: Intent, form: Form, reply: FastifyReply) => {
    const card = readCard(form, new Date())
    if ('faults' in card) {
      return send(reply, 422, payPage(translator(intent.locale), intent, { fields: card.faults }), intent)
    }
    switch (card.outcome) {
      case 'decline':
        return refuse(intent, 'declined', reply)
      case 'challenge':
        provider.challenge(intent)
        await books.settled()
        return reply.redirect('?step=challenge', 303)
      case 'time-out':
        provider.succeed(intent)
        await books.settled()
        return send(reply, 504, timeOutPage(translator(intent.locale), intent), intent)
      case 'later':
        provider.process(intent)
        return toShop(intent, reply)
      case 'success':
        provider.succeed(intent)
        return toShop(intent, reply)
    }
  }

  const decide = async (intent: Intent, form: Form, reply: FastifyReply) => {
    if (form['decision'] !== 'approve') return refuse(intent, 'challenge', reply)
    provider.succeed(intent)
    return toShop(intent, reply)
  }

  const toPay = (intent: Intent, reply: FastifyReply) => reply.redirect(`./${intent.id}`, 303)

  app.get<PageRequest>(
    '/pay/:id',
    onIntent(async (intent, { query }, reply) => {
      const t = translator(intent.locale)
      if (query.step === undefined) return send(reply, 200, payPage(t, intent), intent)
      return intent.challenged ? send(reply, 200, challengePage(t, intent), intent) : toPay(intent, reply)
    }),
  )
  app.post<PageRequest>(
    '/pay/:id',
    onIntent(async (intent, { query, body }, reply) => {
      const form = body ?? {}
      if (query.step !== undefined)
        return intent.challenged ? decide(intent, form, reply) : toPay(intent, reply)
      if (intent.method === 'card') return payByCard(intent, form, reply)
      if (intent.method === 'wallet') return decide(intent, form, reply)
      provider.process(intent)
      return toShop(intent, reply)
    }),
  )
}
