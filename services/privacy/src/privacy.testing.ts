import { globSync } from 'node:fs'
import type { CallContext } from '@tradewind/platform/contract'
import { favouritesService } from '@tradewind/favourites/service'
import { ADDRESS, openMall as openMallOfOrders } from '@tradewind/orders/testing'
import { recommendService } from '@tradewind/recommend/service'
import { reviewsService } from '@tradewind/reviews/service'
import { searchService } from '@tradewind/search/service'
import { sql } from 'kysely'
import { privacyService } from './service.ts'

/** Words that stand nowhere but in what one person wrote. */
export const NAME = 'Wilhelmina Abendroth'
export const EMAIL = 'wilhelmina.abendroth@example.com'
export const STREET = 'Nachtigallenweg 77'
export const PHONE = '+4940123456'
export const IN_LATIN = 'Vechernyaya Zarya'
export const HOME = {
  ...ADDRESS,
  name: NAME,
  company: 'Вечерняя Заря',
  line1: STREET,
  phone: PHONE,
  latin: { company: IN_LATIN },
}
/** Where everybody else lives. */
export const ELSEWHERE = {
  ...ADDRESS,
  name: 'Ida Sommer',
  company: 'Лето',
  line1: 'Am Anger 2',
  latin: { company: 'Leto' },
}

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
/** The same with words behind it, which make it another file. */
export const OTHER_PIXEL = Buffer.concat([PIXEL, Buffer.from('another')])

/** The code of what refuses, and the codes of its fields. */
export const refusalOf = async (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (thrown: { code: string; fields?: { code: string }[] }) => ({
      code: thrown.code,
      why: thrown.fields?.map(({ code }) => code) ?? [],
    }),
  )

export type Mall = Awaited<ReturnType<typeof openMall>>

/** A small mall where people buy, write and follow, and what looks for them in all of its database; stops after the test file. */
export async function openMall() {
  const mall = await openMallOfOrders(
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

  /** Somebody with an account and a session, as a browser of theirs calls. */
  async function person(
    name: string,
    email: string,
  ): Promise<CallContext & { token: string; email: string }> {
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
  async function buy(
    ctx: CallContext,
    email: string,
    address: typeof ADDRESS = ELSEWHERE,
    received = true,
  ): Promise<string> {
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
  async function live(ctx: CallContext, email: string, address: typeof ADDRESS = ELSEWHERE): Promise<string> {
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

  return {
    ...mall,
    db,
    operator,
    productId,
    person,
    buy,
    deliver,
    live,
    upload,
    picturesOnDisk,
    whereStands,
    aMinuteLater,
  }
}
