import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ownerKey, type Actor, type CallContext } from '@tradewind/platform/contract'
import { openMall } from '@tradewind/orders/testing'
import { reviewsService } from '@tradewind/reviews/service'
import { searchService } from '@tradewind/search/service'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { favouritesService } from './service.ts'

const mall = await openMall({ CACHE: 'off' }, searchService, reviewsService, favouritesService)
const { host, calls } = mall
const { favourites } = calls
const productOf = async (offerId: string) =>
  (await calls.catalog.getOffers(mall.system(), { offerIds: [offerId] }))[0]?.productId ?? ''
const cup = await productOf(mall.cup)
const indexed = async () => {
  const { behind } = await calls.search.settle(mall.system(), {})
  if (behind > 0) throw new Error(`the index is behind by ${behind}`)
  await host.quiet()
}
await indexed()

const inGermany = (actor: Actor): CallContext =>
  host.ctx({ actor, market: 'DE', guestId: actor.kind === 'anonymous' ? actor.guestId : undefined })
const browser = () => inGermany(host.guest())

/** Somebody with an account, and their context. */
async function person(name: string) {
  const password = `a cup for ${name} in the window`
  const [account] = await calls.identity.importPeople(mall.system(), {
    people: [{ email: `${name}@example.com`, password, name, locale: 'de' }],
  })
  return inGermany(host.buyer(account?.id))
}

describe('goods that somebody keeps', () => {
  it('are kept once, shown as they stand, and given up as often as one likes', async () => {
    const guest = browser()
    expect(await favourites.addFavourite(guest, { productId: cup })).toMatchObject({ kept: true, count: 1 })
    expect(await favourites.addFavourite(guest, { productId: cup })).toMatchObject({ kept: true, count: 1 })
    const { items, total } = await favourites.listFavourites(guest, {})
    expect(total).toBe(1)
    expect(items).toMatchObject([
      { productId: cup, state: 'buyable', name: 'The cup', cheaperThan: null, card: { id: cup } },
    ])
    expect(items[0]?.card).not.toHaveProperty('sent')
    const toBrazil = await favourites.listFavourites(guest, { country: 'BR' })
    expect(toBrazil.items[0]?.card).toMatchObject({ sent: true })
    expect((await favourites.listMarks(guest, {})).productIds).toEqual([cup])
    expect((await favourites.listMarks(browser(), {})).productIds).toEqual([])
    for (let times = 0; times < 2; times += 1)
      expect(await favourites.removeFavourite(guest, { productId: cup })).toMatchObject({ count: 0 })
  })

  it('say that they cost less now, in the same market and currency only', async () => {
    const guest = browser()
    await favourites.addFavourite(guest, { productId: cup })
    const price = { minor: 990, currency: 'EUR' }
    await calls.pricing.importPrices(mall.system(), {
      prices: [{ offerId: mall.cup, storeId: mall.own, price, isBase: true }],
    })
    await indexed()
    const shown = async (market: string) =>
      (await favourites.listFavourites({ ...guest, market }, {})).items[0]?.cheaperThan
    expect(await shown('DE')).toEqual({ minor: 1190, currency: 'EUR' })
    expect(await shown('JP')).toBeNull()
  })

  it('stay when they cannot be had, and say so', async () => {
    const guest = browser()
    const bowl = await mall.stock(mall.own, 'bowl', { minor: 500, currency: 'EUR' }, 0)
    await indexed()
    const productId = await productOf(bowl)
    await favourites.addFavourite(guest, { productId })
    expect((await favourites.listFavourites(guest, {})).items).toMatchObject([
      { state: 'not-now', name: 'The bowl' },
    ])
  })

  it('join the person who logs in there, and nobody after them', async () => {
    const guest = browser()
    await favourites.addFavourite(guest, { productId: cup })
    await favourites.addFollow(guest, { storeId: mall.own })
    const ada = { ...inGermany(host.buyer()), guestId: guest.guestId }
    expect(await favourites.listMarks(ada, {})).toEqual({ productIds: [cup], storeIds: [mall.own] })
    const bob = { ...inGermany(host.buyer()), guestId: guest.guestId }
    expect(await favourites.listMarks(bob, {})).toEqual({ productIds: [], storeIds: [] })
  })

  it('join a person as far as there is room, the newest first', async () => {
    const [guest, ada] = [browser(), inGermany(host.buyer())]
    const keep = (owner: string | undefined, from: number, to: number) =>
      sql`insert into favourites.kept (owner, product_id, kept_at)
        select ${owner}, 'prd_' || lpad(n::text, 26, '0'), now() + make_interval(secs => n) from generate_series(${from}::int, ${to}::int) n`.execute(
        host.db.kysely<unknown>(),
      )
    await keep(ownerKey(ada.actor), 1, 498)
    await keep(guest.guestId, 498, 600)
    const { productIds } = await favourites.listMarks({ ...ada, guestId: guest.guestId }, {})
    expect(productIds).toHaveLength(500)
    expect(productIds.slice(0, 3).map((id) => Number(id.slice(4)))).toEqual([600, 599, 498])
  })

  it('are five hundred at most, and none that the mall does not have', async () => {
    const guest = browser()
    await sql`insert into favourites.kept (owner, product_id)
      select ${guest.guestId}, 'prd_' || lpad(n::text, 26, '0') from generate_series(1, 500) n`.execute(
      host.db.kysely<unknown>(),
    )
    await expect(favourites.addFavourite(guest, { productId: cup })).rejects.toMatchObject({
      status: 422,
      code: 'favourites.too-many',
    })
    const { items, nextCursor } = await favourites.listFavourites(guest, { limit: 2 })
    expect(items.map(({ state }) => state)).toEqual(['gone', 'gone'])
    const next = await favourites.listFavourites(guest, { limit: 2, cursor: nextCursor ?? '' })
    expect(next.items).toHaveLength(2)
    expect(next.items[0]?.productId).not.toBe(items[0]?.productId)
    await expect(
      favourites.addFavourite(browser(), { productId: `prd_${'0'.repeat(26)}` }),
    ).rejects.toMatchObject({ status: 404 })
  })
})

