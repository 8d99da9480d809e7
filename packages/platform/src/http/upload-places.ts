import { tooMany } from '@tradewind/kernel'

/** How many uploads stand in memory at a time, and whose place is taken when there is none. */
export interface UploadLimits {
  /** Of all. */
  most: number
  /** Of one account. */
  mostOfOne: number
  /** Who brings less keeps a place only while nobody else wants it. */
  leastBytesPerSecond: number
  /** For so long nobody is judged. */
  graceMs: number
}

/** A place in memory for what one account uploads. */
export interface UploadPlace {
  readonly isLost: boolean
  /** Rejects with 429 when the place goes to somebody else before `received`. */
  readonly lost: Promise<never>
  /** All of it is here; the place is kept until `leave`. */
  received(): void
  /** Repeating changes nothing. */
  leave(): void
}

export interface UploadPlaces {
  /** Throws 429 where the account has its share, or where all places are taken by those who use them. */
  take(account: string, bytesSoFar: () => number): UploadPlace
}

/** Retried so soon, since uploads take a few seconds. */
const WAIT_SECONDS = 2

interface Taken {
  account: string
  sinceMs: number
  /** Undefined once all is here. */
  bytes: (() => number) | undefined
  giveWay: () => void
}

export function createUploadPlaces(limits: UploadLimits): UploadPlaces {
  const { most, mostOfOne, leastBytesPerSecond, graceMs } = limits
  const taken = new Set<Taken>()

  /** The slowest of those who are too slow. */
  const findDawdler = (): Taken | undefined => {
    const now = performance.now()
    const paces = [...taken]
      .filter(({ sinceMs }) => now - sinceMs >= graceMs)
      .flatMap((one) =>
        one.bytes ? [{ one, pace: (one.bytes() * 1_000) / Math.max(now - one.sinceMs, 1) }] : [],
      )
    const slow = paces.filter(({ pace }) => pace < leastBytesPerSecond)
    return slow.toSorted((a, b) => a.pace - b.pace)[0]?.one
  }

  return {
    take(account, bytes) {
      if ([...taken].filter((one) => one.account === account).length >= mostOfOne) throw tooMany(WAIT_SECONDS)
      if (taken.size >= most) {
        const dawdler = findDawdler()
        if (!dawdler) throw tooMany(WAIT_SECONDS)
        dawdler.giveWay()
      }
      const { promise: lost, reject } = Promise.withResolvers<never>()
      // Whoever has read all before does not listen any more.
      lost.catch(() => undefined)
      let isLost = false
      const place: Taken = {
        account,
        sinceMs: performance.now(),
        bytes,
        giveWay: () => {
          taken.delete(place)
          isLost = true
          reject(tooMany(WAIT_SECONDS))
        },
      }
      taken.add(place)
      return {
        lost,
        get isLost() {
          return isLost
        },
        received: () => (place.bytes = undefined),
        leave: () => void taken.delete(place),
      }
    },
  }
}
