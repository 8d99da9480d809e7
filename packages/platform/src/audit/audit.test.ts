import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { testDatabase } from '../testing/index.ts'
import { encodeCursor } from '@tradewind/kernel'
import {
  appendAudit,
  listAudit,
  noteAuditHead,
  readAuditHeads,
  verifyAudit,
  type AuditEntry,
} from './index.ts'

const database = await testDatabase()
const db = database.kysely<never>()

const entry = (over: Partial<AuditEntry> = {}): AuditEntry => ({
  actor: 'usr_1',
  role: 'operator',
  operation: 'admin.merchant.approve',
  target: 'mer_1',
  detail: { rate: '0.12', lines: [1, 2.5, -0, 1e21] },
  ...over,
})
const append = (over?: Partial<AuditEntry>) => db.transaction().execute((tx) => appendAudit(tx, entry(over)))

/** What only the owner of the database can do, and only by taking the guards off. */
async function tamper(statement: ReturnType<typeof sql>) {
  await sql`alter table platform.audit disable trigger append_only`.execute(db)
  await statement.execute(db)
  await sql`alter table platform.audit enable trigger append_only`.execute(db)
}

async function chainOf(length: number) {
  for (let index = 1; index <= length; index += 1) await append({ target: `mer_${index}` })
}

afterEach(() => tamper(sql`delete from platform.audit`))

describe('the audit log', () => {
  it('seals each row with the one before it', async () => {
    expect(await verifyAudit(db)).toEqual({ ok: true, rows: 0, head: { id: 0, hash: '' } })
    await chainOf(3)
    const { items } = await listAudit(db, { limit: 10 })
    expect(items.map(({ id, target }) => [id, target])).toEqual([
      ['3', 'mer_3'],
      ['2', 'mer_2'],
      ['1', 'mer_1'],
    ])
    expect(items[0]?.previousHash).toBe(items[1]?.hash)
    expect(items[2]?.previousHash).toBe('')
    expect(items[0]).toMatchObject({
      actor: 'usr_1',
      detail: { rate: '0.12' },
      at: expect.stringMatching(/Z$/),
    })
    expect(await verifyAudit(db)).toMatchObject({ ok: true, rows: 3, head: { id: 3, hash: items[0]?.hash } })
  })

  it('is one chain however many write at once, and forgets what was rolled back', async () => {
    const writes = Array.from({ length: 30 }, (_, index) =>
      db.transaction().execute(async (tx) => {
        await appendAudit(tx, entry({ target: `mer_${index}` }))
        if (index % 3 === 0) throw new Error('rolled back')
      }),
    )
    const outcomes = await Promise.allSettled(writes)
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(20)
    expect(await verifyAudit(db)).toMatchObject({ ok: true, rows: 20 })
  })

  it('pages from the newest to the oldest', async () => {
    await chainOf(5)
    const first = await listAudit(db, { limit: 2 })
    const second = await listAudit(db, { limit: 2, cursor: first.nextCursor ?? '' })
    const third = await listAudit(db, { limit: 2, cursor: second.nextCursor ?? '' })
    const ids = [first, second, third].map(({ items }) => items.map(({ id }) => id))
    expect(ids).toEqual([['5', '4'], ['3', '2'], ['1']])
    expect(third.nextCursor).toBeNull()
    await expect(listAudit(db, { limit: 2, cursor: 'nonsense' })).rejects.toMatchObject({
      code: 'platform.bad-cursor',
    })
  })

  it('holds for any detail that a caller may send', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.jsonValue({ noUnicodeString: false }),
        fc.string({ unit: 'binary' }),
        async (json, text) => {
          await append({ detail: { json, text } })
        },
      ),
      { numRuns: 60 },
    )
    expect(await verifyAudit(db)).toMatchObject({ ok: true })
  })

  it('keeps no secrets', async () => {
    await append({
      detail: { email: 'new@mall.example', password: 'hunter2', nested: [{ apiKey: 'hunter3' }] },
    })
    const { items } = await listAudit(db, { limit: 1 })
    expect(JSON.stringify(items)).not.toContain('hunter')
    expect(JSON.stringify(items)).toContain('new@mall.example')
  })

  it('cannot be changed by the program', async () => {
    await append()
    await expect(sql`update platform.audit set actor = 'usr_2'`.execute(db)).rejects.toThrow('append-only')
    await expect(sql`delete from platform.audit`.execute(db)).rejects.toThrow('append-only')
    await expect(sql`truncate platform.audit`.execute(db)).rejects.toThrow('append-only')
  })
})

