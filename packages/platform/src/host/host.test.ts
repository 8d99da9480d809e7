import { Type } from 'typebox'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { event, Exact, route, systemContext, type Fact } from '../contract/index.ts'
import { defineService } from '../service/index.ts'
import { testHost } from '../testing/index.ts'
import { remoteService } from './remote.ts'

const said = event('greeter.greeted.v1', Type.Object({ name: Type.String() }))

const contract = {
  greet: route({
    method: 'POST',
    path: '/greetings',
    summary: 'Greet',
    capability: 'greeting.create',
    role: 'anonymous',
    idempotent: true,
    makesGuest: true,
    input: Exact({ name: Type.String({ minLength: 1, maxLength: 20 }) }),
    output: Type.Object({ text: Type.String(), guestToken: Type.Optional(Type.String()) }),
  }),
  count: route({
    method: 'GET',
    path: '/greetings',
    summary: 'Count',
    capability: 'greeting.count',
    role: 'anonymous',
    input: Exact({ atLeast: Type.Optional(Type.Integer()), like: Type.Optional(Type.String()) }),
    output: Type.Object({ count: Type.Integer() }),
  }),
  find: route({
    method: 'GET',
    path: '/greetings/{name}',
    summary: 'Find',
    capability: 'greeting.find',
    role: 'anonymous',
    input: Exact({ name: Type.String() }),
    output: Type.Object({ found: Type.Boolean() }),
  }),
  secret: route({
    method: 'GET',
    path: '/secret',
    summary: 'For merchants',
    capability: 'greeting.secret',
    role: 'merchant',
    permission: 'greetings.read',
    input: Exact({}),
    output: Type.Object({ ok: Type.Boolean() }),
  }),
  inner: route({
    method: 'POST',
    path: '/internal/inner',
    summary: 'For services',
    capability: 'greeting.inner',
    role: 'system',
    input: Exact({}),
    output: Type.Object({ ok: Type.Boolean() }),
  }),
}

const greeter = defineService({
  name: 'greeter',
  contract,
  uses: {},
  migrations: new URL('file:///nowhere/'),
  create(deps) {
    const db = deps.database<unknown>()
    return {
      operations: {
        async greet(_ctx, { name }) {
          if (name === 'nobody') throw new Error('there is nobody')
          await db.transaction().execute(async (tx) => {
            await sql`insert into greeter.greetings (name) values (${name})`.execute(tx)
            await deps.emit(tx, said, name, { name })
            await deps.enqueue(tx, 'remember', { name })
          })
          return { text: `hello ${name}` }
        },
        async count() {
          const { rows } = await sql<{
            count: number
          }>`select count(*)::int as count from greeter.greetings`.execute(db)
          return { count: rows[0]?.count ?? 0 }
        },
        async find(_ctx, { name }) {
          const { rows } = await sql`select from greeter.greetings where name = ${name}`.execute(db)
          return { found: rows.length > 0 }
        },
        secret: async () => ({ ok: true }),
        inner: async () => ({ ok: true }),
      },
      tasks: [
        {
          name: 'remember',
          run: async ({ name }: { name: string }) =>
            void (await sql`insert into greeter.remembered values (${name})`.execute(db)),
        },
      ],
    }
  },
})

const listener = defineService({
  name: 'listener',
  contract: {},
  uses: { greeter: contract },
  migrations: new URL('file:///nowhere/'),
  create({ calls }) {
    return {
      operations: {},
      consumers: [
        {
          name: 'heard',
          events: [said],
          async handle(facts, tx) {
            for (const fact of facts as Fact<typeof said>[]) {
              if (fact.payload.name === 'poison') throw new Error('cannot hear that')
              if (fact.payload.name === 'gossip') await calls.greeter.count(systemContext('listener'), {})
              await sql`insert into greeter.heard (name) values (${fact.payload.name})`.execute(tx)
            }
          },
        },
      ],
    }
  },
})

const host = await testHost({
  services: [greeter, listener],
  prepare: async (db) => {
    await sql`create schema greeter`.execute(db)
    await sql`create table greeter.greetings (name text)`.execute(db)
    await sql`create table greeter.heard (name text)`.execute(db)
    await sql`create table greeter.remembered (name text)`.execute(db)
    await sql`select platform.create_outbox('greeter')`.execute(db)
  },
})
const db = host.db.kysely<unknown>()
const names = async (table: string) =>
  (
    await sql<{ name: string }>`select name from ${sql.table(`greeter.${table}`)} order by name`.execute(db)
  ).rows.map((row) => row.name)
