import { conflict, newId, notFound, pageOf, pickText, refused } from '@tradewind/kernel'
import { ownerKey, storeOf, systemContext, type PayloadOf, type Service } from '@tradewind/platform/contract'
import { asStore } from '@tradewind/platform/db'
import { postAnswered } from '../contract/index.ts'
import type { questionOperations as contract } from '../contract/questions.ts'
import { suspicionOf } from '../moderation/suspicion.rules.ts'
import type { ReviewsDeps } from '../reviews.deps.ts'
import {
  countQuestionsToday,
  findPost,
  insertPosts,
  listPosts,
  ofProduct,
  ofStore,
  setAnswer,
  type PostRow,
} from './posts.queries.ts'
import { postView, questionView } from './posts.views.ts'
import { authorsOf, placeOf, positionIn, statusOf } from './reviews.actions.ts'

const PAGE = 10
const QUESTIONS_A_DAY = 20

export function questionActions(deps: ReviewsDeps): Service<typeof contract> {
  const { db } = deps
  return {
    async listQuestions(_ctx, { productId, limit = PAGE, cursor }) {
      const rows = await listPosts(db, ofProduct('question', productId), limit, positionIn(cursor))
      const page = pageOf(rows, limit, placeOf)
      return { ...page, items: page.items.map(questionView) }
    },

    async askQuestion(ctx, { productId, author, body, locale }) {
      const authorId = ownerKey(ctx.actor) ?? authorsOf(ctx)[0] ?? null
      if (authorId !== null && (await countQuestionsToday(db, authorId)) >= QUESTIONS_A_DAY)
        throw refused('reviews.too-many-questions')
      const [product] = await deps.calls.catalog.getIndexed(systemContext('reviews'), {
        productIds: [productId],
      })
      const storeIds = [
        ...new Set(product?.offers.filter(({ onSale }) => onSale).map(({ storeId }) => storeId)),
      ]
      if (!product?.published || storeIds.length === 0) throw refused('reviews.not-on-sale')
      const { name, slugs, picture } = product
      const slug = slugs[ctx.locale] ?? Object.values(slugs)[0] ?? productId
      const [row] = await insertPosts(db, [
        {
          id: newId('qst'),
          kind: 'question',
          productId,
          storeIds,
          authorId,
          author: author.trim(),
          rating: null,
          title: '',
          body: body.trim(),
          locale: locale ?? ctx.locale,
          pictures: [],
          verified: false,
          status: statusOf(author, body),
          about: { name, slug, picture },
        },
      ])
      if (!row) throw new Error('a new question was not written')
      return postView(row, ctx.locale)
    },

    async listStorePosts(ctx, { kind, unanswered = false, limit = PAGE, cursor }) {
      const storeId = storeOf(ctx.actor)
      const rows = await asStore(db, storeId, (tx) =>
        listPosts(tx, ofStore(storeId, kind, unanswered), limit, positionIn(cursor)),
      )
      const page = pageOf(rows, limit, placeOf)
      return { ...page, items: page.items.map((row) => postView(row, ctx.locale)) }
    },

    async answerPost(ctx, { postId, body, locale }) {
      const storeId = storeOf(ctx.actor)
      if (suspicionOf(body) !== null) throw refused('reviews.no-contacts')
      const [store] = await deps.calls.merchants.getStores(systemContext('reviews'), { storeIds: [storeId] })
      return asStore(db, storeId, async (tx) => {
        const known = await findPost(tx, postId, ofStore(storeId, undefined, false))
        if (!known) throw notFound()
        const answer = {
          storeId,
          storeName: (store && pickText(store.name, known.locale)?.text) ?? '',
          body: body.trim(),
          locale: locale ?? ctx.locale,
          at: deps.clock.now().toISOString(),
        }
        const row = await setAnswer(tx, postId, answer)
        if (!row) throw conflict('reviews.already-answered')
        if (known.answer === null && row.authorId !== null)
          await deps.emit(tx, postAnswered, postId, answeredFact(row, row.authorId, answer.storeName))
        return postView(row, ctx.locale)
      })
    },
  }
}

const answeredFact = (
  { id, kind, locale, about }: PostRow,
  authorId: string,
  storeName: string,
): PayloadOf<typeof postAnswered> => ({
  postId: id,
  kind,
  authorId,
  locale,
  storeName,
  product: { name: pickText(about.name, locale)?.text ?? '', slug: about.slug },
})
