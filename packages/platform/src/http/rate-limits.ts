import type { FastifyInstance, FastifyRequest } from 'fastify'
import { createRateLimiter, type RateLimit, type RateLimiter } from './rate-limiter.ts'
import { clientAddress } from './request-context.ts'
import type { Attempt, SharedLimiter } from './shared-limiter.ts'

interface StrictLimit {
  /** Of everything one address tries. */
  address: RateLimit
  /** Of everything tried on one account, named by its e-mail address, from wherever. */
  account: RateLimit
  /** Attempts that succeed are given back: only guessing is slowed. */
  failuresOnly?: boolean
  /** Against flooding, not guessing: holds only where requests are limited at all. */
  floodOnly?: boolean
  /** Each process counts for itself: what is asked too often to ask the database first. */
  perProcess?: boolean
}

/**
 * Limits of capabilities that invite guessing or flooding, beside `REQUESTS_PER_MINUTE`. They hold over all processes
 * on one database.
 */
export const STRICT_LIMITS: Readonly<Record<string, StrictLimit>> = {
  'account.login': {
    address: { burst: 15, perMinute: 10 },
    account: { burst: 10, perMinute: 2 },
    failuresOnly: true,
  },
  'account.challenge.answer': {
    address: { burst: 15, perMinute: 10 },
    account: { burst: 10, perMinute: 2 },
    failuresOnly: true,
  },
  'account.issuer.begin': {
    address: { burst: 20, perMinute: 10 },
    account: { burst: 20, perMinute: 10 },
    floodOnly: true,
  },
  'account.passkey.log-in.begin': {
    address: { burst: 20, perMinute: 10 },
    account: { burst: 20, perMinute: 10 },
    floodOnly: true,
  },
  'account.register': {
    address: { burst: 30, perMinute: 10 },
    account: { burst: 5, perMinute: 1 },
    floodOnly: true,
  },
  'recommend.view.add': {
    address: { burst: 60, perMinute: 60 },
    account: { burst: 60, perMinute: 60 },
    floodOnly: true,
    perProcess: true,
  },
  // A letter at a time, from many behind one address.
  'search.suggest': {
    address: { burst: 150, perMinute: 300 },
    account: { burst: 150, perMinute: 300 },
    floodOnly: true,
    perProcess: true,
  },
  // Each report may come from a guest who was made for it.
  'review.report': {
    address: { burst: 20, perMinute: 5 },
    account: { burst: 20, perMinute: 5 },
    floodOnly: true,
  },
  'privacy.export': {
    address: { burst: 10, perMinute: 2 },
    account: { burst: 10, perMinute: 2 },
    floodOnly: true,
  },
  'account.reset.request': { address: { burst: 10, perMinute: 2 }, account: { burst: 3, perMinute: 0.2 } },
  'account.reset.confirm': {
    address: { burst: 10, perMinute: 2 },
    account: { burst: 5, perMinute: 1 },
    failuresOnly: true,
  },
}

/** Guests whom one address makes; many people may stand behind it. */
const NEW_GUESTS: RateLimit = { burst: 120, perMinute: 60 }

declare module 'fastify' {
  interface FastifyInstance {
    limiter: RateLimiter
    /** Counts for all processes on the database; set by the host, which knows it. */
    sharedLimiter: SharedLimiter | undefined
    /** What one account may ask for altogether; undefined is no limit. */
    accountLimit: RateLimit | undefined
  }
  interface FastifyRequest {
    /** Tokens to give back when the request succeeds. */
    attempts: readonly Attempt[]
  }
}

/** Counts requests by address: `perMinute` of them, and half of that at once; 0 is no limit. */
export function limitRequests(app: FastifyInstance, perMinute: number): void {
  const limit = perMinute > 0 ? { burst: Math.ceil(perMinute / 2), perMinute } : undefined
  const limiter = createRateLimiter()
  app.decorate('limiter', limiter)
  app.decorate('sharedLimiter', undefined)
  app.decorate('accountLimit', limit)
  app.decorateRequest('attempts')
  app.addHook('onRequest', (request, _reply, done) => {
    request.attempts = []
    if (limit && !request.routeOptions.config.unlimited) limiter.take(`ip ${clientAddress(request)}`, limit)
    done()
  })
  app.addHook('onResponse', async (request, reply) => {
    if (reply.statusCode >= 400 || request.attempts.length === 0) return
    for (const { key, limit } of request.attempts) limiter.giveBack(key, limit)
    await app.sharedLimiter?.giveBack(request.attempts).catch((error: unknown) => {
      request.log.warn({ err: error }, 'an attempt that succeeded stays counted')
    })
  })
}

/**
 * Throws 429 when an attempt at a capability of `STRICT_LIMITS` comes too often from the caller's address, or at the
 * account that the body names as `email`; 503 when that cannot be counted. Other capabilities pass.
 */
export async function limitByAddress(request: FastifyRequest, capability: string): Promise<void> {
  const strict = STRICT_LIMITS[capability]
  if (!strict || (strict.floodOnly && !request.server.accountLimit)) return
  const attempts = [{ key: `${capability} ip ${clientAddress(request)}`, limit: strict.address }]
  const email = emailOf(request.body)
  if (email !== undefined) attempts.push({ key: `${capability} account ${email}`, limit: strict.account })
  await take(request, attempts, strict.perProcess ? undefined : request.server.sharedLimiter)
  if (strict.failuresOnly) request.attempts = attempts
}

/** Throws 429 when too many guests are made from the caller's address, where requests are limited at all. */
export async function limitNewGuests(request: FastifyRequest): Promise<void> {
  const { accountLimit, sharedLimiter } = request.server
  if (!accountLimit) return
  await take(request, [{ key: `guest ip ${clientAddress(request)}`, limit: NEW_GUESTS }], sharedLimiter)
}

/** What this process refuses by its own count costs the database nothing, so a flood reaches it only so often. */
async function take(
  { server }: FastifyRequest,
  attempts: readonly Attempt[],
  shared: SharedLimiter | undefined,
): Promise<void> {
  for (const { key, limit } of attempts) server.limiter.take(key, limit)
  await shared?.take(attempts)
}

/** Throws 429 when the one who acts, such as `usr_…`, asks for more than `REQUESTS_PER_MINUTE`. */
export function limitByAccount(request: FastifyRequest, account: string): void {
  const { limiter, accountLimit } = request.server
  if (accountLimit) limiter.take(`account ${account}`, accountLimit)
}

const emailOf = (body: unknown): string | undefined =>
  typeof body === 'object' && body !== null && 'email' in body && typeof body.email === 'string'
    ? body.email.trim().toLowerCase().slice(0, 254)
    : undefined
