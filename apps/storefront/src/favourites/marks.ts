import { answerOf } from '@tradewind/api-client'
import { shallowRef } from 'vue'
import type { Mall } from '../mall/mall.ts'

/** Says that this browser has kept or followed something; what, only the server knows. */
const HINT = 'tw.favourites'
/** Says that somebody logged in with this browser, see account/person.ts. */
const PERSON = 'tw.person'

interface Marks {
  productIds: ReadonlySet<string>
  storeIds: ReadonlySet<string>
}

/** What this reader keeps and follows, for all that shows it. */
export const marks = shallowRef<Marks>({ productIds: new Set(), storeIds: new Set() })
let loading: Promise<void> | undefined

/** Asks once, and only in browsers that may have kept something, so that most visits cost nothing. */
export function loadMarks({ api }: Mall): Promise<void> {
  if (localStorage.getItem(HINT) === null && localStorage.getItem(PERSON) === null) return Promise.resolve()
  loading ??= answerOf(api.GET('/api/favourites/marks')).then(({ productIds, storeIds }) => {
    marks.value = { productIds: new Set(productIds), storeIds: new Set(storeIds) }
  })
  return loading
}

/** Keeps a product, or no longer; at once on the page, taken back if the mall refuses. */
export async function keep({ api }: Mall, productId: string, wanted: boolean): Promise<void> {
  localStorage.setItem(HINT, '1')
  const before = marks.value
  marks.value = { ...before, productIds: changed(before.productIds, productId, wanted) }
  const params = { path: { productId } }
  try {
    await answerOf(
      wanted
        ? api.PUT('/api/favourites/products/{productId}', { params, body: {} })
        : api.DELETE('/api/favourites/products/{productId}', { params }),
    )
  } catch (thrown) {
    marks.value = { ...marks.value, productIds: changed(marks.value.productIds, productId, !wanted) }
    throw thrown
  }
}

/** Follows a store, or no longer; `mail` says whether to be told of new goods. Answers whether mails come. */
export async function follow(
  { api }: Mall,
  storeId: string,
  wanted: boolean,
  mail?: boolean,
): Promise<boolean> {
  localStorage.setItem(HINT, '1')
  const params = { path: { storeId } }
  const answer = await answerOf(
    wanted
      ? api.PUT('/api/favourites/stores/{storeId}', { params, body: { mail } })
      : api.DELETE('/api/favourites/stores/{storeId}', { params }),
  )
  marks.value = { ...marks.value, storeIds: changed(marks.value.storeIds, storeId, wanted) }
  return answer.mail
}

function changed(ids: ReadonlySet<string>, id: string, wanted: boolean): Set<string> {
  const others = [...ids].filter((one) => one !== id)
  return new Set(wanted ? [id, ...others] : others)
}
