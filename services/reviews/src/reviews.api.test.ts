import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { newId } from '@tradewind/kernel'
import { ownerKey, type CallContext } from '@tradewind/platform/contract'
import { countQueries, eventually } from '@tradewind/platform/testing'
import { openMall } from '@tradewind/orders/testing'
import { describe, expect, it } from 'vitest'
import { reviewsService } from './service.ts'

const mall = await openMall({}, reviewsService)
const { host, calls } = mall
const { reviews } = calls
const [cupOffer] = await calls.catalog.getOffers(mall.system(), { offerIds: [mall.cup] })
const productId = cupOffer?.productId ?? ''
const seller = host.ctx({ actor: host.merchant(mall.own) })
const otherSeller = host.ctx({ actor: host.merchant(mall.other) })
const operator = host.ctx({ actor: host.operator() })
const nobody = host.ctx({ actor: host.guest() })

/** Somebody who bought the cup and has it. */
async function owner(actor = host.buyer()): Promise<CallContext> {
  const filled = await mall.fillCart([{ offerId: mall.cup, quantity: 1 }], { actor })
  const placed = await mall.confirm(filled)
  await mall.pay(placed)
  const order = await calls.orders.getOrder(filled.ctx, { orderId: placed.orderId })
  const [part] = order.stores
  if (!part) throw new Error('an order without parts')
  await calls.orders.shipOrder(seller, {
    subOrderId: part.id,
    parcels: [
      { carrier: 'Post', lines: part.lines.map((line) => ({ lineId: line.id, quantity: line.quantity })) },
    ],
  })
  await calls.orders.receive(filled.ctx, { orderId: order.id, subOrderId: part.id })
  return filled.ctx
}

/** Somebody with an account. */
async function person(name: string) {
  const account = { email: `${name}@example.com`, password: `a cup for ${name} in the window` }
  await calls.identity.register(host.ctx(), { ...account, name })
  const answer = await calls.identity.login(host.ctx(), account)
  const accessToken = 'accessToken' in answer ? answer.accessToken : ''
  const session = await calls.identity.resolveSession(host.ctx(), { token: accessToken })
  return { accessToken, userId: session?.userId }
}

/** Puts up a picture as a buyer's browser does. */
async function upload(accessToken: string): Promise<string> {
  const form = new FormData()
  form.set('purpose', 'review')
  form.set('file', new Blob([PIXEL]), 'cup.png')
  const answer = await fetch(`${host.http}/api/catalog/files`, {
    method: 'POST',
    body: form,
    headers: { authorization: `Bearer ${accessToken}` },
  })
  return ((await answer.json()) as { id: string }).id
}

/** Mails as the sink keeps them. */
async function sentMails(): Promise<unknown[]> {
  const folder = join(host.config.dataDir, 'mail')
  const files = await readdir(folder)
  return Promise.all(
    files.map(async (file) => JSON.parse(await readFile(join(folder, file), 'utf8')) as unknown),
  )
}

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const REVIEW = { productId, author: 'Mira', rating: 4, title: 'Warm glaze', body: 'Holds the heat well.' }
const shown = async () => (await reviews.listReviews(nobody, { productId })).items

