import { Agent, request } from 'node:http'
import type { Contract, Operation } from '@tradewind/platform/contract'
import { afterAll, describe, expect, it } from 'vitest'
import { checkInvariants } from '../../../../scripts/invariants/run.ts'
import { SERVICES } from '../services.ts'
import { attemptsAt, plainAttempts, type Attempt } from './attempts.testing.ts'
import { tellFloods } from './floods.testing.ts'
import { openFurnishedMall } from './furnished-mall.testing.ts'
import { HOSTILE_TEXTS } from './hostile-values.testing.ts'
import { tellUploads } from './uploads.testing.ts'

// With a limit of requests, floods of what costs much are held off as in production; each attempt has an address of its own.
const { host, callers, known } = await openFurnishedMall({ REQUESTS_PER_MINUTE: '1000000', TRUST_PROXY: '1' })

tellUploads(host.http, callers)

const ROLES = ['anonymous', 'buyer', 'merchant', 'operator'] as const
type Role = (typeof ROLES)[number]
const OPERATIONS = SERVICES.flatMap(({ name, contract }) =>
  Object.values<Operation>(contract as Contract).flatMap((operation) => {
    const role = ROLES.find((one) => one === operation.role)
    return role
      ? [{ service: name, operation, role, told: `${operation.method} ${name}${operation.path}` }]
      : []
  }),
)

const agent = new Agent({ keepAlive: true })
afterAll(() => agent.destroy())
let asked = 0

interface Answer {
  status: number
  type: string
  text: string
}

/** Asks as one of many behind the proxy; a tenth of what `fetch` costs. */
const ask = (method: string, role: Role, { address, body }: Attempt): Promise<Answer> =>
  new Promise((resolve, reject) => {
    asked += 1
    const headers = {
      ...callers[role],
      'if-match': '1',
      'x-forwarded-for': `10.${asked >> 16}.${(asked >> 8) & 255}.${asked & 255}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    }
    const sent = request(host.http + address, { agent, method, headers }, (answer) => {
      answer.on('error', reject)
      let text = ''
      answer.setEncoding('utf8')
      answer.on('data', (part: string) => (text += part))
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, type: answer.headers['content-type'] ?? '', text }),
      )
    })
    sent.on('error', reject)
    sent.end(body)
  })

/** What nobody outside may learn from an answer. */
const INSIDES =
  /syntax error|postgres|relation "|\bpg_catalog\b|node_modules|file:\/\/|\.ts:\d+|\bat .+:\d+:\d+/i

/** What is wrong with an answer; malformed input is told by its field. */
function faultOf({ status, type, text }: Answer): string | undefined {
  if (status >= 500 || (status >= 300 && status < 400)) return `${status} ${text.slice(0, 200)}`
  if (INSIDES.test(text)) return `tells of its insides: ${text.slice(0, 200)}`
  if (status < 400) return undefined
  if (!type.startsWith('application/problem+json')) return `${status} as ${type}`
  const problem = JSON.parse(text) as { code: string; title: string }
  if (problem.title === problem.code) return `${problem.code} has no words`
  return undefined
}

function namesField(text: string): boolean {
  const { code, errors = [] } = JSON.parse(text) as { code: string; errors?: { path: string }[] }
  return code !== 'platform.bad-request' || (errors.length > 0 && errors.every(({ path }) => path !== ''))
}

/** With which statuses operations answered. */
const met = new Map<Pick<Operation, 'method'>, Set<number>>()

async function faultsOf(
  operation: Pick<Operation, 'method'>,
  role: Role,
  attempts: readonly Attempt[],
): Promise<string[]> {
  const waiting = [...attempts]
  const found: string[] = []
  const sendRest = async () => {
    for (let one = waiting.shift(); one; one = waiting.shift()) {
      const answer = await ask(operation.method, role, one)
      met.set(operation, (met.get(operation) ?? new Set()).add(answer.status))
      const isUntold = one.field !== undefined && answer.status === 400 && !namesField(answer.text)
      const fault = isUntold ? `names no field: ${answer.text.slice(0, 200)}` : faultOf(answer)
      if (fault !== undefined) found.push(`${one.told} → ${fault}`)
    }
  }
  await Promise.all([sendRest(), sendRest(), sendRest()])
  return found
}

/** Whether whatever the schema let through was refused for who asked. */
function isTurnedAway(operation: Operation): boolean {
  const understood = [...(met.get(operation) ?? [])].filter((status) => status !== 400 && status !== 414)
  return understood.length > 0 && understood.every((status) => status === 401 || status === 403)
}

const tellHostile = (operations: typeof OPERATIONS) =>
  it.each(operations)('$told', async ({ service, operation, role }) => {
    expect(await faultsOf(operation, role, attemptsAt(service, operation, known))).toEqual([])
    expect(Object.hasOwn(Object.prototype, 'hit')).toBe(false)
    // Strangers guess secrets, to which no is the right answer; everybody else is to be let in.
    if (role !== 'anonymous') expect(isTurnedAway(operation)).toBe(false)
  })

/** Operations on orders and what follows from them, by its id. */
const isOnOrders = ({ service, operation }: (typeof OPERATIONS)[number]) =>
  ['orders', 'fulfilment', 'payments', 'reviews', 'settlement'].includes(service) &&
  /[iI]d\}/.test(operation.path)

/** Answers to those who were not let through to what they named. */
const NOT_REACHED: ReadonlySet<number> = new Set([400, 401, 403, 404, 429])

// Role by role: operators come last, who may close what the others need.
describe.each(ROLES)('%s', (role) => {
  const operations = OPERATIONS.filter((one) => one.role === role && one.operation.session !== 'clear')

  describe('is answered or refused whatever they write, never by a fault', () => {
    tellHostile(operations)
  })

  const onOrders = operations.filter(isOnOrders)
  if (onOrders.length === 0) return
  describe('reaches an order, a parcel, a return, a dispute, a post or a statement that is there', () => {
    it.each(onOrders)('$told', async ({ service, operation }) => {
      expect(await faultsOf(operation, role, plainAttempts(service, operation, known))).toEqual([])
      const answered = [...(met.get(operation) ?? [])]
      expect(answered.filter((status) => !NOT_REACHED.has(status))).not.toEqual([])
    })
  })
})

describe('whatever anybody writes', () => {
  it.each(['locale', 'market', 'currency'])(
    'as %s, which every operation takes, is no fault',
    async (name) => {
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
      expect(await faultsOf({ method: 'GET' }, 'anonymous', attempts)).toEqual([])
    },
  )

  describe('ends a session at most', () => {
    tellHostile(OPERATIONS.filter(({ operation }) => operation.session === 'clear'))
  })
})

describe('money and stock', () => {
  it('are as they must be after all that', async () => {
    await host.quiet()
    const findings = await checkInvariants(host.db.pool)
    const broken = findings.filter(({ violations }) => violations.length > 0)
    expect(broken.map(({ invariant, violations }) => [invariant.id, violations])).toEqual([])
  })
})

tellFloods(host.http, known[0] ?? { told: '', texts: [], properties: {} })
