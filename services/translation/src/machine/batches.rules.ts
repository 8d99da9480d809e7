/** Lines that providers take in one call. */
export const MOST_LINES = 50
/** DeepL takes 128 KiB, Google some more; what is not text takes its share of it. */
export const MOST_BYTES = 100_000

/** What a line takes in a call: encoded as a form, which is the longest of the ways that providers are asked. */
export const encodedBytes = (markup: string): number =>
  new URLSearchParams({ text: markup }).toString().length

/** The lines in their order, as many at once as one call takes; none may be longer than a call. */
export function batchesOf<T extends { markup: string }>(lines: readonly T[]): T[][] {
  const batches: T[][] = []
  let bytes = 0
  for (const line of lines) {
    const own = encodedBytes(line.markup)
    const batch = batches.at(-1)
    if (batch && batch.length < MOST_LINES && bytes + own <= MOST_BYTES) {
      batch.push(line)
      bytes += own
    } else {
      batches.push([line])
      bytes = own
    }
  }
  return batches
}
