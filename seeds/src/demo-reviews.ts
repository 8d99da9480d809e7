import { existsSync } from 'node:fs'
import { LOCALES, type Locale } from '@tradewind/kernel'
import { seedsContext, type LoadCalls } from './contracts.ts'
import { readDemo, type DemoReview } from './demo-files.ts'
import type { LoadedVariant } from './demo-products.ts'

/** The demo's reviews in one language; none while they have not been written. */
function readReviews(locale: Locale): DemoReview[] {
  const path = `reviews/${locale}.json`
  return existsSync(new URL(`../demo/${path}`, import.meta.url)) ? readDemo<DemoReview[]>(path) : []
}

/** Reviews of the goods, in the languages they are written in. */
export async function loadReviews(calls: LoadCalls, variants: readonly LoadedVariant[]): Promise<void> {
  const productId = new Map(variants.map((variant) => [variant.productKey, variant.productId]))
  for (const locale of LOCALES) {
    const reviews = readReviews(locale).flatMap((review, index) => {
      const id = productId.get(review.product)
      const createdAt = new Date(Date.UTC(2026, index % 10, 1 + ((index * 7) % 27))).toISOString()
      return id
        ? [
            {
              key: `demo/${locale}/${index}`,
              productId: id,
              author: '',
              rating: review.rating,
              title: review.title,
              body: review.body,
              locale,
              createdAt,
            },
          ]
        : []
    })
    if (reviews.length > 0) await calls.reviews.importReviews(seedsContext(), { reviews })
  }
}
