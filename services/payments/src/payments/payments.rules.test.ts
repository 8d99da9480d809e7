import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { IntentState } from '../providers/provider.types.ts'
import { advance, WRONG_AMOUNT, type Advance, type Consequence } from './payments.rules.ts'

type Known = Advance['next']

const created: Known = {
  status: 'created',
  settling: false,
  amount_minor: 4999,
  currency: 'EUR',
  captured_minor: 0,
  captured_currency: null,
  failure_code: null,
}
const news = (over: Partial<IntentState>): IntentState => ({
  reference: 'pi_1',
  paymentId: 'pay_1',
  status: 'pending',
  settling: false,
  captured: { minor: 0, currency: 'EUR' },
  pageUrl: null,
  failureCode: null,
  ...over,
})
const captured = news({ status: 'captured', captured: { minor: 4999, currency: 'EUR' } })

const OPEN = news({})
const SETTLING = news({ settling: true })
const FAILED = news({ status: 'failed', failureCode: 'card_declined' })
const CANCELLED = news({ status: 'cancelled' })

function afterAll(list: readonly IntentState[]): { known: Known; consequences: Consequence[] } {
  let known = created
  const consequences: Consequence[] = []
  for (const item of list) {
    const step = advance(known, item)
    known = step.next
    consequences.push(...step.consequences)
  }
  return { known, consequences }
}

describe('news of a payment', () => {
  it('lead to the same end in whatever order and however often they come', () => {
    const story = fc.subarray([OPEN, SETTLING, FAILED, CANCELLED, captured], { minLength: 1 })
    const shuffled = story.chain((list) =>
      fc.tuple(
        fc.constant(list),
        fc.array(fc.constantFrom(...list), { maxLength: 12 }).chain((again) => {
          const all = [...list, ...again]
          return fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })
        }),
      ),
    )
    fc.assert(
      fc.property(shuffled, ([list, mixed]) => {
        const straight = afterAll(list)
        const crooked = afterAll(mixed)
        expect(crooked.known).toEqual(straight.known)
        expect(crooked.consequences.filter((it) => it === 'captured')).toHaveLength(
          list.includes(captured) ? 1 : 0,
        )
        expect(crooked.consequences.filter((it) => it === 'failed').length).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('never take back that the money is there', () => {
    for (const late of [OPEN, SETTLING, FAILED, CANCELLED]) {
      expect(afterAll([captured, late])).toEqual(afterAll([captured]))
    }
  })

  it('still tell of money that came after all', () => {
    expect(afterAll([CANCELLED, captured]).consequences).toEqual(['failed', 'captured'])
  })

  it.each([
    [{ minor: 4998, currency: 'EUR' }],
    [{ minor: 5000, currency: 'EUR' }],
    [{ minor: 4999, currency: 'USD' }],
  ])('do not pay the order with %j, which goes back instead', (wrong) => {
    for (const before of [[], [OPEN], [FAILED], [CANCELLED]]) {
      const { known, consequences } = afterAll([
        ...before,
        news({ status: 'captured', captured: wrong }),
        news({ status: 'captured', captured: wrong }),
        FAILED,
      ])
      expect(known).toMatchObject({
        status: 'failed',
        failure_code: WRONG_AMOUNT,
        captured_minor: wrong.minor,
        captured_currency: wrong.currency,
      })
      expect(consequences.toSorted()).toEqual(['failed', 'give-back'])
    }
  })
})
