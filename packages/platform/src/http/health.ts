import type { Server } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'

/** A dependency, named in `/readyz`; `check` rejects when it does not work, and has one second. */
export interface ReadyCheck {
  name: string
  check(): Promise<void>
  /** Shown, but readiness does not hang on it. */
  optional?: boolean
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Whether the server is on its way out, and what it listens with. */
    lifecycle: { stopping: boolean; servers: Set<Server> }
  }
}

const CHECK_MS = 1_000

/** Once the server is on its way out, each answer asks the client to connect anew, to somebody else. */
export function refuseWhenStopping(app: FastifyInstance): void {
  app.decorate('lifecycle', { stopping: false, servers: new Set([app.server]) })
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (app.lifecycle.stopping) reply.header('connection', 'close')
    done(null, payload)
  })
}

/** `/healthz`: the process answers. `/readyz`: everything it needs answers too, each by name; otherwise 503. */
export function healthRoutes(app: FastifyInstance, checks: readonly ReadyCheck[]): void {
  const config = { unlimited: true }
  app.get('/healthz', { config }, async () => ({ status: 'ok' }))

  let running: Promise<CheckResult[]> | undefined
  app.get('/readyz', { config }, async (_request, reply) => {
    running ??= Promise.all(checks.map(runCheck)).finally(() => (running = undefined))
    const results = await running
    const { stopping } = app.lifecycle
    const ready = !stopping && results.every(({ ok, optional }) => ok || optional)
    return reply.code(ready ? 200 : 503).send({
      status: stopping ? 'stopping' : ready ? 'ready' : 'not-ready',
      checks: Object.fromEntries(results.map(({ name, ok, millis }) => [name, { ok, millis }])),
    })
  })
}

interface CheckResult {
  name: string
  ok: boolean
  optional: boolean
  millis: number
}

async function runCheck({ name, check, optional = false }: ReadyCheck): Promise<CheckResult> {
  const started = performance.now()
  const giveUp = new AbortController()
  const late = delay(CHECK_MS, false, { signal: giveUp.signal }).catch(() => false)
  const ok = await Promise.race([Promise.resolve().then(check).then(yes, no), late])
  giveUp.abort()
  return { name, ok, optional, millis: Math.round(performance.now() - started) }
}

const yes = () => true
const no = () => false

export interface ClosingOptions {
  /** How long running requests may take to end before their connections are cut. Default 10. */
  graceSeconds?: number
  /** How long `/readyz` says 503 before connections are refused, for balancers to notice. Default 0. */
  drainSeconds?: number
}

/** Answers 503 to `/readyz`, then refuses new connections, lets running requests end, and closes the app. */
export async function closeGracefully(app: FastifyInstance, options: ClosingOptions = {}): Promise<void> {
  const { graceSeconds = 10, drainSeconds = 0 } = options
  app.lifecycle.stopping = true
  if (drainSeconds > 0) await delay(drainSeconds * 1000)
  const cut = setTimeout(() => {
    for (const server of app.lifecycle.servers) server.closeAllConnections()
  }, graceSeconds * 1000)
  try {
    await app.close()
  } finally {
    clearTimeout(cut)
  }
}
