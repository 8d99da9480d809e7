import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { remoteService } from '@tradewind/platform/host'
import pg from 'pg'
import { loadCalls } from '../../seeds/src/contracts.ts'
import { checkInvariants } from '../../scripts/invariants/run.ts'
import { buildStale } from '../../scripts/house/builds.ts'
import { startHouse, type House } from '../../scripts/house/house.ts'
import { run, stopping } from './at-end.ts'
import { Buyer, type Outcome } from './buyer.ts'
import { openShop } from './shop.ts'

/** `npm run chaos`: many buyers on few goods while the server and the database are killed; then the books must agree. */
const CHECKOUTS = Number(process.env['CHAOS_CHECKOUTS'] ?? 2_000)
const IN_FLIGHT = Number(process.env['CHAOS_IN_FLIGHT'] ?? 200)
const HOT_VARIANTS = 20
const STOCK_SHARE = 0.75
const SERVER_KILLS = 5
const SETTLED_WITHIN_SECONDS = 30

async function main(): Promise<number> {
  await buildStale((name) => console.log(`Building the ${name} ...`))
  const dataDir = await mkdtemp(join(tmpdir(), 'tradewind-chaos-'))
  return stopping(
    () => rm(dataDir, { recursive: true, force: true }),
    () => stormIn(dataDir),
  )
}

async function stormIn(dataDir: string): Promise<number> {
  const house = await startHouse({
    env: {
      DATA_DIR: dataDir,
      PORT: '0',
      TRADEWIND_SEED: 'demo',
      LOG_LEVEL: 'error',
      REQUESTS_PER_MINUTE: '0',
      ORDER_TTL_SECONDS: '120',
      POOL_MAX: '20',
    },
  })
  return stopping(
    () => house.stop(),
    () => storm(house),
  )
}

async function storm(house: House): Promise<number> {
  const key = house.config.keys.internalCalls.toString('base64url')
  const base = `http://127.0.0.1:${new URL(house.url).port}`
  const perVariant = Math.floor((CHECKOUTS * STOCK_SHARE) / HOT_VARIANTS)
  const shop = await openShop(
    loadCalls((name, contract) => remoteService(name, contract, base, key)),
    { stores: 4, products: HOT_VARIANTS, stock: () => perVariant },
  )
  await faultyWebhooks(house)
  console.log(
    `${CHECKOUTS} checkouts, ${IN_FLIGHT} in flight, ${HOT_VARIANTS} variants with ${perVariant} pieces each`,
  )

  const began = Date.now()
  const killing = killNowAndThen(house)
  const outcomes = await runBuyers(
    base,
    shop.offers.map((offer) => offer.offerId),
  )
  await killing.done
  const lastKill = killing.lastAt()
  const settled = await untilSettled(house, lastKill)
  const faults = [
    ...(await compareBooks(house, outcomes, perVariant, shop.offers.length)),
    ...(settled ? [] : [`not settled within ${SETTLED_WITHIN_SECONDS} s of the last kill`]),
  ]

  const count = (kind: Outcome['kind']) => outcomes.filter((outcome) => outcome.kind === kind).length
  console.log(
    `${count('paid')} paid, ${count('sold-out')} sold out, ${count('failed')} failed in ${((Date.now() - began) / 1_000).toFixed(0)} s`,
  )
  for (const fault of faults) console.log(`✗ ${fault}`)
  console.log(
    faults.length === 0
      ? '✓ nothing oversold, nothing undersold, nothing acknowledged lost; provider, orders and ledger agree'
      : `${faults.length} faults`,
  )
  return faults.length === 0 ? 0 : 1
}

