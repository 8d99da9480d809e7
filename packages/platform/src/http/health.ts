import type { FastifyInstance } from 'fastify'

/** A dependency, named in `/readyz`; `check` rejects when it does not work, and has one second. */
export interface ReadyCheck {
  name: string
  check(): Promise<void>
  /** Shown, but readiness does not hang on it. */
  optional?: boolean
}

/** Answers 503 to `/readyz`, refuses new connections, lets running requests end for at most `graceSeconds` (10). */
export function closeGracefully(
  _app: FastifyInstance,
  _options?: { graceSeconds?: number; drainSeconds?: number },
): Promise<void> {
  throw new Error('not built yet')
}
