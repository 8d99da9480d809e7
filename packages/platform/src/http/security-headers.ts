import { randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyReply } from 'fastify'

/** Sources to add to directives of a page's Content-Security-Policy: `{ 'form-action': ['https://pay.example'] }`. */
export type PagePolicy = Readonly<Record<string, readonly string[]>>

declare module 'fastify' {
  interface FastifyReply {
    /** For `<script nonce>` and `<style nonce>` of this answer. */
    readonly cspNonce: string
    /** Widens the policy of this page. */
    pagePolicy: PagePolicy | undefined
    /** The nonce once somebody asked for it. */
    madeNonce: string | undefined
  }
  interface FastifyContextConfig {
    /** Capability, for figures and limits. */
    operation?: string
    /** Takes a multipart form. */
    upload?: boolean
    /** Hears no cookies, so that a form from anywhere may be sent to it. */
    cookieless?: boolean
    /** Not counted towards the limit of requests per address, such as pictures and scripts. */
    unlimited?: boolean
  }
}

const STANDARD = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(self), usb=()',
}
const TWO_YEARS = 'max-age=63072000; includeSubDomains'

const NO_PAGE = "default-src 'none'; frame-ancestors 'none'"

const PAGE: PagePolicy = {
  'default-src': ["'self'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
}

/**
 * Gives every answer its security headers: pages a policy that runs only what carries their nonce, everything else
 * one that runs nothing; answers that say nothing of caching are kept by nobody. Routes may set their own instead.
 */
export function secureHeaders(app: FastifyInstance, { publicUrl }: { publicUrl: string }): void {
  const headers = publicUrl.startsWith('https:')
    ? { ...STANDARD, 'strict-transport-security': TWO_YEARS }
    : STANDARD

  app.decorateReply('pagePolicy', undefined)
  app.decorateReply('madeNonce', undefined)
  app.decorateReply('cspNonce', {
    getter(this: FastifyReply) {
      this.madeNonce ??= randomBytes(16).toString('base64url')
      return this.madeNonce
    },
  })
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(headers)
    done()
  })
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'private, no-store')
    if (!reply.hasHeader('content-security-policy')) {
      reply.header('content-security-policy', isPage(reply) ? pagePolicyOf(reply) : NO_PAGE)
    }
    done(null, payload)
  })
}

const isPage = (reply: FastifyReply): boolean =>
  String(reply.getHeader('content-type') ?? '').startsWith('text/html')

function pagePolicyOf({ madeNonce, pagePolicy = {} }: FastifyReply): string {
  const nonce = madeNonce === undefined ? [] : [`'nonce-${madeNonce}'`]
  const names = new Set([...Object.keys(PAGE), ...Object.keys(pagePolicy)])
  return [...names]
    .map((name) => {
      const runs = name === 'script-src' || name === 'style-src'
      return [name, ...(PAGE[name] ?? []), ...(runs ? nonce : []), ...(pagePolicy[name] ?? [])].join(' ')
    })
    .join('; ')
}
