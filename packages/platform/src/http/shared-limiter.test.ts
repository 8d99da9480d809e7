import fc from 'fast-check'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { Type } from 'typebox'
import { afterAll, describe, expect, it } from 'vitest'
import { isAppError, unauthorized } from '@tradewind/kernel'
import { loadConfig } from '../config/index.ts'
import { Exact, route } from '../contract/index.ts'
import { createHost } from '../host/index.ts'
import { createLogger } from '../log/index.ts'
import { createMetrics } from '../metrics/index.ts'
import { defineService } from '../service/index.ts'
import { eventually, testDatabase } from '../testing/index.ts'
import { createHttpServer } from './server.ts'
import { createSharedLimiter, forgetFullBuckets, type Attempt } from './shared-limiter.ts'

const database = await testDatabase()
const db = database.kysely<unknown>()

const account = {
  login: route({
    method: 'POST',
    path: '/login',
    summary: 'Log in',
    capability: 'account.login',
    role: 'anonymous',
    input: Exact({ email: Type.String(), password: Type.String() }),
    output: Type.Object({ ok: Type.Boolean() }),
  }),
  begin: route({
    method: 'POST',
    path: '/guests',
    summary: 'Become a guest',
    capability: 'guest.create',
    role: 'anonymous',
    makesGuest: true,
    input: Exact({}),
    output: Type.Object({ ok: Type.Boolean(), guestToken: Type.Optional(Type.String()) }),
  }),
}

const doorman = defineService({
  name: 'doorman',
  contract: account,
  uses: {},
  migrations: new URL('file:///nowhere/'),
  create: () => ({
    operations: {
      async login(_ctx, { password }) {
        if (password !== 'right') throw unauthorized()
        return { ok: true }
      },
      begin: async () => ({ ok: true }),
    },
  }),
})

/** A process of the mall: its counts of its own, the database shared. */
async function processOf(url: string): Promise<FastifyInstance> {
  const config = loadConfig({ DATABASE_URL: url, REQUESTS_PER_MINUTE: '10000', LOG_LEVEL: 'silent' })
  const log = createLogger({ level: 'silent', pretty: false })
  const metrics = createMetrics()
  const app = await createHttpServer({ config, log, metrics })
  const local = new Set(['doorman'])
  await createHost({ services: [doorman], local, config, database, log, metrics, app })
  afterAll(() => app.close())
  return app
}

describe('processes on one database', async () => {
  const processes = [await processOf(database.url), await processOf(database.url)]
  const at = (turn: number) => processes[turn % 2] as FastifyInstance
  const login = (turn: number, email: string, password: string) =>
    at(turn).inject({
      method: 'POST',
      url: '/api/doorman/login',
      payload: { email, password },
      remoteAddress: `192.0.2.${turn}`,
    })
  const inTurn = async <T>(count: number, ask: (turn: number) => Promise<T>) => {
    const answers: T[] = []
    for (let turn = 0; turn < count; turn += 1) answers.push(await ask(turn))
    return answers
  }

  it('let one account be guessed at only so often, whichever of them is asked', async () => {
    const answers = await inTurn(14, (turn) => login(turn, 'lea@mall.example', 'wrong'))
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([
      ...Array.from({ length: 10 }, () => 401),
      ...Array.from({ length: 4 }, () => 429),
    ])
    const waits = answers.slice(10).map(({ headers }) => Number(headers['retry-after']))
    expect(waits.every((seconds) => seconds > 0 && seconds <= 30)).toBe(true)
  })

  it('forget the attempts of who logs in', async () => {
    const answers = await inTurn(30, (turn) =>
      eventually(async () => {
        const { statusCode } = await login(turn, 'max@mall.example', 'right')
        expect(statusCode).toBe(200)
      }),
    )
    expect(answers).toHaveLength(30)
  })

  it('make only so many guests for one address', async () => {
    const guest = (turn: number) => at(turn).inject({ method: 'POST', url: '/api/doorman/guests' })
    const answers = await inTurn(125, guest)
    expect(answers.map(({ statusCode }) => statusCode).indexOf(429)).toBe(120)
  })

  it('name nobody in what they count', async () => {
    const { rows } = await sql<{ key: string }>`select key from platform.flood_limits`.execute(db)
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.filter(({ key }) => !/^[\w-]{43}$/.test(key))).toEqual([])
  })
})

describe('a bucket of all', () => {
  const limiter = createSharedLimiter(db, Buffer.from('key'))
  const passes = (attempts: readonly Attempt[]) =>
    limiter.take(attempts).then(
      () => true,
      (refusal: unknown) => {
        if (!isAppError(refusal) || refusal.status !== 429) throw refusal
        return false
      },
    )

  it('lets exactly its burst through, however many come at once', async () => {
    const bursts = fc.record({ burst: fc.integer({ min: 1, max: 8 }), many: fc.integer({ min: 1, max: 20 }) })
    let round = 0
    await fc.assert(
      fc.asyncProperty(bursts, async ({ burst, many }) => {
        round += 1
        // So slow that nothing flows in meanwhile.
        const attempts = [{ key: `burst ${round}`, limit: { burst, perMinute: 0.01 } }]
        const answers = await Promise.all(Array.from({ length: many }, () => passes(attempts)))
        expect(answers.filter(Boolean)).toHaveLength(Math.min(burst, many))
        await limiter.giveBack(attempts)
        expect(await passes(attempts)).toBe(true)
      }),
      { numRuns: 25 },
    )
  })

  it('opens again after the seconds it names', async () => {
    const attempts = [{ key: 'slow', limit: { burst: 1, perMinute: 6 } }]
    await limiter.take(attempts)
    await expect(limiter.take(attempts)).rejects.toMatchObject({ params: { retryAfterSeconds: 10 } })
    await sql`update platform.flood_limits set full_at = full_at - interval '10 seconds'`.execute(db)
    await limiter.take(attempts)
  })

  it('is forgotten once it is full', async () => {
    await limiter.take([{ key: 'soon', limit: { burst: 1, perMinute: 600_000 } }])
    await sql`update platform.flood_limits set full_at = least(full_at, now() - interval '1 second')`.execute(
      db,
    )
    await forgetFullBuckets(db)
    const { rows } = await sql`select from platform.flood_limits`.execute(db)
    expect(rows).toEqual([])
  })

  it('that cannot be asked lets nobody through', async () => {
    await sql`alter table platform.flood_limits rename to gone`.execute(db)
    await expect(passes([{ key: 'a', limit: { burst: 1, perMinute: 1 } }])).rejects.toThrow()
    await sql`alter table platform.gone rename to flood_limits`.execute(db)
  })
})
