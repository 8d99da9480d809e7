/** What a reader left out on purpose, and how often: `{ bundles: 1 }`. */
export type Skipped = Record<string, number>

export function skip(skipped: Skipped, what: string, count = 1): void {
  if (count > 0) skipped[what] = (skipped[what] ?? 0) + count
}
