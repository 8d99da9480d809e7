// Kept, so that a test's fake clock does not stop the polling.
const { setTimeout: realTimeout, performance: realClock } = globalThis

/** Tries until `attempt` no longer throws and answers its value; at the deadline throws its last error. */
export async function eventually<T>(
  attempt: () => T | Promise<T>,
  { withinSeconds = 5 }: { withinSeconds?: number } = {},
): Promise<T> {
  const deadline = realClock.now() + withinSeconds * 1_000
  for (let pauseMs = 5; ; pauseMs = Math.min(pauseMs * 2, 100)) {
    try {
      return await attempt()
    } catch (error) {
      if (realClock.now() + pauseMs > deadline) throw error
    }
    await new Promise((resolve) => realTimeout(resolve, pauseMs))
  }
}
