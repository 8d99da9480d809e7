import { existsSync } from 'node:fs'
import type { Locale } from '@tradewind/kernel'
import { readDemo, type DemoReview } from './demo-files.ts'

/** The demo's reviews in one language; none while they have not been written. */
export function readReviews(locale: Locale): DemoReview[] {
  const path = `reviews/${locale}.json`
  return existsSync(new URL(`../demo/${path}`, import.meta.url)) ? readDemo<DemoReview[]>(path) : []
}
