import { unauthorized } from '@tradewind/kernel'
import type { FastifyRequest } from 'fastify'
import type { Actor, Role } from '../contract/index.ts'
import { assertSameOrigin } from '../http/index.ts'
import type { Cookies, Portal } from './cookies.ts'
import { guestIdOf } from './guest.ts'
import { actorOf, type FindSession } from './sessions.ts'

export interface Caller {
  actor: Actor
  guestId?: string
  portal: Portal
  /** A cookie speaks for the caller, so answers with tokens go into cookies. */
  browser: boolean
}

/** Tells who sent a request: a bearer token, else the portal's cookie, else a guest key, else nobody. */
export async function authenticate(
  request: FastifyRequest,
  role: Role,
  cookies: Cookies,
  find: FindSession,
): Promise<Caller> {
  const portal = portalOf(request, role)
  const guestToken = headerOf(request, 'x-guest-token') ?? cookies.guest(request)
  const guestId = guestToken === undefined ? undefined : guestIdOf(guestToken)
  const browser = headerOf(request, 'x-portal') !== undefined
  const guest: Actor = { kind: 'anonymous', guestId }

  const authorization = request.headers.authorization
  if (authorization !== undefined) {
    if (!authorization.startsWith('Bearer ')) throw unauthorized()
    const session = await find(authorization.slice('Bearer '.length))
    if (!session) throw unauthorized()
    return { actor: actorOf(session), guestId, portal: session.portal, browser: false }
  }

  const cookie = cookies.session(request, portal)
  const session = cookie === undefined ? null : await find(cookie)
  // An ended session is nobody's: reading goes on, and what needs a person answers 401.
  if (session?.portal !== portal) {
    if (guestToken !== undefined && request.headers['x-guest-token'] === undefined) assertSameOrigin(request)
    return { actor: guest, guestId, portal, browser }
  }
  assertSameOrigin(request)
  return { actor: actorOf(session), guestId, portal, browser }
}

/** The portal a request belongs to: what it says itself, else what the operation's role implies. */
function portalOf(request: FastifyRequest, role: Role): Portal {
  const said = headerOf(request, 'x-portal')
  if (said === 'mall' || said === 'merchant' || said === 'admin') return said
  return role === 'merchant' ? 'merchant' : role === 'operator' ? 'admin' : 'mall'
}

function headerOf(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name]
  return typeof value === 'string' && value !== '' && value.length <= 200 ? value : undefined
}