describe('a review', () => {
  it('is written once by who has the goods, is verified, counts at once, and reaches the product', async () => {
    const mira = await owner()
    expect((await reviews.listToReview(mira, {})).items).toMatchObject([{ productId, name: 'The cup' }])
    const written = await reviews.createReview(mira, REVIEW)
    expect(written).toMatchObject({ status: 'published', verified: true, product: { name: 'The cup' } })
    expect((await reviews.listToReview(mira, {})).items).toEqual([])
    await expect(reviews.createReview(mira, REVIEW)).rejects.toMatchObject({
      status: 409,
      code: 'reviews.already-written',
    })

    const listed = await countQueries(() => reviews.listReviews(nobody, { productId }))
    expect(listed.statements).toBe(2)
    expect(listed.value).toMatchObject({
      items: [{ author: 'Mira', rating: 4, verified: true, answer: null }],
      total: 1,
      average: 4,
      histogram: [0, 0, 0, 1, 0],
    })
    await eventually(async () =>
      expect(await calls.catalog.getProduct(nobody, { idOrSlug: productId })).toMatchObject({
        rating: { average: 4, count: 1 },
      }),
    )
  })

  it('is refused from who never bought it, or does not have it yet', async () => {
    const stranger = host.ctx({ actor: host.buyer() })
    await expect(reviews.createReview(stranger, REVIEW)).rejects.toMatchObject({ code: 'reviews.not-bought' })
    const filled = await mall.fillCart([{ offerId: mall.cup, quantity: 1 }])
    await mall.pay(await mall.confirm(filled))
    await expect(reviews.createReview(filled.ctx, REVIEW)).rejects.toMatchObject({
      code: 'reviews.not-bought',
    })
  })

  it('is changed and taken back by its author alone, against the version that was read', async () => {
    const author = await owner()
    const { id, version } = await reviews.createReview(author, { ...REVIEW, rating: 1 })
    const before = (await reviews.listReviews(nobody, { productId })).histogram
    await expect(
      reviews.updateReview({ ...nobody, ifMatch: version }, { postId: id, rating: 5 }),
    ).rejects.toMatchObject({ status: 404 })
    await reviews.updateReview({ ...author, ifMatch: version }, { postId: id, rating: 5 })
    await expect(
      reviews.updateReview({ ...author, ifMatch: version }, { postId: id, rating: 2 }),
    ).rejects.toMatchObject({ status: 412 })
    const after = (await reviews.listReviews(nobody, { productId })).histogram
    expect([before[0], before[4], after[0], after[4]]).toEqual([1, 0, 0, 1])
    await expect(reviews.removePost(nobody, { postId: id })).rejects.toMatchObject({ status: 404 })
    await reviews.removePost(author, { postId: id })
    expect((await shown()).map((review) => review.id)).not.toContain(id)
  })

  it('shows pictures that its author put up, and nobody else’s', async () => {
    const [mira, stranger] = [await person('mira'), await person('stranger')]
    const author = await owner(host.buyer(mira.userId))
    const [own, foreign] = [await upload(mira.accessToken), await upload(stranger.accessToken)]
    await expect(
      reviews.createReview(author, { ...REVIEW, pictureIds: [own, foreign] }),
    ).rejects.toMatchObject({ code: 'reviews.unknown-picture' })
    const { id, version } = await reviews.createReview(author, { ...REVIEW, pictureIds: [own] })
    const [first] = await shown()
    expect(first?.pictures.map((picture) => picture.id)).toEqual([own])

    const second = await upload(mira.accessToken)
    const changed = await reviews.updateReview(
      { ...author, ifMatch: version },
      { postId: id, pictureIds: [second, own] },
    )
    expect(changed.pictures.map((picture) => picture.id)).toEqual([second, own])
    expect((await reviews.listOwnPosts(author, { productId })).items.map((post) => post.id)).toEqual([id])
    expect((await reviews.listOwnPosts(author, { productId: newId('prd') })).items).toEqual([])
  })

  it('that leads around the mall waits for an operator, and counts when it is shown', async () => {
    const author = await owner()
    const body = 'Much cheaper at www.elsewhere.example'
    const { id, status } = await reviews.createReview(author, { ...REVIEW, rating: 2, body })
    expect(status).toBe('waiting')
    expect((await shown()).map((review) => review.id)).not.toContain(id)
    const queue = await reviews.listToModerate(operator, {})
    expect(queue.items).toMatchObject([{ id, suspicion: 'link', reports: [] }])
    await reviews.moderatePost(operator, { postId: id, decision: 'publish' })
    expect((await reviews.listReviews(nobody, { productId })).histogram[1]).toBe(1)
    await reviews.moderatePost(operator, { postId: id, decision: 'hide' })
    expect((await reviews.listReviews(nobody, { productId })).histogram[1]).toBe(0)
  })

  it('that an operator hid does not come back without one, neither changed twice nor written anew', async () => {
    const author = await owner()
    const { id, version } = await reviews.createReview(author, REVIEW)
    await reviews.moderatePost(operator, { postId: id, decision: 'hide' })
    const [hidden] = (await reviews.listOwnPosts(author, { productId })).items
    expect(hidden?.version).toBeGreaterThan(version)
    const first = await reviews.updateReview(
      { ...author, ifMatch: hidden?.version },
      { postId: id, rating: 5 },
    )
    expect(first.status).toBe('waiting')
    const second = await reviews.updateReview(
      { ...author, ifMatch: first.version },
      { postId: id, rating: 4 },
    )
    expect(second.status).toBe('waiting')
    await reviews.removePost(author, { postId: id })
    expect((await reviews.listOwnPosts(author, { productId })).items).toEqual([])
    expect((await reviews.listToModerate(operator, { status: 'waiting' })).items).not.toContainEqual(
      expect.objectContaining({ id }),
    )
    await expect(reviews.createReview(author, REVIEW)).rejects.toMatchObject({
      code: 'reviews.already-written',
    })
  })

  it('is one for who bought as a guest and logs in, also when both are sent at once', async () => {
    const guest = await owner(host.guest())
    const asBuyer = { ...guest, actor: host.buyer(), guestId: ownerKey(guest.actor) }
    const sent = await Promise.allSettled([
      reviews.createReview(guest, REVIEW),
      reviews.createReview(asBuyer, REVIEW),
    ])
    expect(sent.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])

    const [written] = (await reviews.listOwnPosts(asBuyer, {})).items
    await reviews.removePost(asBuyer, { postId: written?.id ?? '' })
    const { id } = await reviews.createReview(asBuyer, REVIEW)
    await expect(reviews.createReview(guest, REVIEW)).rejects.toMatchObject({
      code: 'reviews.already-written',
    })
    expect((await reviews.listOwnPosts(guest, {})).items.map((post) => post.id)).toEqual([id])
  })

  it('waits in the order in which it came', async () => {
    const body = 'See www.elsewhere.example'
    const ids = []
    for (const author of [await owner(), await owner()])
      ids.push((await reviews.createReview(author, { ...REVIEW, body })).id)
    const first = await reviews.listToModerate(operator, { limit: 1 })
    const rest = await reviews.listToModerate(operator, { cursor: first.nextCursor ?? '' })
    expect([...first.items, ...rest.items].map((post) => post.id)).toEqual(ids)
    for (const postId of ids) await reviews.moderatePost(operator, { postId, decision: 'hide' })
  })

  it('is answered by the store that sold it, which may change its words; no other store sees it', async () => {
    const author = await owner()
    const { id } = await reviews.createReview(author, REVIEW)
    await expect(reviews.answerPost(otherSeller, { postId: id, body: 'Hello' })).rejects.toMatchObject({
      status: 404,
    })
    expect((await reviews.listStorePosts(otherSeller, {})).items).toEqual([])
    expect(
      (await reviews.listStorePosts(seller, { unanswered: true })).items.map((post) => post.id),
    ).toContain(id)
    await reviews.answerPost(seller, { postId: id, body: 'Thank you' })
    await reviews.answerPost(seller, { postId: id, body: 'Thank you very much' })
    const [first] = await shown()
    expect(first?.answer).toMatchObject({ storeName: 'Store', body: 'Thank you very much' })
    await expect(
      reviews.answerPost(seller, { postId: id, body: 'write to shop@example.com' }),
    ).rejects.toMatchObject({ code: 'reviews.no-contacts' })
  })

  it('from an import is taken once, and counts the same however often and beside whom it is told', async () => {
    const told = Array.from({ length: 40 }, (_, index) => ({
      key: `import-${index}`,
      productId,
      author: 'Imported',
      rating: (index % 5) + 1,
      title: '',
      body: 'From elsewhere.',
      locale: 'en' as const,
      createdAt: '2025-01-01T00:00:00Z',
    }))
    const before = (await reviews.listReviews(nobody, { productId })).histogram
    await Promise.all([1, 2, 3].map(() => reviews.importReviews(mall.system(), { reviews: told })))
    const after = (await reviews.listReviews(nobody, { productId })).histogram
    expect(after.map((count, star) => count - (before[star] ?? 0))).toEqual([8, 8, 8, 8, 8])
    const unknown = [{ ...told[0]!, key: 'lost', productId: newId('prd') }]
    expect(await reviews.importReviews(mall.system(), { reviews: unknown })).toEqual({ created: 0 })
  })
})

