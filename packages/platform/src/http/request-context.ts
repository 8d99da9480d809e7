import type { FastifyRequest } from 'fastify'
import type { Locale } from '@tradewind/kernel'
import type { CallContext } from '../contract/index.ts'

/** Language of the answer: `?locale=` if it is one of ours, else the best for `Accept-Language`. */
export function requestLocale(_request: FastifyRequest): Locale {
  throw new Error('not built yet')
}

/** The caller's address as far as configured proxies are believed; IPv6 as its /64 network, for limits. */
export function clientAddress(_request: FastifyRequest): string {
  throw new Error('not built yet')
}

/** The parts of a call's context that the request itself tells; the actor is added by who authenticates it. */
export function requestContext(_request: FastifyRequest): Omit<CallContext, 'actor'> {
  throw new Error('not built yet')
}