/** A figure of the listener, as Prometheus reads it. */
const figure = async (name: string) => {
  const text = await (await fetch(`${host.http}/metrics`)).text()
  const line = text.split('\n').find((one) => one.startsWith(`${name}{consumer="listener.heard<greeter"}`))
  return Number(line?.split(' ').at(-1))
}
const greet = (name: string, headers: Record<string, string> = {}) =>
  fetch(`${host.http}/api/greeter/greetings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ name }),
  })

test('a greeting is answered, told to its listener once and remembered by a task', async () => {
  expect(await host.calls.greeter.greet(host.ctx(), { name: 'ann' })).toEqual({ text: 'hello ann' })
  await host.quiet()
  expect(await names('heard')).toEqual(['ann'])
  await expect.poll(() => names('remembered')).toEqual(['ann'])
})

test('a guest gets a key of their own, and the same idempotency key gets the first answer', async () => {
  const first = await greet('bob', { 'idempotency-key': 'key-0001-abc' })
  const second = await greet('bob', { 'idempotency-key': 'key-0001-abc' })
  const one = (await first.json()) as { guestToken: string }
  expect(first.status).toBe(200)
  expect(first.headers.get('set-cookie')).toContain('tw-guest=')
  expect(await second.json()).toEqual(one)
  expect((await names('greetings')).filter((name) => name === 'bob')).toHaveLength(1)
  const other = await greet('eve', { 'idempotency-key': 'key-0001-abc' })
  expect(other.status).toBe(422)
  expect(await other.json()).toMatchObject({ code: 'platform.idempotency-mismatch' })
})

test('a failure leaves the idempotency key free', async () => {
  expect((await greet('nobody', { 'idempotency-key': 'key-0002-abc' })).status).toBe(500)
  expect((await greet('carol', { 'idempotency-key': 'key-0002-abc' })).status).toBe(200)
})

test('what is not declared is denied', async () => {
  expect((await fetch(`${host.http}/api/greeter/secret`)).status).toBe(401)
  expect((await fetch(`${host.http}/api/greeter/internal/inner`, { method: 'POST' })).status).toBe(404)
  expect(
    (
      await fetch(`${host.http}/internal/greeter/inner`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{}',
      })
    ).status,
  ).toBe(404)
})

test('unknown and missing fields are refused at the field', async () => {
  const answer = await fetch(`${host.http}/api/greeter/greetings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ role: 'admin' }),
  })
  expect(answer.status).toBe(400)
  const problem = (await answer.json()) as { errors: { path: string }[] }
  expect(problem.errors.map((error) => error.path).sort()).toContain('name')
})

test('text that no database keeps is refused wherever it comes in', async () => {
  const pathsOf = async (answer: Response) => {
    const problem = (await answer.json()) as { errors: { path: string; code: string }[] }
    return [answer.status, ...problem.errors.map(({ path, code }) => `${path} ${code}`)]
  }
  for (const broken of ['a\0b', '\ud800', 'tail \udc00'])
    expect(await pathsOf(await greet(broken))).toEqual([400, 'name platform.invalid-format'])
  const ask = (path: string) => fetch(`${host.http}/api/greeter/greetings${path}`)
  expect(await pathsOf(await ask('?like=a%00b'))).toEqual([400, 'like platform.invalid-format'])
  expect(await pathsOf(await ask('/a%00b'))).toEqual([400, 'name platform.invalid-format'])
  expect((await greet('\u{1f375}')).status).toBe(200)
})

test('the local and the remote caller give the same answers and the same refusals', async () => {
  const key = host.config.keys.internalCalls.toString('base64url')
  const far = remoteService('greeter', contract, host.http, key)
  const ctx = { ...host.ctx(), actor: host.system() }
  expect(await far.count(ctx, {})).toEqual(await host.calls.greeter.count(ctx, {}))
  for (const name of ['', '\0']) await expect(far.greet(ctx, { name })).rejects.toMatchObject({ status: 400 })
  const stranger = remoteService('greeter', contract, host.http, 'wrong')
  await expect(stranger.count(ctx, {})).rejects.toMatchObject({ status: 404 })
})

test(
  'a fact that cannot be digested is set aside and those behind it move on',
  { timeout: 30_000 },
  async () => {
    await host.quiet()
    await host.calls.greeter.greet(host.ctx(), { name: 'poison' })
    await host.calls.greeter.greet(host.ctx(), { name: 'zoe' })
    expect(await figure('tradewind_outbox_unread_facts')).toBe(2)
    expect(await figure('tradewind_outbox_lag_seconds')).toBeGreaterThan(0)
    await expect.poll(() => names('heard'), { timeout: 25_000 }).toContain('zoe')
    const { rows } = await sql<{ key: string }>`select key from platform.dead_facts`.execute(db)
    expect(rows).toEqual([{ key: 'poison' }])
    await expect.poll(() => figure('tradewind_outbox_unread_facts')).toBe(0)
    expect(await figure('tradewind_outbox_lag_seconds')).toBe(0)
  },
)

test(
  'a consumer that calls another service out of its open transaction fails under test',
  { timeout: 30_000 },
  async () => {
    await host.calls.greeter.greet(host.ctx(), { name: 'gossip' })
    const errors = async () =>
      (await sql<{ error: string }>`select error from platform.dead_facts where key = 'gossip'`.execute(db))
        .rows
    await expect
      .poll(errors, { timeout: 25_000 })
      .toEqual([{ error: 'Error: listener.heard<greeter calls greeter.count while its transaction is open' }])
  },
)
