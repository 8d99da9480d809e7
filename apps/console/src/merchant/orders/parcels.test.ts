import { describe, expect, it } from 'vitest'
import { shipmentOf, unpackedOf, withParcel } from './parcels.ts'

const cups = { id: 'cups', quantity: 3, shipped: 0 }
const bowl = { id: 'bowl', quantity: 2, shipped: 1 }

describe('packing an order', () => {
  it('begins with one parcel that holds all that was not sent yet', () => {
    const [parcel, ...others] = withParcel([], [cups, bowl], 'Post')
    expect(others).toEqual([])
    expect(parcel?.quantities).toEqual({ cups: 3, bowl: 1 })
  })

  it('gives a further parcel what the others leave', () => {
    const [first] = withParcel([], [cups, bowl], 'Post')
    const parcels = withParcel([{ ...first!, quantities: { cups: 1, bowl: 1 } }], [cups, bowl], 'Post')
    expect(parcels[1]?.quantities).toEqual({ cups: 2, bowl: 0 })
    expect([cups, bowl].map((line) => unpackedOf(line, parcels))).toEqual([0, 0])
  })

  it('sends no empty parcels, lines or fields', () => {
    const [first] = withParcel([], [cups, bowl], ' Post ')
    const parcels = [
      { ...first!, trackingNumber: ' 123 ', quantities: { cups: 3, bowl: 0 } },
      { ...first!, quantities: { cups: 0, bowl: 0 } },
    ]
    expect(shipmentOf(parcels)).toEqual([
      { carrier: 'Post', trackingNumber: '123', lines: [{ lineId: 'cups', quantity: 3 }] },
    ])
  })
})
