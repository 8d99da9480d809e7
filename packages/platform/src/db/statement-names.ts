const MOST_NAMES = 1_000

/**
 * Names for prepared statements, one per SQL text: a named statement keeps its plan on each connection.
 * A text gets its name the second time it is seen, so that texts made up once do not fill the server's memory.
 */
export class StatementNames {
  readonly #names = new Map<string, string>()
  readonly #seenOnce = new Set<string>()

  nameOf(text: string): string | undefined {
    const name = this.#names.get(text)
    if (name !== undefined || this.#names.size >= MOST_NAMES) return name
    if (this.#seenOnce.delete(text)) {
      const fresh = `s${this.#names.size}`
      this.#names.set(text, fresh)
      return fresh
    }
    if (this.#seenOnce.size >= MOST_NAMES) this.#seenOnce.clear()
    this.#seenOnce.add(text)
    return undefined
  }
}