/** Webhooks late, twice and out of order for the whole storm. */
async function faultyWebhooks(house: House): Promise<void> {
  await fetch(`${house.pspUrl}/control`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${house.config.sandboxPspKey}` },
    body: JSON.stringify({ webhooks: { times: 2, delaySeconds: 1, outOfOrder: true } }),
  })
}

async function runBuyers(base: string, offerIds: readonly string[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  let next = 0
  const worker = async () => {
    while (next < CHECKOUTS) {
      const offerId = offerIds[next % offerIds.length] ?? ''
      next += 1
      const outcome = await new Buyer(base)
        .buy([{ offerId, quantity: 1 }])
        .catch((error: unknown): Outcome => ({ kind: 'failed', why: String(error) }))
      outcomes.push(outcome)
      if (outcomes.length % 250 === 0) console.log(`  ${outcomes.length} done`)
    }
  }
  await Promise.all(Array.from({ length: IN_FLIGHT }, worker))
  return outcomes
}

/** Kills the server five times and the database once, some seconds apart. */
function killNowAndThen(house: House): { done: Promise<void>; lastAt(): number } {
  let last = Date.now()
  const strike = async () => {
    for (let strikes = 0; strikes < SERVER_KILLS + 1; strikes += 1) {
      await new Promise((resolve) => setTimeout(resolve, 6_000))
      if (strikes === 3 && house.postgres) process.kill(house.postgres.pid, 'SIGKILL')
      else for (const server of house.servers.values()) server.kill()
      last = Date.now()
      console.log(strikes === 3 ? '  database killed' : '  server killed')
    }
  }
  return { done: strike(), lastAt: () => last }
}

/** Whether every order is decided within the time allowed. */
async function untilSettled(house: House, lastKill: number): Promise<boolean> {
  const db = new pg.Pool({ connectionString: house.databaseUrl, max: 1 })
  db.on('error', () => undefined)
  const deadline = Math.max(lastKill, Date.now()) + SETTLED_WITHIN_SECONDS * 1_000
  try {
    while (Date.now() < deadline) {
      const open = await db
        .query<{ open: number }>(
          `select (select count(*) from inv.orders where status in ('placing', 'awaiting-payment')) + (select count(*) from inv.payments where status = 'captured' and order_id not in (select order_id from inv.ledger where order_id is not null)) as open`,
        )
        .then(
          ({ rows }) => Number(rows[0]?.open),
          () => 1,
        )
      if (open === 0) return true
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
    return false
  } finally {
    await db.end()
  }
}

async function compareBooks(
  house: House,
  outcomes: readonly Outcome[],
  perVariant: number,
  variants: number,
): Promise<string[]> {
  const db = new pg.Pool({ connectionString: house.databaseUrl, max: 1 })
  const faults: string[] = []
  const broken = (await checkInvariants(db)).filter(({ violations }) => violations.length > 0)
  faults.push(
    ...broken.map(
      ({ invariant, violations }) =>
        `${invariant.id} ${invariant.says}: ${violations.slice(0, 3).join(', ')}`,
    ),
  )

  const { rows: paid } = await db.query<{ id: string; total_minor: string }>(
    `select id, total_minor from inv.orders where paid_at is not null`,
  )
  const { rows: unpaid } = await db.query<{ status: string; count: string }>(
    `select status, count(*) from inv.orders where paid_at is null group by status`,
  )
  const ledger = await db.query<{ minor: string }>(
    `select coalesce(sum(minor), 0) as minor from inv.ledger where account like 'psp:%'`,
  )
  await db.end()

  const acknowledged = outcomes.flatMap((outcome) => (outcome.kind === 'paid' ? [outcome.orderId] : []))
  const paidIds = new Set(paid.map((order) => order.id))
  const lost = acknowledged.filter((id) => !paidIds.has(id))
  if (lost.length > 0) faults.push(`${lost.length} acknowledged and not paid: ${lost.slice(0, 3).join(', ')}`)
  const stock = perVariant * variants
  if (paid.length > stock) faults.push(`oversold: ${paid.length} of ${stock}`)
  if (paid.length < Math.min(stock, CHECKOUTS))
    faults.push(
      `undersold: ${paid.length} of ${stock}, other orders: ${unpaid.map((row) => `${row.count} ${row.status}`).join(', ')}`,
    )
  for (const outcome of outcomes)
    if (outcome.kind === 'failed') faults.push(`a buyer got no answer: ${outcome.why}`)

  const captures = await capturesOf(house)
  const total = paid.reduce((sum, order) => sum + Number(order.total_minor), 0)
  const captured = [...captures.values()].reduce((sum, minor) => sum + minor, 0)
  if (captures.size !== paid.length || captured !== total)
    faults.push(`provider ${captures.size} captures of ${captured}, orders ${paid.length} of ${total}`)
  if (Number(ledger.rows[0]?.minor) !== total) faults.push(`ledger ${ledger.rows[0]?.minor}, orders ${total}`)
  return faults
}

/** Captured minor units by order, from the provider's own record; refunded ones are taken out. */
async function capturesOf(house: House): Promise<Map<string, number>> {
  const text = await (await fetch(`${house.pspUrl}/log`)).text()
  const captures = new Map<string, number>()
  for (const line of text.split('\n').filter(Boolean)) {
    const entry = JSON.parse(line) as { type: string; order?: string; amount?: { minor: number } }
    if (entry.order === undefined || !entry.amount) continue
    if (entry.type === 'intent.succeeded') captures.set(entry.order, entry.amount.minor)
    if (entry.type === 'refund.succeeded') captures.delete(entry.order)
  }
  return captures
}

await run(main)
