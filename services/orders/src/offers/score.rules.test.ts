import { describe, expect, test } from 'vitest'
import { scoreOf } from './score.rules.ts'

const facts = { orders: 100, due: 100, onTime: 100, givenUp: 0, shipped: 100, faulty: 0 }
const unrated = { average: null, count: 0 }

describe('the score of a store', () => {
  test('is 100 for one that keeps every word, and tells its parts', () => {
    expect(scoreOf(facts, { average: 5, count: 40 })).toEqual({
      value: 100,
      orders: 100,
      onTimePercent: 100,
      givenUpPercent: 0,
      faultyPercent: 0,
      rating: 5,
      ratingCount: 40,
    })
  })

  test('loses forty points for shipping late, twenty for orders given up, fifteen for faults, 25 for stars', () => {
    const rated = { average: 5, count: 1 }
    expect(scoreOf({ ...facts, onTime: 0 }, rated).value).toBe(60)
    expect(scoreOf({ ...facts, givenUp: 20 }, rated).value).toBe(80)
    expect(scoreOf({ ...facts, faulty: 25 }, rated).value).toBe(85)
    expect(scoreOf(facts, { average: 1, count: 1 }).value).toBe(75)
    expect(scoreOf({ ...facts, onTime: 90, faulty: 5 }, { average: 4, count: 9 }).value).toBe(87)
  })

  test('without reviews is made of the other parts alone', () => {
    expect(scoreOf(facts, unrated).value).toBe(100)
    expect(scoreOf({ ...facts, onTime: 50 }, unrated).value).toBe(73)
  })

  test('is not given to a new store, however good it begins', () => {
    expect(scoreOf({ ...facts, orders: 9 }, unrated).value).toBeNull()
    expect(scoreOf({ ...facts, orders: 10 }, unrated).value).toBe(100)
    expect(
      scoreOf({ orders: 0, due: 0, onTime: 0, givenUp: 0, shipped: 0, faulty: 0 }, unrated),
    ).toMatchObject({ value: null, onTimePercent: null, faultyPercent: null })
  })
})
