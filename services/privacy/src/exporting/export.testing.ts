import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { HOLDINGS, type Holding } from '../holdings.ts'
import { ELSEWHERE, type Mall } from '../privacy.testing.ts'

/** Of identity, what only proves who somebody is. */
const SECRET = [
  'ceremonies',
  'challenges',
  'credentials',
  'issuer_flows',
  'link_offers',
  'one_time_tokens',
  'recovery_codes',
]

const PERSONAL = [
  'address',
  'applicant_id',
  'author',
  'author_id',
  'bought_by',
  'contact_name',
  'email',
  'first_name',
  'last_name',
  'owner',
  'owner_id',
  'phone',
  'recipient',
  'reporter',
  'user_id',
  'viewer',
]

export function tellExport(mall: Mall): void {
  const { host, db, productId, person, live } = mall

  describe('an export', () => {
    it('holds everything that was left, in a file of a known form, for who proved who they are', async () => {
      const ctx = await person('Ida', 'ida@example.com')
      await live(ctx, ctx.email)
      const ask = () =>
        fetch(`${host.http}/api/privacy/export`, { headers: { authorization: `Bearer ${ctx.token}` } })
      const answer = await ask()
      expect(answer.status).toBe(200)
      expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="tradewind-.*\.json"$/)
      const data = (await answer.json()) as Record<string, Record<string, unknown>[]>
      expect(data).toMatchObject({
        format: 'tradewind-personal-data',
        version: 1,
        account: [{ email: 'ida@example.com', name: 'Ida' }],
        addresses: [{ address: { line1: ELSEWHERE.line1, latin: ELSEWHERE.latin } }],
        orders: [
          {
            email: 'ida@example.com',
            currency: 'EUR',
            address: { latin: ELSEWHERE.latin },
            totalMinor: expect.any(Number),
            stores: [{ lines: [{ quantity: 1, unitMinor: 1190 }] }],
          },
        ],
        payments: [{ status: 'captured' }],
        parcels: [{ carrier: 'Post' }],
        reviews: [{ rating: 5, author: ELSEWHERE.name }],
        questions: [{ author: ELSEWHERE.name }],
        favourites: [{ productId, currency: 'EUR' }],
        followedStores: [{ storeId: mall.own }],
        views: [{ productId, kind: 'view' }],
        remembering: [{ remember: true }],
      })
      const sections = Object.values(HOLDINGS).flatMap((holding: Holding) =>
        'exports' in holding ? holding.exports : [],
      )
      expect(
        Object.keys(data)
          .filter((key) => Array.isArray(data[key]))
          .sort(),
      ).toEqual([...sections].sort())
      const guide = readFileSync(
        join(import.meta.dirname, '../../../../docs/guides/personal-data.md'),
        'utf8',
      )
      expect(sections.filter((section) => !guide.includes(`\`${section}\``))).toEqual([])
      const text = JSON.stringify(data)
      expect(text).not.toMatch(/password|linkHash|tokenHash|sealed/)

      await sql`update identity.sessions set confirmed_at = now() - interval '11 minutes'`.execute(db)
      expect((await ask()).status).toBe(403)
      const nobody = await fetch(`${host.http}/api/privacy/export`)
      expect(nobody.status).toBe(401)
    })

    it('misses no service and no column that names a person', async () => {
      const names = globSync('services/*/package.json', { cwd: join(import.meta.dirname, '../../../..') })
      expect(names.map((path) => path.split(/[\\/]/)[1]).sort()).toEqual(Object.keys(HOLDINGS).sort())
      const { rows } = await sql<{ schema: string; table: string; column: string }>`
        select table_schema as schema, table_name as table, column_name as column from information_schema.columns
        where column_name = any(${PERSONAL}) and table_schema = any(${Object.keys(HOLDINGS)})`.execute(db)
      const unseen = rows
        .filter(({ schema }) => 'exempt' in HOLDINGS[schema as keyof typeof HOLDINGS])
        .map(({ schema, table, column }) => `${schema}.${table}.${column}`)
      // Passwords and tokens are nobody's to read; all else that hangs on a person is exported.
      const hanging = await sql<{ table: string }>`select table_name as table from information_schema.columns
        where table_schema = 'identity' and column_name = 'user_id' order by table_name`.execute(db)
      expect(hanging.rows.map(({ table }) => table).filter((table) => !SECRET.includes(table))).toEqual([
        'addresses',
        'authenticators',
        'issuer_links',
        'known_browsers',
        'passkeys',
        'sessions',
        'store_members',
      ])
      const open = await sql<{ table: string }>`select distinct c.table_schema || '.' || c.table_name as table
        from information_schema.columns c join pg_class t on t.oid = format('%I.%I', c.table_schema, c.table_name)::regclass
        where c.column_name = any(${PERSONAL}) and c.table_schema = any(${Object.keys(HOLDINGS)}) and not t.relrowsecurity
          and has_table_privilege('tradewind_merchant', t.oid, 'select') order by 1`.execute(db)
      // Stores read where their parts of orders go.
      expect(open.rows.map(({ table }) => table)).toEqual(['orders.orders'])
      // An erasure that is under way knows whose it is, until it is done.
      expect(unseen).toEqual(['privacy.erasures.user_id'])
    })
  })
}
