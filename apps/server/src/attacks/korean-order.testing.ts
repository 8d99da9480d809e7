import { ADDRESS, type openMall } from '@tradewind/orders/testing'
import type { CallContext } from '@tradewind/platform/contract'

type Mall = Awaited<ReturnType<typeof openMall>>

const SEOUL = {
  ...ADDRESS,
  line1: 'Sejong-daero 110',
  city: 'Jung-gu',
  region: 'KR-11',
  postcode: '04524',
  country: 'KR',
  phone: '+821000000000',
}

/** Opens the mall to buyers in Korea, whose customs ask who they are. */
export async function openToKorea({ calls, system }: Mall): Promise<void> {
  await calls.pricing.importMarkets(system(), {
    markets: [
      {
        code: 'KR',
        name: { en: 'Korea' },
        open: true,
        locales: ['en'],
        taxDisplay: 'included',
        countries: ['KR'],
        currency: 'KRW',
        currencies: ['KRW'],
      },
    ],
    taxRates: [
      { country: 'KR', category: 'standard', percent: '10', validFrom: '2020-01-01', source: 'test' },
    ],
    fx: { date: '2025-06-30', source: 'test', base: 'EUR', rates: { JPY: '169.17', KRW: '1588.21' } },
  })
}

/** An order from Korea that waits for its money, with the number by which customs know its buyer. */
export async function confirmToKorea({ calls }: Mall, guest: CallContext, offerId: string) {
  const ctx = { ...guest, market: 'KR' }
  const { id: cartId } = await calls.orders.createCart(ctx, {
    lines: [{ offerId, quantity: 1 }],
    address: SEOUL,
    email: 'buyer@example.com',
  })
  const { quote } = await calls.orders.quoteCart(ctx, { cartId })
  const customsId = 'P123456789012'
  return calls.orders.confirm(ctx, { cartId, quoteId: quote?.id ?? '', paymentMethod: 'card', customsId })
}
