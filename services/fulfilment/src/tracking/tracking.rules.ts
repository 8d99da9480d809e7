import type { Static } from 'typebox'
import type { TrackingStatus } from '../contract/index.ts'

export type Status = Static<typeof TrackingStatus>

/** How far a parcel is. Carriers skip stages and, in the middle ones, go to and fro; none goes back a stage. */
export const STAGES: readonly (readonly Status[])[] = [
  ['pending'],
  ['info-received'],
  ['in-transit', 'customs-held', 'exception'],
  ['out-for-delivery', 'attempt-failed', 'available-for-pickup'],
  ['delivered', 'returned', 'expired'],
]
const TO_AND_FRO = [2, 3]

export const stageOf = (status: Status): number => STAGES.findIndex((stage) => stage.includes(status))

/** Whether a carrier's report may become the parcel's status. */
export function mayFollow(now: Status, next: Status): boolean {
  const [from, to] = [stageOf(now), stageOf(next)]
  return to > from || (to === from && TO_AND_FRO.includes(to))
}

/** What the simulated carrier knows of a parcel. */
export interface Journey {
  readonly parcelId: string
  /** Null when nobody said; then no border is crossed. */
  readonly from: string | null
  readonly to: string
  /** Null where only the country is known. */
  readonly city: string | null
}

/** One thing that the simulated carrier will report. */
export interface Report {
  readonly status: Status
  readonly place: string | null
}

/** All that will be reported of a parcel; some that cross a border wait at the customs. */
export function itinerary({ parcelId, from, to, city }: Journey): Report[] {
  const crosses = from !== null && from !== to
  const door = city === null ? to : `${city}, ${to}`
  return [
    { status: 'info-received', place: from },
    { status: 'in-transit', place: from },
    ...(crosses && isLookedInto(parcelId) ? [{ status: 'customs-held' as const, place: to }] : []),
    ...(crosses ? [{ status: 'in-transit' as const, place: to }] : []),
    { status: 'out-for-delivery', place: door },
    { status: 'delivered', place: door },
  ]
}

/** One parcel in four, always the same ones. */
const isLookedInto = (parcelId: string): boolean => parcelId.charCodeAt(parcelId.length - 1) % 4 === 0

/** What comes next after what was reported so far, also when others reported something out of the way. */
export function nextReport(journey: Journey, now: Status, reported: readonly Status[]): Report | undefined {
  const plan = itinerary(journey)
  let position = 0
  for (const status of reported) {
    const found = plan.findIndex((report, index) => index >= position && report.status === status)
    if (found >= 0) position = found + 1
  }
  return plan.slice(position).find((report) => mayFollow(now, report.status))
}

const WEIGHTS = [8, 6, 4, 2, 3, 5, 9, 7]

/** A tracking number in the form of UPU S10, such as `TX473124829DE`; `serial` is of eight digits. */
export function trackingNumber(serial: string, country: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(serial[index]), 0)
  const rest = 11 - (sum % 11)
  const check = rest === 10 ? 0 : rest === 11 ? 5 : rest
  return `TX${serial}${check}${country}`
}
