import { ADDRESS, openMall, OWN_STORE } from '@tradewind/orders/testing'
import type { Contract, Operation } from '@tradewind/platform/contract'
import { describe, expect, it } from 'vitest'
import { SERVICES } from '../services.ts'
import { attemptsAt, type Attempt } from './attempts.testing.ts'
import { tellFloods } from './floods.testing.ts'
import { HOSTILE_TEXTS } from './hostile-values.testing.ts'
import { tellUploads } from './uploads.testing.ts'

// With a limit of requests, floods of what costs much are held off as in production.
const mall = await openMall({ REQUESTS_PER_MINUTE: '1000000' }, ...SERVICES)
const { host, calls } = mall
await host.quiet()
const [cup] = await calls.catalog.getOffers(mall.system(), { offerIds: [mall.cup] })
const made = await fetch(`${host.http}/api/orders/carts?market=DE`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ lines: [{ offerId: mall.cup, quantity: 1 }] }),
})
const cart = (await made.json()) as { id: string; guestToken: string }

const KNOWN = {
  texts: [cup?.productId ?? '', mall.cup, mall.own, cart.id, 'DE', 'EUR', 'own'],
  properties: { address: ADDRESS, email: 'somebody@example.com' },
}

const PASSWORD = 'three doors to one house'
const people = await calls.identity.importPeople(mall.system(), {
  people: ['buyer', 'merchant', 'operator'].map((name) => ({
    email: `${name}@example.com`,
    name,
    password: PASSWORD,
    locale: 'en' as const,
    operator: name === 'operator',
    demo: true,
  })),
})
await calls.merchants.importStores(mall.system(), {
  stores: [{ ...OWN_STORE, ownerId: people.find(({ email }) => email.startsWith('merchant'))?.id }],
})
await host.quiet()
const tokenOf = async (name: string, portal: 'mall' | 'merchant' | 'admin') => {
  const answer = await calls.identity.login(host.ctx(), {
    email: `${name}@example.com`,
    password: PASSWORD,
    portal,
  })
  return 'accessToken' in answer ? answer.accessToken : ''
}
/** What each kind of caller shows. */
const CALLERS = {
  anonymous: { 'x-guest-token': cart.guestToken },
  buyer: { authorization: `Bearer ${await tokenOf('buyer', 'mall')}` },
  merchant: { authorization: `Bearer ${await tokenOf('merchant', 'merchant')}` },
  operator: { authorization: `Bearer ${await tokenOf('operator', 'admin')}` },
}

tellUploads(host.http, CALLERS)

const OPERATIONS = SERVICES.flatMap(
  ({ name, contract }) =>
    Object.values<Operation>(contract as Contract)
      .filter(({ role }) => role !== 'system')
      .map((operation) => ({
        service: name,
        operation,
        told: `${operation.role}: ${operation.method} ${name}${operation.path}`,
      })),
  // What ends a session comes last, since the others need it.
).toSorted((a, b) => Number(a.operation.session === 'clear') - Number(b.operation.session === 'clear'))

/** What nobody outside may learn from an answer. */
const INSIDES =
  /syntax error|postgres|relation "|\bpg_catalog\b|node_modules|file:\/\/|\.ts:\d+|\bat .+:\d+:\d+/i

/** Sends a request; answers what is wrong with what comes back. */
async function faultOf(
  { method, role }: Pick<Operation, 'method' | 'role'>,
  { address, body }: Attempt,
): Promise<string | undefined> {
  const answer = await fetch(host.http + address, {
    method,
    redirect: 'manual',
    headers: {
      ...(role !== 'system' && CALLERS[role]),
      'if-match': '1',
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body }),
  })
  const { status } = answer
  const text = await answer.text()
  if (status >= 500 || (status >= 300 && status < 400)) return `${status} ${text.slice(0, 200)}`
  if (INSIDES.test(text)) return `tells of its insides: ${text.slice(0, 200)}`
  if (status < 400) return undefined
  const type = answer.headers.get('content-type') ?? ''
  if (!type.startsWith('application/problem+json')) return `${status} as ${type}`
  const problem = JSON.parse(text) as { code: string; title: string; errors?: { path: string }[] }
  if (problem.title === problem.code) return `${problem.code} has no words`
  return undefined
}

async function faultsOf(
  operation: Pick<Operation, 'method' | 'role'>,
  attempts: Attempt[],
): Promise<string[]> {
  const found: string[] = []
  const sendRest = async () => {
    for (let one = attempts.shift(); one; one = attempts.shift()) {
      const fault = await faultOf(operation, one)
      if (fault !== undefined) found.push(`${one.told} → ${fault}`)
    }
  }
  await Promise.all([sendRest(), sendRest()])
  return found
}

describe('whatever anybody writes is answered or refused, never a fault', () => {
  it.each(OPERATIONS)('$told', async ({ service, operation }) => {
    expect(await faultsOf(operation, attemptsAt(service, operation, KNOWN))).toEqual([])
    expect(Object.hasOwn(Object.prototype, 'hit')).toBe(false)
  })

  it.each(['locale', 'market', 'currency'])('as %s, which every operation takes', async (name) => {
    const attempts = [
      '/api/search/query?q=cup',
      '/api/orders/carts/current?',
      '/api/content/pages/none?',
    ].flatMap((path) =>
      HOSTILE_TEXTS.map((text) => ({
        told: text,
        address: `${path}&${new URLSearchParams({ [name]: text })}`,
        body: undefined,
      })),
    )
    expect(await faultsOf({ method: 'GET', role: 'anonymous' }, attempts)).toEqual([])
  })
})

tellFloods(host.http, KNOWN)
