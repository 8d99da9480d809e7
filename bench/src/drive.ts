/** What came of some work done over and over. */
export interface Drive {
  requests: number
  requestsPerSecond: number
  p95Milliseconds: number
}

/** Lets workers work side by side, each anew as soon as it is done, while there is more to do. */
export async function drive(
  workers: readonly (() => Promise<unknown>)[],
  more: () => boolean,
): Promise<Drive> {
  const milliseconds: number[] = []
  const began = performance.now()
  await Promise.all(
    workers.map(async (work) => {
      while (more()) {
        const at = performance.now()
        await work()
        milliseconds.push(performance.now() - at)
      }
    }),
  )
  const seconds = (performance.now() - began) / 1_000
  milliseconds.sort((a, b) => a - b)
  return {
    requests: milliseconds.length,
    requestsPerSecond: milliseconds.length / seconds,
    p95Milliseconds: milliseconds[Math.floor(milliseconds.length * 0.95)] ?? 0,
  }
}

/** For so many seconds from now. */
export function forSeconds(seconds: number): () => boolean {
  const end = performance.now() + seconds * 1_000
  return () => performance.now() < end
}

/** So many times, of all workers together. */
export function forTimes(times: number): () => boolean {
  let left = times
  return () => left-- > 0
}
