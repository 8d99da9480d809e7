const QUICK_MS = 15
const IDLE_MS = 250
const QUICK_FOR_MS = 1_500

/** How often a process looks for new facts: quickly for a while after something was said or found, seldom when idle. */
export class Pulse {
  #quickUntil = 0
  #wake: (() => void) | undefined

  /** Something happened; look soon. */
  quicken(): void {
    this.#quickUntil = Date.now() + QUICK_FOR_MS
    this.#wake?.()
  }

  /** Resolves when it is time to look again. */
  next(): Promise<void> {
    const quick = Date.now() < this.#quickUntil
    return new Promise((resolve) => {
      const timer = setTimeout(done, quick ? QUICK_MS : IDLE_MS)
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
