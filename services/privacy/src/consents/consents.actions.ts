import { notFound } from '@tradewind/kernel'
import { systemContext, type CallContext, type OutputOf, type Service } from '@tradewind/platform/contract'
import type { privacy } from '../contract/index.ts'
import { personOf } from '../confirmed.ts'
import type { PrivacyDeps } from '../privacy.deps.ts'

type Consent = OutputOf<(typeof privacy)['listConsents']>['items'][number]
type Operations = Pick<Service<typeof privacy>, 'listConsents' | 'withdrawConsent'>
const MOST_POSTS = 100

export function consentActions(deps: PrivacyDeps): Operations {
  const { recommend, favourites, reviews } = deps.calls
  return {
    listConsents: async (ctx) => ({ items: await consentsOf(deps, ctx) }),

    withdrawConsent: async (ctx, { consentId }) => {
      const given = (await consentsOf(deps, ctx)).find(({ id }) => id === consentId)
      if (!given) throw notFound()
      const subject = consentId.slice(consentId.indexOf(':') + 1)
      if (given.kind === 'remembering') await recommend.setRemembering(ctx, { remember: false })
      else if (given.kind === 'news') await favourites.addFollow(ctx, { storeId: subject, mail: false })
      else {
        const post = (await picturedReviews(reviews, ctx)).find(({ id }) => id === subject)
        if (post)
          await reviews.updateReview({ ...ctx, ifMatch: post.version }, { postId: subject, pictureIds: [] })
      }
      return { items: await consentsOf(deps, ctx) }
    },
  }
}

/** What somebody agreed to, gathered from where it is kept. */
export async function consentsOf({ calls }: PrivacyDeps, ctx: CallContext): Promise<Consent[]> {
  const userId = personOf(ctx)
  const asked = systemContext('privacy', { locale: ctx.locale })
  const [{ remembering = [] }, { followedStores = [] }, { items: stores }, pictured] = await Promise.all([
    calls.recommend.exportPerson(asked, { userId }),
    calls.favourites.exportPerson(asked, { userId }),
    calls.favourites.listFollows(ctx, {}),
    picturedReviews(calls.reviews, ctx),
  ])
  const since = new Map(followedStores.map(({ storeId, mailSince }) => [storeId, mailSince]))
  return [
    ...remembering
      .filter(({ remember }) => remember === true)
      .map(({ decidedAt }): Consent => ({
        id: 'remembering',
        kind: 'remembering',
        about: null,
        givenAt: timeOf(decidedAt),
      })),
    ...stores
      .filter(({ mail }) => mail)
      .map(({ storeId, name }): Consent => ({
        id: `news:${storeId}`,
        kind: 'news',
        about: name,
        givenAt: timeOf(since.get(storeId)),
      })),
    ...pictured.map(({ id, product, createdAt }): Consent => ({
      id: `pictures:${id}`,
      kind: 'pictures',
      about: product.name,
      givenAt: createdAt,
    })),
  ]
}

async function picturedReviews(reviews: PrivacyDeps['calls']['reviews'], ctx: CallContext) {
  const { items } = await reviews.listOwnPosts(ctx, { limit: MOST_POSTS })
  return items.filter(({ kind, pictures }) => kind === 'review' && pictures.length > 0)
}

const timeOf = (value: unknown): string | null =>
  typeof value === 'string' ? new Date(value).toISOString() : null
