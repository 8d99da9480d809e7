import { AppError, invalid } from '@tradewind/kernel'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Kysely } from 'kysely'
import { appendAudit } from '../audit/index.ts'
import type { Cache } from '../cache/index.ts'
import { ownerKey, type CallContext, type Contract, type Operation } from '../contract/index.ts'
import { limitByAccount, limitByAddress, limitNewGuests, requestContext } from '../http/index.ts'
import { assertMayCall, isPrivilegedChange } from './access.ts'
import { authenticate, type Caller } from './authenticate.ts'
import { browserIdOf, newBrowserToken } from './browser.ts'
import type { Cookies } from './cookies.ts'
import { guestIdOf, newGuestToken } from './guest.ts'
import { once } from './idempotency.ts'
import { gatherInput, requestParts } from './request-schema.ts'
import type { FindSession } from './sessions.ts'

export interface MountOptions {
  db: Kysely<unknown>
  cache: Cache
  cookies: Cookies
  findSession: FindSession
  guestKey: Buffer
  /** Hashes what came with an idempotency key. */
  requestKey: Buffer
}

type Run = (ctx: CallContext, input: unknown) => Promise<unknown>

/** Serves a service's operations below `/api/<service>`; those of role `system` are not served here. */
export function mountOperations(
  app: FastifyInstance,
  service: string,
  contract: Contract,
  operations: Record<string, Run>,
  options: MountOptions,
): void {
  for (const [name, operation] of Object.entries(contract)) {
    const run = operations[name]
    if (operation.role === 'system' || run === undefined) continue
    app.route({
      method: operation.method,
      url: `/api/${service}${operation.path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
      schema: requestParts(operation),
      config: { operation: operation.capability },
      handler: (request, reply) => serve(request, reply, { service, name, operation, run }, options),
    })
  }
}

interface Mounted {
  service: string
  name: string
  operation: Operation
  run: Run
}

async function serve(
  request: FastifyRequest,
  reply: FastifyReply,
  mounted: Mounted,
  options: MountOptions,
): Promise<unknown> {
  const { operation } = mounted
  const context = requestContext(request)
  void reply.header('content-language', context.locale).header('vary', 'Accept-Language, Cookie')
  await limitByAddress(request, operation.capability)

  if (operation.cacheSeconds !== undefined && request.headers.authorization === undefined)
    return sendCached(reply, await cachedAnswer(request, mounted, context, options), operation.cacheSeconds)

  const caller = await authenticate(request, operation.role, options.cookies, options.findSession)
  assertMayCall(operation, caller.actor)
  const owner = ownerKey(caller.actor)
  if (owner !== undefined) limitByAccount(request, owner)

  const input = gatherInput(operation, request)
  const ctx: CallContext = { ...context, actor: caller.actor, guestId: caller.guestId }
  if (operation.ifMatch) ctx.ifMatch = versionOf(request)
  const guestToken = makeGuest(ctx, operation, options)
  if (guestToken !== undefined) await limitNewGuests(request)
  if (operation.knowsBrowser && caller.browser) ctx.browserId = knowBrowser(request, reply, options)

  const answer = await runOnce(ctx, input, mounted, options)
  if (isPrivilegedChange(operation, ctx.actor)) await record(options.db, ctx, operation, input)
  return send(reply, answer, { operation, caller, guestToken }, options)
}

async function runOnce(
  ctx: CallContext,
  input: unknown,
  mounted: Mounted,
  { db, requestKey }: MountOptions,
): Promise<unknown> {
  if (!mounted.operation.idempotent || ctx.idempotencyKey === undefined) return mounted.run(ctx, input)
  const request = {
    actor: ownerKey(ctx.actor) ?? `address:${ctx.ip ?? ''}`,
    key: ctx.idempotencyKey,
    operation: `${mounted.service}.${mounted.name}`,
    input,
  }
  return (await once(db, requestKey, request, () => mounted.run(ctx, input))).answer
}

/** Gives a nameless caller a guest key where the operation makes guests; the raw key leaves only with this answer. */
function makeGuest(ctx: CallContext, operation: Operation, { guestKey }: MountOptions): string | undefined {
  if (!operation.makesGuest || ownerKey(ctx.actor) !== undefined) return undefined
  const token = newGuestToken(guestKey, ctx.idempotencyKey)
  ctx.guestId = guestIdOf(token)
  ctx.actor = { kind: 'anonymous', guestId: ctx.guestId }
  return token
}

/** The browser's own key, which it gets where it has none, by its hash. */
function knowBrowser(request: FastifyRequest, reply: FastifyReply, { cookies }: MountOptions): string {
  const known = cookies.browser(request)
  const token = known ?? newBrowserToken()
  if (known === undefined) cookies.setBrowser(reply, token)
  return browserIdOf(token)
}

function versionOf(request: FastifyRequest): number {
  const header = request.headers['if-match']
  if (header === undefined) throw new AppError(428, 'platform.if-match-required')
  const version = Number(/^(?:W\/)?"?(\d{1,10})"?$/.exec(header)?.[1])
  if (!Number.isInteger(version)) throw invalid([{ path: 'If-Match', code: 'platform.invalid-format' }])
  return version
}

async function record(
  db: Kysely<unknown>,
  ctx: CallContext,
  operation: Operation,
  input: Record<string, unknown>,
): Promise<void> {
  const target = Object.entries(input).find(
    ([name, value]) => name.endsWith('Id') && typeof value === 'string',
  )
  await db.transaction().execute((tx) =>
    appendAudit(tx.withTables<never>(), {
      actor: ownerKey(ctx.actor) ?? ctx.actor.kind,
      role: ctx.actor.kind,
      operation: operation.capability,
      target: target?.[1] as string | undefined,
      detail: JSON.stringify(input).length <= 4_000 ? input : { fields: Object.keys(input) },
    }),
  )
}

interface Sent {
  operation: Operation
  caller: Caller
  guestToken: string | undefined
}

function send(
  reply: FastifyReply,
  answer: unknown,
  { operation, caller, guestToken }: Sent,
  { cookies }: MountOptions,
): FastifyReply {
  let body = answer
  if (guestToken !== undefined) {
    cookies.setGuest(reply, guestToken)
    if (isObject(body)) body = { ...body, guestToken }
  }
  if (
    operation.session === 'set' &&
    caller.browser &&
    isObject(body) &&
    typeof body['refreshToken'] === 'string'
  ) {
    const portal = body['portal'] === 'merchant' || body['portal'] === 'admin' ? body['portal'] : 'mall'
    cookies.setSession(reply, portal, body['refreshToken'])
    body = { ...body, accessToken: '', refreshToken: '' }
  }
  if (operation.session === 'clear') cookies.clearSession(reply, caller.portal)
  if (isObject(body) && typeof body['version'] === 'number') void reply.header('etag', `"${body['version']}"`)
  if (body === undefined) return reply.code(204).send()
  // Serialised here: null is an answer too, and types with their tests keep what must not leave from leaving.
  return reply.type('application/json; charset=utf-8').send(JSON.stringify(body))
}

async function cachedAnswer(
  request: FastifyRequest,
  { service, name, operation, run }: Mounted,
  context: Omit<CallContext, 'actor'>,
  { cache }: MountOptions,
): Promise<string> {
  const input = gatherInput(operation, request)
  const key = `${service}.${name}|${context.locale}|${context.market ?? ''}|${context.currency ?? ''}|${JSON.stringify(input)}`
  const ctx: CallContext = { ...context, actor: { kind: 'anonymous' } }
  return cache.wrap(key, operation.cacheSeconds ?? 0, async () => JSON.stringify(await run(ctx, input)))
}

function sendCached(reply: FastifyReply, body: string, seconds: number): FastifyReply {
  return reply
    .header('cache-control', `public, max-age=${Math.min(seconds, 10)}`)
    .type('application/json; charset=utf-8')
    .send(body)
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
