import type { Kysely } from 'kysely'
import { systemContext } from '@tradewind/platform/contract'
import { refused } from '@tradewind/kernel'
import { productRated } from '../contract/index.ts'
import type { ReviewsDeps } from '../reviews.deps.ts'
import type { PostRow } from './posts.queries.ts'
import { countStars } from './stars.queries.ts'

/** Counts stars anew after reviews came, went or changed, and tells of it. */
export async function tellRated(
  tx: Kysely<unknown>,
  deps: ReviewsDeps,
  productIds: readonly string[],
): Promise<void> {
  if (productIds.length === 0) return
  const changed = await countStars(tx, productIds)
  await deps.emitAll(
    tx,
    productRated,
    changed.map((rated) => ({ key: rated.productId, payload: rated })),
  )
}

/** The caller's own uploaded pictures, in the order asked for; refuses any other. */
export async function picturesOf(
  deps: ReviewsDeps,
  owners: readonly string[],
  pictureIds: readonly string[],
): Promise<PostRow['pictures']> {
  if (pictureIds.length === 0) return []
  const files = await deps.calls.catalog.getFiles(systemContext('reviews'), { fileIds: [...pictureIds] })
  return pictureIds.map((id) => {
    const file = files.find((one) => one.id === id && owners.includes(one.ownerId))
    if (!file?.picture) throw refused('reviews.unknown-picture')
    return file.picture
  })
}
