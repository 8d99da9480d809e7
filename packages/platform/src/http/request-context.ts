import { isIPv6 } from 'node:net'
import type { FastifyRequest } from 'fastify'
import { invalid, isCurrency, isLocale, negotiateLocale, type Locale } from '@tradewind/kernel'
import type { CallContext } from '../contract/index.ts'

const DEADLINE_MS = 10_000

/** Language of the answer: `?locale=` if it is one of ours, else the best for `Accept-Language`. */
export function requestLocale(request: FastifyRequest): Locale {
  const wanted = queryOf(request, 'locale')
  return isLocale(wanted) ? wanted : negotiateLocale(request.headers['accept-language'])
}

/** The caller's address as far as configured proxies are believed; IPv6 as its /64 network, which one caller has whole. */
export function clientAddress(request: FastifyRequest): string {
  const { ip } = request
  if (!isIPv6(ip)) return ip
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1]
  return mapped ?? networkOf(ip)
}

/**
 * The parts of a call's context that the request itself tells; the actor is added by who authenticates it.
 * Throws 400 for an `Idempotency-Key` or `If-Match` that is malformed.
 */
export function requestContext(request: FastifyRequest): Omit<CallContext, 'actor'> {
  const market = queryOf(request, 'market')
  const currency = queryOf(request, 'currency')
  return {
    locale: requestLocale(request),
    market: market !== undefined && /^[A-Z][A-Z0-9-]{1,15}$/.test(market) ? market : undefined,
    currency: isCurrency(currency) ? currency : undefined,
    traceId: request.id,
    deadline: Date.now() + DEADLINE_MS,
    idempotencyKey: idempotencyKeyOf(request),
    ifMatch: versionOf(request),
    ip: clientAddress(request),
    userAgent: request.headers['user-agent']?.slice(0, 300),
  }
}

function idempotencyKeyOf(request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key']
  if (key === undefined) return undefined
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(key)) {
    throw invalid([{ path: 'Idempotency-Key', code: 'platform.invalid-format' }])
  }
  return key
}

function versionOf(request: FastifyRequest): number | undefined {
  const header = request.headers['if-match']
  if (header === undefined) return undefined
  const version = /^(?:W\/)?"?(\d{1,10})"?$/.exec(header)?.[1]
  if (version === undefined) throw invalid([{ path: 'If-Match', code: 'platform.invalid-format' }])
  return Number(version)
}

function queryOf(request: FastifyRequest, name: string): string | undefined {
  const query = request.query as Readonly<Record<string, unknown>> | undefined
  const value = query?.[name]
  return typeof value === 'string' ? value : undefined
}

function networkOf(ip: string): string {
  const [head = '', tail] = (ip.split('%', 1)[0] ?? '').split('::')
  const groups = head === '' ? [] : head.split(':')
  const behind = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - groups.length - behind.length }, () => '0')
  return `${[...groups, ...zeros, ...behind].slice(0, 4).join(':')}::/64`
}