describe('a followed store', () => {
  const seller = host.ctx({ actor: host.merchant(mall.other) })

  it('knows how many follow it, not who', async () => {
    const before = (await favourites.countFollowers(seller, {})).followers
    const guest = browser()
    await favourites.addFollow(guest, { storeId: mall.other })
    await favourites.addFollow(guest, { storeId: mall.other })
    expect(await favourites.countFollowers(seller, {})).toEqual({ followers: before + 1 })
    expect((await favourites.listFollows(guest, {})).items).toMatchObject([{ slug: 'other', mail: false }])
    await expect(favourites.addFollow(guest, { storeId: mall.other, mail: true })).rejects.toMatchObject({
      code: 'favourites.mail-needs-account',
    })
    await favourites.removeFollow(guest, { storeId: mall.other })
    expect(await favourites.countFollowers(seller, {})).toEqual({ followers: before })
  })

  it('tells of new goods those who said yes, once a day, until the link in the mail ends it', async () => {
    const [mia, noa] = [await person('mia'), await person('noa')]
    await favourites.addFollow(mia, { storeId: mall.other, mail: true })
    await favourites.addFollow(noa, { storeId: mall.other })
    await mall.stock(mall.other, 'lantern', { minor: 900, currency: 'JPY' }, 3)
    await host.quiet()
    expect(await favourites.tellFollowers(mall.system(), {})).toEqual({ people: 1 })
    await mall.stock(mall.other, 'kite', { minor: 900, currency: 'JPY' }, 3)
    await host.quiet()
    expect(await favourites.tellFollowers(mall.system(), {})).toEqual({ people: 0 })

    const [mail, ...more] = (await sentMails()).filter(({ text }) => text.includes('lantern'))
    expect(more).toEqual([])
    expect(mail).toMatchObject({ to: 'mia@example.com', subject: 'Neues bei Store', locale: 'de' })
    const url = new URL(mail?.unsubscribeUrl ?? '')
    expect(mail?.text).toContain(`/de/unsubscribe${url.search}`)

    const oneClick = (search: string) =>
      fetch(`${host.http}${url.pathname}${search}`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'List-Unsubscribe=One-Click',
      })
    for (const wrong of [`${url.search}x`, '?token=', '?token=a&token=b', ''])
      expect((await oneClick(wrong)).status).toBe(422)
    expect((await favourites.listFollows(mia, {})).items).toMatchObject([{ mail: true }])
    expect((await oneClick(url.search)).status).toBe(200)
    expect((await favourites.listFollows(mia, {})).items).toMatchObject([{ mail: false }])
    const token = url.searchParams.get('token') ?? ''
    await favourites.endMails(browser(), { token })
    await expect(favourites.endMails(browser(), { token: `${token}x` })).rejects.toMatchObject({
      code: 'favourites.bad-link',
    })
  })
})

/** Mails as the sink keeps them. */
async function sentMails() {
  const folder = join(host.config.dataDir, 'mail')
  const files = await readdir(folder)
  return Promise.all(
    files.map(
      async (file) =>
        JSON.parse(await readFile(join(folder, file), 'utf8')) as {
          to: string
          text: string
          unsubscribeUrl?: string
        },
    ),
  )
}
