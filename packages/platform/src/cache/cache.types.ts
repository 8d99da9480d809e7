/** Keeps answers for a while. Values are plain JSON data or strings, and frozen: nobody may change what others read. */
export interface Cache {
  /** The value, or undefined when it is absent or past its time. */
  get<T>(key: string): Promise<T | undefined>
  set<T>(key: string, value: T, ttlSeconds: number): Promise<void>
  delete(key: string): Promise<void>
  /** The kept value, or what `load` gives; callers who ask at the same time share one `load`. A failure is not kept. */
  wrap<T>(key: string, ttlSeconds: number, load: () => Promise<T>): Promise<T>
}
