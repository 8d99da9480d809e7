import { AsyncLocalStorage } from 'node:async_hooks'

const consuming = new AsyncLocalStorage<string>()

/** Runs what a consumer does while its transaction is open; `name` is its subscription's. */
export const runWithin = <T>(name: string, work: () => Promise<T>): Promise<T> => consuming.run(name, work)

/** The subscription whose transaction the caller runs in, if any: nobody may be called from there. */
export const within = (): string | undefined => consuming.getStore()
