import { expect, it } from 'vitest'
import { sentReturnAddress, writtenAddress } from './return-address.ts'

it('sends nothing until something is written, and leaves out what is empty', () => {
  const empty = writtenAddress(null, 'JP')
  expect(sentReturnAddress(empty)).toBeUndefined()
  const written = { ...empty, name: 'Returns', line1: '2-1 Kawaramachi', city: 'Kyoto', line2: ' ' }
  expect(sentReturnAddress(written)).toEqual({
    name: 'Returns',
    line1: '2-1 Kawaramachi',
    city: 'Kyoto',
    country: 'JP',
  })
  const kept = { name: 'Returns', line1: 'Ring 5', city: 'Leipzig', postcode: '04109', country: 'DE' }
  expect(sentReturnAddress(writtenAddress(kept, 'JP'))).toEqual(kept)
})