describe('a question', () => {
  const ask = (actor = host.buyer(), body = 'Does it fit a dishwasher?') =>
    reviews.askQuestion(host.ctx({ actor, locale: 'de' }), { productId, author: 'Ben', body })

  it('is answered by a store that sells the product, once', async () => {
    const ben = await person('ben')
    const { id } = await ask(host.buyer(ben.userId))
    await reviews.answerPost(seller, { postId: id, body: 'Yes, at 50 degrees.' })
    expect((await reviews.listQuestions(nobody, { productId })).items).toMatchObject([
      { id, locale: 'de', answer: { body: 'Yes, at 50 degrees.' } },
    ])
    await eventually(async () =>
      expect(await sentMails()).toContainEqual(
        expect.objectContaining({
          to: 'ben@example.com',
          locale: 'de',
          subject: 'Store hat Ihnen geantwortet',
        }),
      ),
    )
  })

  it('that three people report is out of sight until an operator looked; one person counts once', async () => {
    const { id } = await ask(undefined, 'A rude word')
    const people = [host.buyer(), host.buyer(), host.buyer()].map((actor) => host.ctx({ actor }))
    const report = (ctx: CallContext) => reviews.reportPost(ctx, { postId: id, reason: 'offensive' })
    const visible = async () =>
      (await reviews.listQuestions(nobody, { productId })).items.some((question) => question.id === id)
    for (const ctx of [people[0]!, people[0]!, people[1]!, nobody]) await report(ctx)
    expect(await visible()).toBe(true)
    await report(people[2]!)
    expect(await visible()).toBe(false)
    expect((await reviews.listToModerate(operator, { status: 'waiting' })).items).toMatchObject([
      { id, reports: [{ reason: 'offensive', count: 4 }] },
    ])
    await reviews.moderatePost(operator, { postId: id, decision: 'publish' })
    expect(await visible()).toBe(true)
  })

  it('is asked by people with an account, about goods on sale, not without end', async () => {
    await expect(
      reviews.askQuestion(operator, { productId: newId('prd'), author: 'B', body: 'x' }),
    ).rejects.toMatchObject({
      code: 'reviews.not-on-sale',
    })
    const actor = host.buyer()
    for (let asked = 0; asked < 20; asked += 1) await ask(actor, `Question ${asked}`)
    await expect(ask(actor)).rejects.toMatchObject({ code: 'reviews.too-many-questions' })
  })
})
