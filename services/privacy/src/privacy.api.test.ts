import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { newId } from '@tradewind/kernel'
import { ownerKey, type CallContext } from '@tradewind/platform/contract'
import { eventually } from '@tradewind/platform/testing'
import { favouritesService } from '@tradewind/favourites/service'
import { ADDRESS, openMall } from '@tradewind/orders/testing'
import { recommendService } from '@tradewind/recommend/service'
import { reviewsService } from '@tradewind/reviews/service'
import { searchService } from '@tradewind/search/service'
import { sql } from 'kysely'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { HOLDINGS, type Holding } from './holdings.ts'
import { privacyService } from './service.ts'

const mall = await openMall(
  { CACHE: 'off' },
  searchService,
  reviewsService,
  recommendService,
  favouritesService,
  privacyService,
)
const { host, calls } = mall
const db = host.db.kysely<unknown>()
const operator = host.ctx({ actor: host.operator() })
const seller = host.ctx({ actor: host.merchant(mall.own) })
const [offer] = await calls.catalog.getOffers(mall.system(), { offerIds: [mall.cup] })
const productId = offer?.productId ?? ''
await calls.search.settle(mall.system(), {})
await host.quiet()
await calls.recommend.refresh(mall.system(), {})

/** Words that stand nowhere but in what one person wrote. */
const NAME = 'Wilhelmina Abendroth'
const EMAIL = 'wilhelmina.abendroth@example.com'
const STREET = 'Nachtigallenweg 77'
const PHONE = '+4940123456'
const HOME = { ...ADDRESS, name: NAME, line1: STREET, phone: PHONE }
/** Where everybody else lives. */
const ELSEWHERE = { ...ADDRESS, name: 'Ida Sommer', line1: 'Am Anger 2' }

/** Somebody with an account and a session, as a browser of theirs calls. */
async function person(name: string, email: string): Promise<CallContext & { token: string; email: string }> {
  const password = 'a quiet evening by the sea'
  const [known] = await calls.identity.importPeople(mall.system(), {
    people: [{ email, password, name, locale: 'en' }],
  })
  const answer = await calls.identity.login(host.ctx(), { email, password })
  if (!('accessToken' in answer)) throw new Error('nobody set a second factor')
  const session = await calls.identity.resolveSession(host.ctx(), { token: answer.accessToken })
  const actor = { kind: 'buyer' as const, userId: known?.id ?? '', sessionId: session?.sessionId ?? '' }
  return { ...host.ctx({ actor, market: 'DE' }), token: answer.accessToken, email }
}

/** Orders the cup, and has it where `received`. */
async function buy(ctx: CallContext, email: string, address = ELSEWHERE, received = true): Promise<string> {
  const lines = [{ offerId: mall.cup, quantity: 1 }]
  const cart = await calls.orders.createCart(ctx, { lines, address, email })
  const quoted = await calls.orders.quoteCart(ctx, { cartId: cart.id })
  const placed = await calls.orders.confirm(ctx, {
    cartId: cart.id,
    quoteId: quoted.quote?.id ?? '',
    paymentMethod: 'card',
  })
  await mall.pay(placed)
  if (received) await deliver(ctx, placed.orderId)
  return placed.orderId
}
async function deliver(ctx: CallContext, orderId: string): Promise<void> {
  const order = await calls.orders.getOrder(ctx, { orderId })
  for (const part of order.stores) {
    const parcels = [
      { carrier: 'Post', lines: part.lines.map(({ id: lineId, quantity }) => ({ lineId, quantity })) },
    ]
    await calls.orders.shipOrder(seller, { subOrderId: part.id, parcels })
    await calls.orders.receive(ctx, { orderId, subOrderId: part.id })
  }
}

/** Everything that somebody leaves in a mall. */
async function live(ctx: CallContext, email: string, address = ELSEWHERE): Promise<string> {
  const author = address.name
  await calls.identity.createAddress(ctx, { address })
  const orderId = await buy(ctx, email, address)
  await calls.orders.createCart(ctx, {
    lines: [{ offerId: mall.cup, quantity: 1 }],
    address,
    email,
  })
  await calls.reviews.createReview(ctx, {
    productId,
    author,
    rating: 5,
    body: `Signed, ${author}`,
  })
  await calls.reviews.askQuestion(ctx, { productId, author, body: `Is it blue? ${author}` })
  await calls.favourites.addFavourite(ctx, { productId })
  await calls.favourites.addFollow(ctx, { storeId: mall.own, mail: true })
  await calls.recommend.setRemembering(ctx, { remember: true })
  await calls.recommend.addViews(ctx, { views: [{ productId, kind: 'view' }] })
  await host.quiet()
  return orderId
}

