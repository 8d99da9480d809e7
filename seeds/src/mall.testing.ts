import { catalogService } from '@tradewind/catalog/service'
import { contentService } from '@tradewind/content/service'
import { fulfilmentService } from '@tradewind/fulfilment/service'
import { identityService } from '@tradewind/identity/service'
import { inventoryService } from '@tradewind/inventory/service'
import { merchantsService } from '@tradewind/merchants/service'
import { remoteService } from '@tradewind/platform/host'
import { testHost, type TestHost } from '@tradewind/platform/testing'
import { pricingService } from '@tradewind/pricing/service'
import { freeSandboxUrl } from '@tradewind/payments/testing'
import { paymentsService } from '@tradewind/payments/service'
import { ordersService } from '@tradewind/orders/service'
import { reviewsService } from '@tradewind/reviews/service'
import { searchService } from '@tradewind/search/service'
import { loadCalls, type LoadCalls } from './contracts.ts'

/** An empty mall of the services that loaders write through, called over the network as the commands do. */
export async function emptyMall(): Promise<{ host: TestHost; calls: LoadCalls }> {
  const host = await testHost({
    services: [
      identityService,
      merchantsService,
      catalogService,
      pricingService,
      inventoryService,
      fulfilmentService,
      searchService,
      paymentsService,
      ordersService,
      reviewsService,
      contentService,
    ],
    env: { SANDBOX_PSP_URL: await freeSandboxUrl() },
  })
  const key = host.config.keys.internalCalls.toString('base64url')
  return { host, calls: loadCalls((name, contract) => remoteService(name, contract, host.http, key)) }
}
