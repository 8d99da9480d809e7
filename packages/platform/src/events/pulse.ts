const QUICK_MS = 15
const BUSY_MS = 60
const IDLE_MS = 250
const QUICK_FOR_MS = 1_500

/**
 * How often a process looks for new facts: quickly for a while after something was said or found, less often while
 * every look finds some, so that they are taken in batches, and seldom when idle.
 */
export class Pulse {
  #quickUntil = 0
  #pauseMs = QUICK_MS
  #wake: (() => void) | undefined

  /** Something happened; look soon. */
  quicken(): void {
    this.#quickUntil = Date.now() + QUICK_FOR_MS
    this.#wake?.()
  }

  /** What a look found. */
  note(found: boolean): void {
    this.#pauseMs = found ? Math.min(this.#pauseMs * 2, BUSY_MS) : QUICK_MS
    if (found) this.quicken()
  }

  /** Resolves when it is time to look again. */
  next(): Promise<void> {
    const quick = Date.now() < this.#quickUntil
    return new Promise((resolve) => {
      const timer = setTimeout(done, quick ? this.#pauseMs : IDLE_MS)
      // A process that merely waits for facts may end.
      const wake = () => {
        clearTimeout(timer)
        setTimeout(done, QUICK_MS)
        this.#wake = undefined
      }
      this.#wake = quick ? undefined : wake
      function done() {
        resolve()
      }
    })
  }
}