/** Puts up a picture, as a buyer's browser does. */
async function upload(token: string, bytes = PIXEL): Promise<string> {
  const form = new FormData()
  form.set('purpose', 'review')
  form.set('file', new Blob([bytes]), `${NAME}.png`)
  const headers = { authorization: `Bearer ${token}` }
  const answer = await fetch(`${host.http}/api/catalog/files`, { method: 'POST', body: form, headers })
  return ((await answer.json()) as { id: string }).id
}
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
/** The same with words behind it, which make it another file. */
const OTHER_PIXEL = Buffer.concat([PIXEL, Buffer.from('another')])
const picturesOnDisk = () => globSync('files/pictures/*/*', { cwd: host.config.dataDir })

/** Every column of text or JSON in the database that holds some words, as `schema.table.column`. */
async function whereStands(words: string): Promise<string[]> {
  const { rows: columns } = await sql<{ schema: string; name: string; column: string }>`
    select c.table_schema as schema, c.table_name as name, c.column_name as column
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where t.table_type = 'BASE TABLE' and c.table_schema not in ('pg_catalog', 'information_schema')
      and (c.data_type in ('text', 'json', 'jsonb', 'character varying', 'ARRAY'))`.execute(db)
  const found: string[] = []
  for (const { schema, name, column } of columns) {
    const { rows } = await sql`select from ${sql.table(`${schema}.${name}`)}
      where ${sql.ref(column)}::text ilike ${`%${words}%`} limit 1`.execute(db)
    if (rows.length > 0) found.push(`${schema}.${name}.${column}`)
  }
  return found.sort()
}

/** Brings forward what follows an erasure by a minute. */
async function aMinuteLater(): Promise<void> {
  await sql`update graphile_worker._private_jobs set run_at = now() where key like 'privacy.erase-again:%'`.execute(
    db,
  )
  await host.quiet()
}

