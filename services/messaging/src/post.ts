import { isLocale, money } from '@tradewind/kernel'
import { translate } from '@tradewind/locales/node'
import { systemContext, type Fact, type PayloadOf } from '@tradewind/platform/contract'
import type { Consumer, Deps, Task } from '@tradewind/platform/service'
import { content } from '@tradewind/content/contract'
import { storeNews } from '@tradewind/favourites/events'
import { identity } from '@tradewind/identity/contract'
import { mailRequested } from '@tradewind/identity/events'
import { merchants } from '@tradewind/merchants/contract'
import { applicationDecided } from '@tradewind/merchants/events'
import { orders } from '@tradewind/orders/contract'
import * as facts from '@tradewind/orders/events'
import { postAnswered } from '@tradewind/reviews/events'
import { asHtml, asText, type Letter, type Sender } from './mails/letter.ts'
import * as letters from './mails/order-letters.ts'
import { accountLetter, answeredLetter, applicationLetter, newsLetter } from './mails/people-letters.ts'

export const uses = { content, identity, merchants, orders }
export type MessagingDeps = Deps<typeof uses>

/** A mail that is due; its id makes it be sent once. */
type Errand =
  | { id: string; kind: 'confirmed' | 'ended'; orderId: string }
  | { id: string; kind: 'shipped'; orderId: string; subOrderId: string }
  | { id: string; kind: 'refunded'; orderId: string; amount: { minor: number; currency: string } }
  | { id: string; kind: 'return'; orderId: string; decision: 'accepted' | 'rejected' }
  | { id: string; kind: 'account'; userId: string; request: PayloadOf<typeof mailRequested> }
  | { id: string; kind: 'application'; decided: PayloadOf<typeof applicationDecided> }
  | { id: string; kind: 'answered'; answered: PayloadOf<typeof postAnswered> }
  | { id: string; kind: 'news'; news: PayloadOf<typeof storeNews> }

/** Turns facts into mails that are due, in the transaction that reads them. */
export function errandsConsumer(deps: MessagingDeps): Consumer {
  return {
    name: 'errands',
    events: [
      facts.orderPaid,
      facts.orderReleased,
      facts.orderShipped,
      facts.saleRefunded,
      facts.returnChanged,
      mailRequested,
      applicationDecided,
      postAnswered,
      storeNews,
    ],
    async handle(batch, tx) {
      for (const fact of batch) {
        const errand = errandOf(fact)
        if (errand) await deps.enqueue(tx, 'send', errand, { key: `messaging:${errand.id}` })
      }
    },
  }
}

function errandOf(fact: Fact): Errand | undefined {
  switch (fact.type) {
    case facts.orderPaid.name: {
      const { orderId } = fact.payload as PayloadOf<typeof facts.orderPaid>
      return { id: `order-confirmed:${orderId}`, kind: 'confirmed', orderId }
    }
    case facts.orderReleased.name: {
      const { orderId, reason } = fact.payload as PayloadOf<typeof facts.orderReleased>
      return reason === 'expired' ? { id: `order-ended:${orderId}`, kind: 'ended', orderId } : undefined
    }
    case facts.orderShipped.name: {
      const { orderId, subOrderId } = fact.payload as PayloadOf<typeof facts.orderShipped>
      return { id: `order-shipped:${fact.id}`, kind: 'shipped', orderId, subOrderId }
    }
    case facts.saleRefunded.name: {
      const { orderId, refundKey, amount } = fact.payload as PayloadOf<typeof facts.saleRefunded>
      return { id: `refunded:${refundKey}`, kind: 'refunded', orderId, amount }
    }
    case facts.returnChanged.name: {
      const { orderId, returnId, status } = fact.payload as PayloadOf<typeof facts.returnChanged>
      return status === 'accepted' || status === 'rejected'
        ? { id: `return:${returnId}:${status}`, kind: 'return', orderId, decision: status }
        : undefined
    }
    case mailRequested.name:
      return {
        id: `account:${fact.id}`,
        kind: 'account',
        userId: fact.key,
        request: fact.payload as PayloadOf<typeof mailRequested>,
      }
    case applicationDecided.name: {
      const decided = fact.payload as PayloadOf<typeof applicationDecided>
      return { id: `application:${decided.applicationId}`, kind: 'application', decided }
    }
    case postAnswered.name: {
      const answered = fact.payload as PayloadOf<typeof postAnswered>
      // A guest's address belongs to an order, not to what they wrote.
      return answered.authorId.startsWith('usr_')
        ? { id: `answered:${answered.postId}`, kind: 'answered', answered }
        : undefined
    }
    case storeNews.name:
      return { id: `news:${fact.id}`, kind: 'news', news: fact.payload as PayloadOf<typeof storeNews> }
    default:
      return undefined
  }
}

