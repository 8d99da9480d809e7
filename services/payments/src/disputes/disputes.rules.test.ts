import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { DisputeState } from '../providers/provider.types.ts'
import { stepsOf } from './disputes.rules.ts'

it('opens once and closes once, however often and in whatever order the news come', () => {
  const outcome = fc.constantFrom<'won' | 'lost'>('won', 'lost')
  const news = fc.array(fc.boolean(), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(outcome, news, (closed, closings) => {
      let known: DisputeState['status'] | undefined
      const steps = closings.flatMap((isClosing) => {
        const taken = stepsOf(known, isClosing ? closed : 'open')
        if (taken.length > 0) known = isClosing ? closed : 'open'
        return taken
      })
      expect(steps).toEqual(closings.some(Boolean) ? ['opened', closed] : ['opened'])
      expect(known).toBe(closings.some(Boolean) ? closed : 'open')
    }),
  )
})
