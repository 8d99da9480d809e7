import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  itinerary,
  mayFollow,
  nextReport,
  STAGES,
  stageOf,
  trackingNumber,
  type Journey,
  type Status,
} from './tracking.rules.ts'

const STATUSES = STAGES.flat()
const anyStatus = fc.constantFrom(...STATUSES)
const anyJourney: fc.Arbitrary<Journey> = fc.record({
  parcelId: fc.integer({ min: 0, max: 31 }).map((last) => `pcl_${String.fromCharCode(97 + last)}`),
  from: fc.constantFrom(null, 'JP', 'DE', 'VN'),
  to: fc.constantFrom('DE', 'US'),
  city: fc.constantFrom('Bremen', null),
})

describe('a parcel’s status', () => {
  it('knows every state that the contract names, once', () => {
    expect(new Set(STATUSES).size).toBe(11)
    expect(STATUSES).toHaveLength(11)
  })

  it('never goes back a stage, whatever a carrier reports in whatever order', () => {
    fc.assert(
      fc.property(fc.array(anyStatus, { maxLength: 40 }), (reports) => {
        let now: Status = 'pending'
        let furthest = 0
        for (const report of reports) {
          const before: Status = now
          if (mayFollow(now, report)) now = report
          expect(stageOf(now)).toBeGreaterThanOrEqual(furthest)
          if (stageOf(before) === STAGES.length - 1) expect(now).toBe(before)
          furthest = stageOf(now)
        }
      }),
    )
  })

  it.each([
    ['pending', 'delivered', true],
    ['in-transit', 'customs-held', true],
    ['customs-held', 'in-transit', true],
    ['attempt-failed', 'out-for-delivery', true],
    ['in-transit', 'in-transit', true],
    ['out-for-delivery', 'in-transit', false],
    ['info-received', 'info-received', false],
    ['delivered', 'returned', false],
    ['expired', 'delivered', false],
  ] as const)('may go from %s to %s: %s', (now, next, allowed) => {
    expect(mayFollow(now, next)).toBe(allowed)
  })
})

describe('the simulated carrier', () => {
  it('brings every parcel home, also when others interfere', () => {
    fc.assert(
      fc.property(anyJourney, fc.array(anyStatus, { maxLength: 6 }), (journey, interference) => {
        let now: Status = 'pending'
        const reported: Status[] = []
        for (const status of interference)
          if (mayFollow(now, status)) {
            now = status
            reported.push(status)
          }
        for (let step = 0; step < 10; step += 1) {
          const report = nextReport(journey, now, reported)
          if (!report) break
          expect(mayFollow(now, report.status)).toBe(true)
          now = report.status
          reported.push(now)
        }
        expect(nextReport(journey, now, reported)).toBeUndefined()
        expect(stageOf(now)).toBe(STAGES.length - 1)
      }),
    )
  })

  it('stops at the border only of parcels that cross one, and only of some', () => {
    const journeys = Array.from({ length: 32 }, (_, index) => ({
      parcelId: `pcl_${String.fromCharCode(97 + index)}`,
      from: 'JP',
      to: 'DE',
      city: 'Bremen',
    }))
    const held = (list: Journey[]) =>
      list.filter((journey) => itinerary(journey).some((report) => report.status === 'customs-held')).length
    expect(held(journeys)).toBe(8)
    expect(held(journeys.map((journey) => ({ ...journey, to: 'JP' })))).toBe(0)
    expect(held(journeys.map((journey) => ({ ...journey, from: null })))).toBe(0)
  })
})

describe('a tracking number', () => {
  it('carries the check digit of UPU S10', () => {
    expect(trackingNumber('47312482', 'DE')).toBe('TX473124829DE')
    expect(trackingNumber('00000000', 'JP')).toBe('TX000000005JP')
  })
})