const refusalOf = async (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (thrown: { code: string; fields?: { code: string }[] }) => ({
      code: thrown.code,
      why: thrown.fields?.map(({ code }) => code) ?? [],
    }),
  )

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
      addresses: [{ address: { line1: ELSEWHERE.line1 } }],
      orders: [
        {
          email: 'ida@example.com',
          currency: 'EUR',
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
    const guide = readFileSync(join(import.meta.dirname, '../../../docs/guides/personal-data.md'), 'utf8')
    expect(sections.filter((section) => !guide.includes(`\`${section}\``))).toEqual([])
    const text = JSON.stringify(data)
    expect(text).not.toMatch(/password|linkHash|tokenHash|sealed/)

    await sql`update identity.sessions set confirmed_at = now() - interval '11 minutes'`.execute(db)
    expect((await ask()).status).toBe(403)
    const nobody = await fetch(`${host.http}/api/privacy/export`)
    expect(nobody.status).toBe(401)
  })

  it('misses no service and no column that names a person', async () => {
    const names = globSync('services/*/package.json', { cwd: join(import.meta.dirname, '../../..') })
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

describe('an erasure', () => {
  afterEach(() => {
    vi.useRealTimers()
  })

  it('waits until nothing goes on any more, and says why', async () => {
    const ctx = await person('Otto', 'otto@example.com')
    const orderId = await buy(ctx, ctx.email, ELSEWHERE, false)
    const erase = () => refusalOf(calls.privacy.erase(ctx, { email: ctx.email }))
    expect(await erase()).toEqual({ code: 'privacy.not-yet', why: ['privacy.orders-open'] })
    expect((await calls.privacy.getStanding(ctx, {})).obstacles).toEqual([
      { code: 'privacy.orders-open', count: 1 },
    ])
    await deliver(ctx, orderId)
    const { stores } = await calls.orders.getOrder(ctx, { orderId })
    await calls.orders.requestReturn(ctx, {
      orderId,
      subOrderId: stores[0]?.id ?? '',
      reason: 'changed-mind',
      lines: (stores[0]?.lines ?? []).map(({ id: lineId }) => ({ lineId, quantity: 1 })),
    })
    expect(await erase()).toEqual({ code: 'privacy.not-yet', why: ['privacy.returns-open'] })

    const clerk = await person('Clara', 'clara@example.com')
    const userId = 'userId' in clerk.actor ? clerk.actor.userId : ''
    await calls.identity.grantStore(mall.system(), { userId, storeId: mall.own, role: 'staff' })
    expect(await refusalOf(calls.privacy.erase(clerk, { email: clerk.email }))).toEqual({
      code: 'privacy.not-yet',
      why: ['privacy.works-for-store'],
    })
    expect(await refusalOf(calls.privacy.erase(clerk, { email: 'another@example.com' }))).toMatchObject({
      code: 'privacy.not-confirmed',
    })
    await sql`update identity.sessions set confirmed_at = now() - interval '11 minutes'`.execute(db)
    expect(await refusalOf(calls.privacy.erase(clerk, { email: clerk.email }))).toMatchObject({
      code: 'identity.confirm-first',
    })
  })

  it('waits for the bank that looks into a payment', async () => {
    const ctx = await person('Emil', 'emil@example.com')
    const orderId = await buy(ctx, ctx.email)
    const { rows } = await sql<{ intentId: string }>`
      select provider_reference as "intentId" from payments.payments where order_id = ${orderId}`.execute(db)
    const intentId = rows[0]?.intentId ?? ''
    const disputeId = await mall.psp.openDispute(intentId)
    const obstacles = async () => (await calls.privacy.getStanding(ctx, {})).obstacles
    await eventually(async () =>
      expect(await obstacles()).toEqual([{ code: 'privacy.disputes-open', count: 1 }]),
    )
    await mall.psp.answerDispute(intentId, disputeId, null)
    await eventually(async () => expect(await obstacles()).toEqual([]))
  })

  it('leaves nothing of a person anywhere but on invoices, and these until their time is over', async () => {
    const ctx = await person(NAME, EMAIL)
    const orderId = await live(ctx, EMAIL, HOME)
    const review = (await calls.reviews.listOwnPosts(ctx, {})).items.find(({ kind }) => kind === 'review')
    const pictureIds = [await upload(ctx.token)]
    await calls.reviews.updateReview({ ...ctx, ifMatch: 1 }, { postId: review?.id ?? '', pictureIds })
    expect((await calls.privacy.listConsents(ctx, {})).items.map(({ kind }) => kind)).toEqual([
      'remembering',
      'news',
      'pictures',
    ])
    expect(picturesOnDisk()).toHaveLength(1)
    await fetch(`${host.http}/api/identity/addresses`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${ctx.token}`,
        'content-type': 'application/json',
        'idempotency-key': newId('key'),
      },
      body: JSON.stringify({ address: HOME }),
    })
    expect((await whereStands(EMAIL)).length).toBeGreaterThan(2)
    expect(await whereStands(STREET)).toContain('platform.idempotency_keys.answer')

    const { erasureId } = await calls.privacy.erase(ctx, { email: ` ${EMAIL.toUpperCase()}` })
    await eventually(async () => expect(await whereStands(EMAIL)).toEqual([]), { withinSeconds: 60 })
    await host.quiet()
    expect(picturesOnDisk()).toEqual([])
    await aMinuteLater()
    const userId = 'userId' in ctx.actor ? ctx.actor.userId : ''
    for (const words of [NAME, STREET]) expect(await whereStands(words)).toEqual(['orders.invoices.address'])
    expect(await whereStands(PHONE)).toEqual([])
    expect(await whereStands(userId)).toEqual(['identity.outbox.key', 'identity.outbox.payload'])
    await expect(calls.identity.me(ctx, {})).rejects.toMatchObject({ status: 401 })
    await expect(calls.orders.getOrder(ctx, { orderId })).rejects.toMatchObject({ status: 404 })

    const order = await calls.orders.getAnyOrder(operator, { orderId })
    expect(order).toMatchObject({ status: 'completed', email: '', address: { name: '–', country: 'DE' } })
    const kept = async () =>
      (
        await sql<{ address: { name: string }; until: string }>`
          select address, keep_until::text as until from orders.invoices where order_id = ${orderId}`.execute(
          db,
        )
      ).rows
    const year = new Date().getUTCFullYear() + 10
    expect(await kept()).toMatchObject([{ address: { name: NAME, line1: STREET }, until: `${year}-12-31` }])
    expect(JSON.stringify(await kept())).not.toContain(PHONE)

    const { items } = await calls.privacy.listErasures(operator, {})
    expect(items[0]).toMatchObject({
      id: erasureId,
      kept: [{ what: 'invoices', count: 1, until: `${year}-12-31` }],
    })
    expect(items[0]?.doneAt).not.toBeNull()
    expect(JSON.stringify(items)).not.toContain(userId)

    const remove = (day: string) => {
      vi.useFakeTimers({ toFake: ['Date'], now: new Date(`${day}T12:00:00Z`) })
      return calls.orders.forgetInvoices(mall.system(), {})
    }
    await remove(`${year}-12-31`)
    expect(await kept()).toHaveLength(1)
    await remove(`${year + 1}-01-01`)
    expect(await kept()).toEqual([])
  })

  it('comes by itself for guests: half a year after what they did not pay and carts they left', async () => {
    const guest = host.ctx({ actor: host.guest(), market: 'DE' })
    const address = { ...ADDRESS, name: 'Gustav Adler', line1: 'Brunnenhof 8' }
    const guestCart = (email: string) =>
      calls.orders.createCart(guest, { lines: [{ offerId: mall.cup, quantity: 1 }], address, email })
    const { id: cartId } = await guestCart('gustav@example.com')
    const quoted = await calls.orders.quoteCart(guest, { cartId })
    const quoteId = quoted.quote?.id ?? ''
    const { orderId } = await calls.orders.confirm(guest, { cartId, quoteId, paymentMethod: 'card' })
    await calls.orders.cancelOrder(guest, { orderId })
    await host.quiet()
    const forgetIn = (days: number) => {
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + days * 86_400_000 })
      return calls.orders.forgetInvoices(mall.system(), {})
    }
    const held = async () =>
      (await whereStands('Brunnenhof 8')).filter((column) => column.startsWith('orders.'))
    await forgetIn(179)
    expect(await held()).toEqual(['orders.carts.address', 'orders.orders.address'])
    vi.useRealTimers()
    await forgetIn(182)
    expect(await held()).toEqual([])
    expect(await whereStands('gustav@example.com')).toEqual([])
  })

  it('lets reviews stay without a name where the person wishes it', async () => {
    const ctx = await person('Ruth', 'ruth@example.com')
    await buy(ctx, ctx.email)
    const review = await calls.reviews.createReview(ctx, {
      productId,
      author: 'Ruth of Bremen',
      rating: 4,
      body: 'Good in the hand.',
    })
    const [shown, unused] = [await upload(ctx.token), await upload(ctx.token, OTHER_PIXEL)]
    await calls.reviews.updateReview({ ...ctx, ifMatch: 1 }, { postId: review.id, pictureIds: [shown] })
    expect(picturesOnDisk()).toHaveLength(2)
    await calls.privacy.erase(ctx, { email: ctx.email, keepReviews: true })
    await host.quiet()
    await aMinuteLater()
    expect(picturesOnDisk()).toHaveLength(1)
    const files = await calls.catalog.getFiles(mall.system(), { fileIds: [shown, unused] })
    expect(files.map(({ id }) => id)).toEqual([shown])
    const { items } = await calls.reviews.listReviews(host.ctx(), { productId })
    expect(items.find(({ id }) => id === review.id)).toMatchObject({ author: '', body: 'Good in the hand.' })
    expect(await whereStands('Ruth of Bremen')).toEqual([])
  })

  it('finds what somebody wrote about what they had bought as a guest', async () => {
    const guest = host.ctx({ actor: host.guest(), market: 'DE' })
    const guestId = ownerKey(guest.actor) ?? ''
    await buy(guest, 'ada@example.com')
    const ada = await person('Ada', 'ada@example.com')
    const ctx = { ...ada, guestId }
    const review = { productId, author: 'Ada of Aachen', rating: 5, body: 'A cup for life.' }
    await calls.reviews.createReview(ctx, review)
    await expect(calls.reviews.createReview(guest, review)).rejects.toMatchObject({
      code: 'reviews.already-written',
    })
    const userId = ownerKey(ada.actor) ?? ''
    const exported = await calls.reviews.exportPerson(mall.system(), { userId })
    expect(exported['reviews']).toMatchObject([{ author: 'Ada of Aachen' }])
    expect(JSON.stringify(exported)).not.toContain(guestId)

    await calls.privacy.erase(ctx, { email: ada.email, keepReviews: true })
    await host.quiet()
    expect(await whereStands('Ada of Aachen')).toEqual([])
    expect((await whereStands(guestId)).filter((column) => column.startsWith('reviews.'))).toEqual([])
  })

  /** An erasure that was asked for, and not begun when its process ended. */
  async function cutOff({ actor }: CallContext): Promise<void> {
    const id = newId('era')
    await sql`insert into privacy.erasures (id, user_id, keep_reviews, kept, consents_hash)
      values (${id}, ${ownerKey(actor)}, false, '[]', '')`.execute(db)
    await sql`select platform.enqueue('privacy.erase', ${JSON.stringify({ erasureId: id })}::json, null, null)`.execute(
      db,
    )
    await host.quiet()
  }

  it('goes on where it was cut off', async () => {
    const ctx = await person('Paul', 'paul@example.com')
    await cutOff(ctx)
    expect(await whereStands('paul@example.com')).toEqual([])
  })

  it('leaves an order placed meanwhile what it needs to arrive, and returns for what was written meanwhile', async () => {
    const ctx = await person('Jonas', 'jonas@example.com')
    const userId = ownerKey(ctx.actor) ?? ''
    const address = { ...ADDRESS, name: 'Jonas Wald', line1: 'Am Deich 3' }
    const orderId = await buy(ctx, ctx.email, address, false)
    await sql`insert into orders.customs_ids (store_id, sub_order_id, order_id, country, kind, key_id, sealed, masked)
      select store_id, id, order_id, 'KR', 'kr-pccc', 'key', '\\x00', '…123' from orders.sub_orders where order_id = ${orderId}`.execute(
      db,
    )
    const { url } = await calls.orders.getForMail(mall.system(), { orderId })
    const token = new URL(url).searchParams.get('key') ?? ''
    const openLink = () =>
      calls.orders.claimOrder(host.ctx({ actor: host.guest(), market: 'DE' }), { orderId, token })
    await cutOff(ctx)
    expect(await openLink()).toMatchObject({ address: { line1: 'Am Deich 3' } })
    expect(await whereStands('…123')).toEqual(['orders.customs_ids.masked'])

    // A request that was on its way.
    await calls.orders.createCart(ctx, { lines: [{ offerId: mall.cup, quantity: 1 }], address })
    await aMinuteLater()
    expect(await whereStands(userId)).toEqual(['identity.outbox.key', 'identity.outbox.payload'])

    await sql`update orders.sub_orders set status = 'delivered', delivered_at = now() where order_id = ${orderId}`.execute(
      db,
    )
    await calls.orders.forgetInvoices(mall.system(), {})
    expect(await whereStands('Am Deich 3')).toEqual(['orders.invoices.address'])
    expect(await whereStands('…123')).toEqual([])
    await expect(openLink()).rejects.toMatchObject({ status: 404 })
  })
})

describe('consents', () => {
  it('are listed with their day, and end when they are taken back', async () => {
    const ctx = await person('Nora', 'nora@example.com')
    await calls.recommend.setRemembering(ctx, { remember: true })
    await calls.favourites.addFollow(ctx, { storeId: mall.own, mail: true })
    const { items } = await calls.privacy.listConsents(ctx, {})
    expect(items).toMatchObject([
      { id: 'remembering', givenAt: expect.stringMatching(/Z$/) },
      { id: `news:${mall.own}`, about: 'Store', givenAt: expect.stringMatching(/Z$/) },
    ])
    await calls.privacy.withdrawConsent(ctx, { consentId: 'remembering' })
    const left = await calls.privacy.withdrawConsent(ctx, { consentId: `news:${mall.own}` })
    expect(left.items).toEqual([])
    expect((await calls.favourites.listFollows(ctx, {})).items).toMatchObject([{ mail: false }])
    await expect(calls.privacy.withdrawConsent(ctx, { consentId: 'remembering' })).rejects.toMatchObject({
      status: 404,
    })
  })
})
