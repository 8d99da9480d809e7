/** Where rules get the time from, so that tests can hold it still. Expiry is decided by the database's clock instead. */
export interface Clock {
  now(): Date
}

/** The clock of the machine. */
export const systemClock: Clock = { now: () => new Date() }

/** A clock that always shows the same instant; each call answers a fresh Date. */
export const fixedClock = (date: Date | string): Clock => ({ now: () => new Date(date) })