describe('the heads of the audit log', () => {
  const folder = mkdtemp(join(tmpdir(), 'tradewind-heads-'))
  afterAll(async () => rm(await folder, { recursive: true }))

  it('are noted beside the database, each once', async () => {
    const dataDir = await folder
    expect(await noteAuditHead(db, dataDir)).toBeUndefined()
    expect(await readAuditHeads(dataDir)).toEqual([])
    await chainOf(2)
    const first = await noteAuditHead(db, dataDir)
    expect(await noteAuditHead(db, dataDir)).toBeUndefined()
    await append()
    const second = await noteAuditHead(db, dataDir)
    expect([first?.id, second?.id]).toEqual([2, 3])
    expect(await readAuditHeads(dataDir)).toEqual([first, second])
  })
})

describe('the check of the audit log', () => {
  it.each([
    "at = at + interval '1 second'",
    "actor = 'usr_9'",
    "role = 'system'",
    "operation = 'x'",
    'target = null',
    'detail = \'{"rate":"0.01"}\'',
    "hash = repeat('0', 64)",
  ])('names the row in which %s', async (change) => {
    await chainOf(6)
    await tamper(sql`update platform.audit set ${sql.raw(change)} where id = 4`)
    expect(await verifyAudit(db)).toEqual({ ok: false, brokenId: 4, reason: 'altered' })
  })

  it('names a row taken out', async () => {
    await chainOf(6)
    await tamper(sql`delete from platform.audit where id = 3`)
    expect(await verifyAudit(db)).toEqual({ ok: false, brokenId: 3, reason: 'missing' })
  })

  it('names the row behind one that was written anew with a right seal of its own', async () => {
    await chainOf(4)
    await tamper(sql`update platform.audit a set actor = 'usr_9' where id = 2`)
    await tamper(sql`update platform.audit a set hash = platform.audit_hash(a) where id = 2`)
    expect(await verifyAudit(db)).toEqual({ ok: false, brokenId: 3, reason: 'unlinked' })
  })

  it('names a row put in', async () => {
    await chainOf(4)
    await tamper(
      sql`insert into platform.audit (actor, role, operation, detail) values ('x', 'x', 'x', '{}')`,
    )
    expect(await verifyAudit(db)).toMatchObject({ ok: true, rows: 5 }) // at the end, by the front door: a true row
    await tamper(sql`update platform.audit set id = id + 100 where id = 5`)
    await tamper(sql`update platform.audit a set id = 5, hash = platform.audit_hash(a) where id = 105`)
    expect(await verifyAudit(db)).toMatchObject({ ok: false, brokenId: 5 })
  })

  it('shows that the end was cut off or all was written anew, by a head kept elsewhere', async () => {
    await chainOf(4)
    const verdict = await verifyAudit(db)
    const head = verdict.ok ? verdict.head : undefined
    await tamper(sql`delete from platform.audit where id > 2`)
    expect(await verifyAudit(db)).toMatchObject({ ok: true, rows: 2 })
    expect(await verifyAudit(db, head)).toEqual({ ok: false, brokenId: 3, reason: 'missing' })
    await chainOf(5)
    expect(await verifyAudit(db, head)).toEqual({ ok: false, brokenId: 4, reason: 'unlinked' })
  })

  it('names any altered row of any chain', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 12 }), fc.nat(), async (length, pick) => {
        await tamper(sql`delete from platform.audit`)
        await chainOf(length)
        const id = (pick % length) + 1
        await tamper(sql`update platform.audit set detail = detail || '{"planted":1}' where id = ${id}`)
        expect(await verifyAudit(db)).toEqual({ ok: false, brokenId: id, reason: 'altered' })
      }),
      { numRuns: 15 },
    )
  })

  it('reads a chain longer than it takes at a time', async () => {
    await tamper(sql`insert into platform.audit (actor, role, operation, detail)
      select 'usr_1', 'operator', 'x', jsonb_build_object('n', n) from generate_series(1, 5100) n`)
    expect(await verifyAudit(db)).toMatchObject({ ok: true, rows: 5100 })
    await tamper(sql`update platform.audit set role = 'system' where id = 5050`)
    expect(await verifyAudit(db)).toMatchObject({ ok: false, brokenId: 5050 })
    const { items } = await listAudit(db, { limit: 100, cursor: encodeCursor([5080]) })
    expect(items.filter(({ intact }) => !intact).map(({ id }) => id)).toEqual(['5050'])
  })
})