/** Writes and sends one mail. */
export function sendTask(deps: MessagingDeps): Task<Errand> {
  return {
    name: 'send',
    async run(errand) {
      const written = await write(deps, errand)
      if (!written) return
      const { to, letter, unsubscribeUrl } = written
      await deps.mail.send({
        id: errand.id,
        to,
        subject: letter.subject,
        text: asText(letter),
        html: asHtml(letter),
        locale: letter.locale,
        ...(unsubscribeUrl !== undefined && { unsubscribeUrl }),
      })
    },
  }
}

async function write(
  deps: MessagingDeps,
  errand: Errand,
): Promise<{ to: string; letter: Letter; unsubscribeUrl?: string } | undefined> {
  const { publicUrl } = deps.config
  const mallIn = (locale: string) => senderIn(deps, locale)
  if (errand.kind === 'account') {
    const { email, storeId } = errand.request
    const ctx = systemContext('messaging')
    const stores =
      storeId === undefined ? [] : await deps.calls.merchants.getStores(ctx, { storeIds: [storeId] })
    return {
      to: email,
      letter: accountLetter(errand.request, await mallIn(errand.request.locale), stores[0]?.name),
    }
  }
  if (errand.kind === 'application') {
    const [person] = await deps.calls.identity.getPeople(systemContext('messaging'), {
      userIds: [errand.decided.applicantId],
    })
    return (
      person && {
        to: person.email,
        letter: applicationLetter(errand.decided, person.name, person.locale, await mallIn(person.locale)),
      }
    )
  }
  if (errand.kind === 'answered') {
    const [person] = await deps.calls.identity.getPeople(systemContext('messaging'), {
      userIds: [errand.answered.authorId],
    })
    return (
      person && {
        to: person.email,
        letter: answeredLetter(errand.answered, person.name, await mallIn(errand.answered.locale)),
      }
    )
  }
  if (errand.kind === 'news') {
    const { userId, unsubscribeToken } = errand.news
    const [person] = await deps.calls.identity.getPeople(systemContext('messaging'), { userIds: [userId] })
    const token = encodeURIComponent(unsubscribeToken)
    return (
      person && {
        to: person.email,
        letter: newsLetter(errand.news, person.name, person.locale, await mallIn(person.locale)),
        unsubscribeUrl: `${publicUrl}/api/favourites/unsubscribe/one-click?token=${token}`,
      }
    )
  }
  const known = await deps.calls.orders.getForMail(systemContext('messaging'), { orderId: errand.orderId })
  const letter = orderLetter({ ...known, mall: await mallIn(known.order.locale) }, errand)
  // Who had their account erased gets no more mails.
  return letter && known.order.email !== '' ? { to: known.order.email, letter } : undefined
}

/** The mall as mails in a language sign it. */
async function senderIn(deps: MessagingDeps, wished: string): Promise<Sender> {
  const locale = isLocale(wished) ? wished : 'en'
  const { name, colour } = await deps.calls.content.getBrand({ ...systemContext('messaging'), locale }, {})
  return {
    name: name ?? translate(locale, 'mall.name'),
    url: deps.config.publicUrl,
    colour: colour === null ? undefined : await buttonColour(colour),
  }
}

/** The brand's colour as buttons of pages wear it by day. */
async function buttonColour(colour: string): Promise<string> {
  const { brandColours } = await import('@tradewind/colours')
  return brandColours(colour).day.accent
}

function orderLetter(
  known: letters.OrderMail,
  errand: Extract<Errand, { orderId: string }>,
): Letter | undefined {
  switch (errand.kind) {
    case 'confirmed':
      return letters.orderConfirmed(known)
    case 'ended':
      return letters.orderEnded(known)
    case 'shipped':
      return letters.orderShipped(known, errand.subOrderId)
    case 'refunded':
      return letters.refunded(known, money(errand.amount.minor, errand.amount.currency))
    case 'return':
      return letters.returnDecided(known, errand.decision)
  }
}
