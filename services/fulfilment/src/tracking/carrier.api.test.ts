import { newId } from '@tradewind/kernel'
import { pricingService } from '@tradewind/pricing/service'
import { eventually, testHost } from '@tradewind/platform/testing'
import { describe, expect, it } from 'vitest'
import { fulfilmentService } from '../service.ts'

const host = await testHost({
  services: [pricingService, fulfilmentService],
  env: { CARRIER_STEP_SECONDS: '1' },
})
const { fulfilment } = host.calls
const system = host.ctx({ actor: host.system() })

describe('in a demo', () => {
  it('parcels move by themselves, all the way', async () => {
    const orderId = newId('ord')
    await fulfilment.createParcels(system, {
      key: newId('shp'),
      orderId,
      subOrderId: newId('sub'),
      storeId: newId('sto'),
      kind: 'outbound',
      shipTo: { city: 'Boston', country: 'US' },
      parcels: [1, 2].map((quantity) => ({
        carrier: 'Post',
        lines: [{ lineId: newId('lin'), quantity }],
      })),
    })
    await eventually(
      async () => {
        const parcels = await fulfilment.getParcels(system, { orderIds: [orderId] })
        expect(parcels.map((parcel) => parcel.status)).toEqual(['delivered', 'delivered'])
        expect(parcels[0]?.events).toHaveLength(4)
      },
      { withinSeconds: 20 },
    )
    const { rows } = await host.db.pool.query(
      'select 1 from fulfilment.parcels where order_id = $1 and next_event_at is not null',
      [orderId],
    )
    expect(rows).toEqual([])
  }, 30_000)
})
