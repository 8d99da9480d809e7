import fc from 'fast-check'
import { isAppError } from '@tradewind/kernel'
import { describe, expect, it } from 'vitest'
import {
  PRODUCT_STATES,
  publishStep,
  stateAfter,
  type ProductState,
  type ProductStep,
} from './products.states.ts'

const STEPS: ProductStep[] = ['submit', 'approve', 'reject', 'unpublish', 'republish', 'delete', 'edit']

/** Walks as far as the steps are allowed and tells every state passed. */
function walk(steps: readonly ProductStep[]): (ProductState | 'gone')[] {
  const passed: (ProductState | 'gone')[] = ['draft']
  for (const step of steps) {
    const state = passed.at(-1)
    if (state === undefined || state === 'gone') break
    try {
      passed.push(stateAfter(state, step))
    } catch (error) {
      if (!isAppError(error)) throw error
      expect(error).toMatchObject({ status: 409, code: 'catalog.not-now', state: { status: state } })
    }
  }
  return passed
}

describe('a product', () => {
  it('goes from draft by review to the shelf, and off and on again', () => {
    expect(walk(['submit', 'approve', 'unpublish', 'republish'])).toEqual([
      'draft',
      'in-review',
      'published',
      'unpublished',
      'published',
    ])
    expect(walk(['submit', 'reject', 'delete'])).toEqual(['draft', 'in-review', 'draft', 'gone'])
  })

  it('never reaches the shelf without an approval before it', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...STEPS), { maxLength: 40 }), (steps) => {
        const passed = walk(steps)
        const onSale = passed.indexOf('published')
        if (onSale >= 0) expect(passed[onSale - 1]).toBe('in-review')
      }),
    )
  })

  it('that was on sale once cannot be deleted', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...STEPS), { maxLength: 40 }), (steps) => {
        const passed = walk(steps)
        const onSale = passed.indexOf('published')
        if (onSale >= 0) expect(passed.slice(onSale)).not.toContain('gone')
      }),
    )
  })

  it('can always be edited, which moves it nowhere', () => {
    for (const state of Object.keys(PRODUCT_STATES) as ProductState[]) {
      expect(stateAfter(state, 'edit')).toBe(state)
    }
  })

  it('is handed in for review the first time, and put back without one later', () => {
    expect(publishStep('draft')).toBe('submit')
    expect(publishStep('unpublished')).toBe('republish')
    expect(() => stateAfter('published', publishStep('published'))).toThrow('catalog.not-now')
  })
})
