/**
 * A function that keeps what it made for each key, dropping the oldest beyond `limit`.
 * For Intl objects, which cost far more to make than to use, and for what is loaded; what could not be loaded is not kept.
 */
export function cachedBy<Args extends readonly unknown[], Value>(
  make: (...args: Args) => Value,
  limit = 500,
): (...args: Args) => Value {
  const made = new Map<string, Value>()
  return (...args) => {
    const key = JSON.stringify(args)
    const known = made.get(key)
    if (known !== undefined) return known
    const value = make(...args)
    if (made.size >= limit) for (const oldest of made.keys()) if (made.delete(oldest)) break
    made.set(key, value)
    if (value instanceof Promise) value.catch(() => made.delete(key))
    return value
  }
}
